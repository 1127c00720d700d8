/* SPDX-License-Identifier: MIT */
/*
 * Boot: initcalls in their levels' order, the board's I2C devices, those that
 * -DNEW_DEVICE names, and then the loop that is the one process.
 *
 * NEW_DEVICE is what would be written to new_device in sysfs: a name of some
 * driver's id table and an address, 0x1000 added for one of our own
 * ("slave-24c02 0x1050"); several with semicolons; "i2c-1 slave-24c02 0x1050"
 * is on the second adapter.
 */
#include <linux/i2c.h>
#include <linux/init.h>
#include <linux/irqflags.h>

#include "tw_i2c.h"
#include "tw_work.h"
#include "twowire/firmware.h"

#ifndef NEW_DEVICE
#define NEW_DEVICE
#endif
#define TEXT2(...) #__VA_ARGS__
#define TEXT(...)  TEXT2(__VA_ARGS__)

extern const struct tw_initcall __start_tw_initcalls[] __attribute__((weak));
extern const struct tw_initcall __stop_tw_initcalls[] __attribute__((weak));

void start_kernel(void);

static void do_initcalls(void)
{
	for (unsigned level = 0; level < 8; level++)
		for (const struct tw_initcall *i = __start_tw_initcalls;
		     i < __stop_tw_initcalls; i++)
			if (i->level == level)
				i->call();
}

static void refuse(const char *text)
{
	char what[200];

	snprintf(what, sizeof(what),
		 "NEW_DEVICE: expected [i2c-N] NAME ADDRESS, got %s", text);
	tw_fw_fail(what, "startup.c");
}

/* Its address' upper bits tell its kind. */
static void new_device(int bus, const char *name, unsigned long addr,
		       const char *text)
{
	struct i2c_adapter *adapter = i2c_get_adapter(bus);
	struct i2c_board_info info = {.flags = 0};

	if ((addr & I2C_ADDR_OFFSET_TEN_BIT) == I2C_ADDR_OFFSET_TEN_BIT) {
		addr &= ~(unsigned long)I2C_ADDR_OFFSET_TEN_BIT;
		info.flags |= I2C_CLIENT_TEN;
	}
	if (addr & I2C_ADDR_OFFSET_SLAVE) {
		addr &= ~(unsigned long)I2C_ADDR_OFFSET_SLAVE;
		info.flags |= I2C_CLIENT_SLAVE;
	}
	info.addr = (unsigned short)addr;
	strscpy(info.type, name, sizeof(info.type));
	if (!adapter || addr > 0x3ff ||
	    IS_ERR(i2c_new_client_device(adapter, &info)))
		refuse(text);
}

static void parse_device(char *text)
{
	char whole[80], *word[4] = {NULL}, *rest = text;
	unsigned n = 0, bus = 0;
	unsigned long addr;

	strscpy(whole, text, sizeof(whole));
	while (n < 4 && (word[n] = strtok_r(n ? NULL : text, " \"", &rest)))
		n++;
	if (!n)
		return;
	if (n == 3 && str_has_prefix(word[0], "i2c-")) {
		if (kstrtouint(word[0] + 4, 10, &bus))
			refuse(whole);
		word[0] = word[1];
		word[1] = word[2];
		n = 2;
	}
	if (n != 2 || kstrtoul(word[1], 0, &addr))
		refuse(whole);
	new_device((int)bus, word[0], addr, whole);
}

static void new_devices(void)
{
	static char text[] = TEXT(NEW_DEVICE);
	char *rest = text;

	for (char *t = text; t; t = rest) {
		rest = strchr(t, ';');
		if (rest)
			*rest++ = 0;
		parse_device(t);
	}
}

static void run_processes(void)
{
	for (;;) {
		while (tw_work_pending())
			tw_work_run();
		local_irq_disable();
		if (!tw_work_pending())
			tw_fw_wfi();
		local_irq_enable();
	}
}

void start_kernel(void)
{
	tw_i2c_add_adapters();
	do_initcalls();
	tw_i2c_add_board_devices();
	new_devices();
	if (tw_i2c_lacks_clients())
		tw_fw_fail("I2C drivers and no device: name one, as in "
			   "-DNEW_DEVICE=\"slave-24c02 0x1050\"",
			   "startup.c");
	run_processes();
}
