/* SPDX-License-Identifier: MIT */
/*
 * A target at address 0x17 whose reads are answered with four bytes that count
 * on: loaded at the start if PRELOAD, and by on_request() from its interrupt
 * unless SILENT, and DELAY_US later. GPIO4 is SDA, GPIO5 is SCL.
 */
#include "driver/i2c_slave.h"
#include "esp_err.h"
#include "esp_rom_sys.h"

static uint8_t next = 0x10;

static void load(i2c_slave_dev_handle_t dev)
{
	uint8_t bytes[4];
	uint32_t written;

	for (unsigned i = 0; i < sizeof(bytes); i++)
		bytes[i] = next++;
	i2c_slave_write(dev, bytes, sizeof(bytes), &written, 0);
}

#ifndef SILENT
static bool requested(i2c_slave_dev_handle_t dev,
		      const i2c_slave_request_event_data_t *data, void *arg)
{
	(void)data;
	(void)arg;
#ifdef DELAY_US
	esp_rom_delay_us(DELAY_US);
#endif
	load(dev);
	return false;
}
#endif

void app_main(void)
{
	i2c_slave_config_t config = {
		.i2c_port = I2C_NUM_0,
		.sda_io_num = GPIO_NUM_4,
		.scl_io_num = GPIO_NUM_5,
		.clk_source = I2C_CLK_SRC_DEFAULT,
		.send_buf_depth = 64,
		.receive_buf_depth = 64,
		.slave_addr = 0x17,
	};
	i2c_slave_event_callbacks_t callbacks = {
#ifndef SILENT
		.on_request = requested,
#endif
	};
	i2c_slave_dev_handle_t dev;

	ESP_ERROR_CHECK(i2c_new_slave_device(&config, &dev));
	ESP_ERROR_CHECK(
		i2c_slave_register_event_callbacks(dev, &callbacks, NULL));
#ifdef PRELOAD
	load(dev);
#endif
}
