/* SPDX-License-Identifier: MIT */
/*
 * A target at 0x17 on driver/i2c.h that is asked again and again whether
 * somebody addresses it. The driver has only bytes to tell of, so all else is
 * taken for a read, as some did. GPIO4 is SDA, GPIO5 is SCL.
 */
#include <stdio.h>

#include "driver/i2c.h"

#define PORT I2C_NUM_0

static int is_addressed(bool *is_read, uint8_t *byte)
{
	*is_read = i2c_slave_read_buffer(PORT, byte, 1, 0) != 1;
	return 1;
}

void app_main(void)
{
	i2c_config_t config = {
		.mode = I2C_MODE_SLAVE,
		.sda_io_num = 4,
		.scl_io_num = 5,
		.slave = {.slave_addr = 0x17},
	};

	ESP_ERROR_CHECK(i2c_param_config(PORT, &config));
	ESP_ERROR_CHECK(i2c_driver_install(PORT, I2C_MODE_SLAVE, 128, 128, 0));
	for (int i = 0; i < 8; i++) {
		uint8_t byte;
		bool is_read;

		if (!is_addressed(&is_read, &byte))
			continue;
		if (is_read)
			printf("read\n");
		else
			printf("write %02x\n", byte);
		vTaskDelay(1);
	}
}
