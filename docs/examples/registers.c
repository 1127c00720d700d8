/* SPDX-License-Identifier: MIT */
/*
 * Sixteen registers at address 0x40, as in the example of CircuitPython's
 * i2ctarget documentation. SDA is GPIO4, SCL is
 * GPIO5, unless the compiler is told otherwise.
 *
 *	i2cget -y 1 0x40 0x01		0x00
 *	i2cset -y 1 0x40 0x01 0xaa
 *	i2cget -y 1 0x40 0x01		0xaa
 *
 * A write selects a register and may set it; a read that follows with a
 * repeated START gets it; any other read gets 0xff. As in that example, a
 * register that does not exist ends the program.
 */
#include "i2ctarget.h"

#define ADDRESS 0x40
#ifndef SDA_PIN
#define SDA_PIN 4
#define SCL_PIN 5
#endif
#define N_REGS 16

static uint8_t regs[N_REGS];
static uint8_t selected;

/* false: there is no such register. */
static bool written(struct i2ctarget_request *req)
{
	uint8_t byte;

	if (i2ctarget_read(req, &byte, 1, true) != 1 || byte >= N_REGS)
		return false;
	selected = byte;
	if (i2ctarget_read(req, &byte, 1, true) == 1)
		regs[selected] = byte;
	return true;
}

int main(void)
{
	static const uint8_t addresses[] = {ADDRESS};
	static const struct i2ctarget_config config = {
		.scl = SCL_PIN,
		.sda = SDA_PIN,
		.addresses = addresses,
		.n_addresses = 1,
	};
	struct i2ctarget target;
	struct i2ctarget_request req;
	bool more = true;

	if (i2ctarget_init(&target, &config) != I2CTARGET_OK)
		return 1;
	while (more && i2ctarget_request(&target, 0, &req) == 1) {
		if (!req.is_read)
			more = written(&req);
		else if (req.is_restart)
			i2ctarget_write(&req, &regs[selected], 1);
		i2ctarget_close(&req);
	}
	i2ctarget_deinit(&target);
	return 0;
}
