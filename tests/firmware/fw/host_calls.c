/* SPDX-License-Identifier: MIT */
/*
 * A host that makes every call of i2chost.h once or more and prints what came
 * of it, on a bus with the devices of test_i2chost.c. HOST_SCL and HOST_SDA are
 * given by whoever compiles it.
 */
#include <stdio.h>

#include "i2chost.h"

#if __has_include("esp_timer.h")
#define main app_main /* called by a task */
#endif

#define THERMOMETER 0x18 /* MCP9808 */
#define EEPROM	    0x50 /* 24C02: one byte of memory address */
#define BIG_EEPROM  0x51 /* 24C256: two */
#define PICKY	    0x41 /* refuses every third byte of a write */
#define SLOW	    0x42 /* holds SCL for 80 ms in a byte and gives up */
#define NOBODY	    0x33
#define DISTURBED   0x55 /* somebody pulls SDA low in its first byte */

static struct i2chost host;
static uint8_t in[8];

static void show(const char *what, int result, size_t n)
{
	printf("%s %d", what, result);
	for (size_t i = 0; i < n; i++)
		printf(" %02x", in[i]);
	printf("\n");
}

static void ask_who_is_there(void)
{
	uint8_t found[8];
	int n = i2chost_scan(&host, found, 8);

	printf("scan");
	for (int i = 0; i < n && i < 8; i++)
		printf(" %02x", found[i]);
	printf("%s\n", n < 0 ? " failed" : "");
	printf("first of %d: %d %02x\n", n, i2chost_scan(&host, found, 1),
	       found[0]);
}

static void read_thermometer(void)
{
	static const uint8_t device_id = 7;

	show("manufacturer",
	     i2chost_readfrom_mem(&host, THERMOMETER, 6, 8, in, 2), 2);
	show("device",
	     i2chost_writeto_then_readfrom(&host, THERMOMETER, &device_id, 1,
					   in, 2),
	     2);
	show("again", i2chost_readfrom(&host, THERMOMETER, in, 2, true), 2);
}

/* The ACK poll that data sheets of EEPROMs recommend. */
static void wait_written(uint8_t address)
{
	int polls = 0;

	while (i2chost_writeto(&host, address, NULL, 0, true) ==
	       I2CHOST_NO_DEVICE)
		polls++;
	printf("%s\n", polls > 3 ? "was writing" : "did not write");
}

static void use_eeproms(void)
{
	static const uint8_t word[] = "twowire";
	static const uint8_t pointer[] = {0x12, 0x34};

	show("writeto_mem 8",
	     i2chost_writeto_mem(&host, EEPROM, 0x10, 8, word, 7), 0);
	wait_written(EEPROM);
	show("readfrom_mem 8",
	     i2chost_readfrom_mem(&host, EEPROM, 0x11, 8, in, 6), 6);
	show("writeto_mem 16",
	     i2chost_writeto_mem(&host, BIG_EEPROM, 0x1234, 16, word, 7), 0);
	wait_written(BIG_EEPROM);
	show("writeto without stop",
	     i2chost_writeto(&host, BIG_EEPROM, pointer, 2, false), 0);
	show("readfrom", i2chost_readfrom(&host, BIG_EEPROM, in, 7, true), 7);
	show("readfrom_mem 16",
	     i2chost_readfrom_mem(&host, BIG_EEPROM, 0x1238, 16, in, 3), 3);
}

static void be_refused(void)
{
	static const uint8_t bytes[] = {1, 2, 3, 4};
	static const uint8_t ones[] = {0xff};

	show("writeto nobody", i2chost_writeto(&host, NOBODY, bytes, 4, true),
	     0);
	show("readfrom nobody", i2chost_readfrom(&host, NOBODY, in, 4, true),
	     0);
	show("writeto picky", i2chost_writeto(&host, PICKY, bytes, 4, true), 0);
	show("two to picky", i2chost_writeto(&host, PICKY, bytes, 2, true), 0);
	show("writeto_mem picky",
	     i2chost_writeto_mem(&host, PICKY, 0, 16, bytes, 2), 0);
	show("readfrom_mem picky",
	     i2chost_readfrom_mem(&host, PICKY, 0, 32, in, 1), 0);
	show("disturbed", i2chost_writeto(&host, DISTURBED, ones, 1, true), 0);
	show("slow", i2chost_writeto(&host, SLOW, bytes, 2, true), 0);
	while (i2chost_readfrom(&host, THERMOMETER, in, 2, true) ==
	       I2CHOST_TIMEOUT)
		;
	show("well again", i2chost_readfrom(&host, THERMOMETER, in, 2, true),
	     2);
}

static void ask_nonsense(void)
{
	struct i2chost other;
	struct i2chost_config config = {.scl = HOST_SCL, .sda = HOST_SDA};

	show("address 0x80", i2chost_writeto(&host, 0x80, in, 1, true), 0);
	show("read nothing", i2chost_readfrom(&host, EEPROM, in, 0, true), 0);
	show("addrsize 12", i2chost_readfrom_mem(&host, EEPROM, 0, 12, in, 1),
	     0);
	show("addrsize 40", i2chost_readfrom_mem(&host, EEPROM, 0, 40, in, 1),
	     0);
	show("in use", i2chost_init(&other, &config), 0);
	config.sda = HOST_SCL;
	show("one pin", i2chost_init(&other, &config), 0);
}

int main(void)
{
	struct i2chost_config config = {
		.scl = HOST_SCL, .sda = HOST_SDA, .hz = 100000};

	show("init", i2chost_init(&host, &config), 0);
	ask_who_is_there();
	read_thermometer();
	use_eeproms();
	be_refused();
	ask_nonsense();
	i2chost_deinit(&host);
	show("closed", i2chost_readfrom(&host, EEPROM, in, 1, true), 0);
	show("reopened", i2chost_init(&host, &config), 0);
	show("manufacturer",
	     i2chost_readfrom_mem(&host, THERMOMETER, 6, 8, in, 2), 2);
	return 0;
}
