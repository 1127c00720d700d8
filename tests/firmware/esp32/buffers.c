/* SPDX-License-Identifier: MIT */
/*
 * A target at 0x17 on driver/i2c.h: what it gets it says, four bytes at a time,
 * and puts up to be read, each one higher. GPIO4 is SDA, GPIO5 is SCL.
 */
#include <stdio.h>

#include "driver/i2c.h"

#define PORT I2C_NUM_0

void app_main(void)
{
	i2c_config_t config = {
		.mode = I2C_MODE_SLAVE,
		.sda_io_num = 4,
		.scl_io_num = 5,
		.slave = {.slave_addr = 0x17},
	};
	uint8_t bytes[4];

	ESP_ERROR_CHECK(i2c_param_config(PORT, &config));
	printf("small %d\n", i2c_driver_install(PORT, I2C_MODE_SLAVE, 9, 9, 0));
	ESP_ERROR_CHECK(i2c_driver_install(PORT, I2C_MODE_SLAVE, 256, 256, 0));
	for (;;) {
		int n = i2c_slave_read_buffer(PORT, bytes, 4, 2);

		if (!n)
			continue;
		for (int i = 0; i < n; i++)
			printf("%02x ", bytes[i]++);
		printf("%d\n", i2c_slave_write_buffer(PORT, bytes, n, 1));
	}
}
