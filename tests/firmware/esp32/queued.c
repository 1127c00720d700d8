/* SPDX-License-Identifier: MIT */
/* Transfers that are queued: a 24C256 at 0x50, nobody at 0x55. GPIO4 is SDA,
 * GPIO5 is SCL. */
#include <stdio.h>
#include <string.h>

#include "driver/i2c_master.h"

#ifndef HZ
#define HZ 400000
#endif

static i2c_master_bus_handle_t bus;
static char events[16];

static bool done(i2c_master_dev_handle_t dev,
		 const i2c_master_event_data_t *data, void *arg)
{
	(void)dev;
	(void)arg;
	events[strlen(events)] = data->event == I2C_EVENT_DONE	 ? 'd'
				 : data->event == I2C_EVENT_NACK ? 'n'
								 : 't';
	return false;
}

static i2c_master_dev_handle_t add(uint16_t addr)
{
	i2c_device_config_t config = {.device_address = addr,
				      .scl_speed_hz = HZ};
	i2c_master_event_callbacks_t callbacks = {.on_trans_done = done};
	i2c_master_dev_handle_t dev;

	ESP_ERROR_CHECK(i2c_master_bus_add_device(bus, &config, &dev));
	ESP_ERROR_CHECK(
		i2c_master_register_event_callbacks(dev, &callbacks, NULL));
	return dev;
}

void app_main(void)
{
	i2c_master_bus_config_t config = {
		.i2c_port = 0,
		.sda_io_num = GPIO_NUM_4,
		.scl_io_num = GPIO_NUM_5,
		.clk_source = I2C_CLK_SRC_DEFAULT,
		.trans_queue_depth = 2,
	};
	i2c_master_dev_handle_t rom, nobody;
	uint8_t at[] = {0, 0}, back[40];

	ESP_ERROR_CHECK(i2c_new_master_bus(&config, &bus));
	rom = add(0x50);
	nobody = add(0x55);
	memset(back, 0, sizeof(back));
	printf("%d", i2c_master_transmit(rom, at, 2, -1));
	printf(" %d", i2c_master_transmit(nobody, at, 2, -1));
	printf(" %d", i2c_master_receive(rom, back, 40, -1));
	printf(" %s\n", esp_err_to_name(i2c_master_transmit(rom, at, 2, -1)));
	printf("so far \"%s\"\n", events);
	printf("%d", i2c_master_bus_wait_all_done(bus, 100));
	printf(" \"%s\" %02x %02x\n", events, back[0], back[39]);
}
