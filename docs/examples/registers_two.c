/* SPDX-License-Identifier: MIT */
/*
 * The whole example of CircuitPython's i2ctarget documentation, with both its
 * addresses, for the SAM D51: sixteen registers at 0x40 and a command at 0x41.
 * SDA is PA12, SCL is PA13 (an ItsyBitsy M4's).
 *
 *	i2cget -y 1 0x40 0x01		0x00
 *	i2cset -y 1 0x40 0x01 0xaa
 *	i2cget -y 1 0x40 0x01		0xaa
 *	i2cset -y 1 0x41 0xde		the firmware prints "do something"
 *
 * A command that 0x41 does not know gets a NACK, which the SERCOM leaves to the
 * program.
 */
#include <stdio.h>

#include "i2ctarget.h"
#include "sam.h"

#define REGISTERS 0x40
#define COMMANDS  0x41
#define N_REGS	  16

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

static void commanded(struct i2ctarget_request *req)
{
	uint8_t byte;

	if (i2ctarget_read(req, &byte, 1, false) != 1)
		return;
	i2ctarget_ack(req, byte == 0xde);
	if (byte == 0xde)
		puts("do something");
}

int main(void)
{
	static const uint8_t addresses[] = {REGISTERS, COMMANDS};
	static const struct i2ctarget_config config = {
		.scl = PIN_PA13,
		.sda = PIN_PA12,
		.addresses = addresses,
		.n_addresses = 2,
	};
	struct i2ctarget target;
	struct i2ctarget_request req;
	bool more = true;

	if (i2ctarget_init(&target, &config) != I2CTARGET_OK)
		return 1;
	while (more && i2ctarget_request(&target, 0, &req) == 1) {
		if (req.address == COMMANDS && !req.is_read)
			commanded(&req);
		else if (req.address == REGISTERS && !req.is_read)
			more = written(&req);
		else if (req.address == REGISTERS && req.is_restart)
			i2ctarget_write(&req, &regs[selected], 1);
		i2ctarget_close(&req);
	}
	i2ctarget_deinit(&target);
	return 0;
}
