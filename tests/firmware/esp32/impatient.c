/* SPDX-License-Identifier: MIT */
/* Reads twice from 0x17, which holds SCL, and says how long that took. GPIO4 is
 * SDA, GPIO5 is SCL. */
#include <stdio.h>

#include "driver/i2c_master.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

void app_main(void)
{
	i2c_master_bus_config_t bus_config = {
		.i2c_port = -1,
		.sda_io_num = GPIO_NUM_4,
		.scl_io_num = GPIO_NUM_5,
		.clk_source = I2C_CLK_SRC_DEFAULT,
	};
	i2c_device_config_t config = {.device_address = 0x17,
				      .scl_speed_hz = 100000,
				      .scl_wait_us = 5000};
	i2c_master_bus_handle_t bus;
	i2c_master_dev_handle_t dev;
	uint8_t byte;

	ESP_ERROR_CHECK(i2c_new_master_bus(&bus_config, &bus));
	ESP_ERROR_CHECK(i2c_master_bus_add_device(bus, &config, &dev));
	vTaskDelay(2);
	for (int i = 0; i < 2; i++) {
		int64_t start = esp_timer_get_time();
		esp_err_t err = i2c_master_receive(dev, &byte, 1, 100);

		printf("%s after %d ms\n", esp_err_to_name(err),
		       (int)((esp_timer_get_time() - start) / 1000));
	}
}
