/* SPDX-License-Identifier: MIT */
/*
 * The target stack at 0x40 and 0x41, with SMBus's time-out: prints what it took
 * ("40: 01 02"), and answers reads with the address. Before that it asks for
 * three addresses.
 */
#include <stdio.h>

#include "i2ctarget.h"
#include "requests_board.h"

static void take(struct i2ctarget_request *req)
{
	char line[64], *end = line;
	uint8_t byte;

	end += sprintf(end, "%02x:", req->address);
	while (i2ctarget_read(req, &byte, 1, true) == 1)
		end += sprintf(end, " %02x", byte);
	puts(line);
}

int main(void)
{
	static const uint8_t addresses[] = {0x40, 0x41, 0x42};
	struct i2ctarget_config config = {.scl = SCL_PIN,
					  .sda = SDA_PIN,
					  .addresses = addresses,
					  .n_addresses = 3};
	struct i2ctarget target;
	struct i2ctarget_request req;

	board_init();
	printf("three addresses %d\n", i2ctarget_init(&target, &config));
	config.n_addresses = 2;
	config.smbus = true;
	printf("init %d\n", i2ctarget_init(&target, &config));
	while (i2ctarget_request(&target, 0, &req) == 1) {
		if (req.is_read)
			i2ctarget_write(&req, &req.address, 1);
		else
			take(&req);
		i2ctarget_close(&req);
	}
	return 1;
}
