/* SPDX-License-Identifier: MIT */
/*
 * A target at 0x40, and 0x64 to 0x67, that decides about each byte after it has
 * seen it: it refuses 0x77, and prints what it took, "40: 01 02". Before that
 * it asks for addresses that no mask covers.
 */
#include <stdio.h>

#include "i2ctarget.h"
#include "requests_board.h"

static void take(struct i2ctarget_request *req)
{
	char line[64], *end = line;
	uint8_t byte;

	end += sprintf(end, "%02x:", req->address);
	while (i2ctarget_read(req, &byte, 1, false) == 1) {
		if (i2ctarget_ack(req, byte != 0x77))
			end += sprintf(end, " ack failed");
		if (byte == 0x77)
			break;
		end += sprintf(end, " %02x", byte);
	}
	puts(line);
}

int main(void)
{
	static const uint8_t addresses[] = {0x66, 0x64, 0x40, 0x67, 0x65},
			     apart[] = {0x40, 0x41, 0x43},
			     across[] = {0x30, 0x41, 0x42},
			     twice[] = {0x30, 0x40, 0x40};
	struct i2ctarget_config config = {
		.scl = SCL_PIN, .sda = SDA_PIN, .n_addresses = 3};
	struct i2ctarget target;
	struct i2ctarget_request req;

	board_init();
	config.addresses = across;
	printf("across %d\n", i2ctarget_init(&target, &config));
	config.addresses = twice;
	printf("twice %d\n", i2ctarget_init(&target, &config));
	config.addresses = apart;
	printf("apart %d\n", i2ctarget_init(&target, &config));
	i2ctarget_deinit(&target);
	config.addresses = addresses;
	config.n_addresses = 5;
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
