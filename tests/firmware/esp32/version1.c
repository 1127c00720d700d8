/* SPDX-License-Identifier: MIT */
/*
 * A target at 0x17 on the older driver/i2c_slave.h. It asks for WANTED bytes,
 * says what came, and puts two bytes up for each. LATE: it asks only after
 * 20 ms. STRETCHED: SCL is held, and it says why. GPIO4 is SDA, GPIO5 is SCL.
 */
#include <stdio.h>

#include "driver/i2c_slave.h"
#include "freertos/FreeRTOS.h"
#include "freertos/queue.h"
#include "freertos/task.h"

#ifndef WANTED
#define WANTED 4
#endif

static QueueHandle_t received;

static bool done(i2c_slave_dev_handle_t dev,
		 const i2c_slave_rx_done_event_data_t *data, void *arg)
{
	BaseType_t woken = pdFALSE;
	uint8_t *buffer = data->buffer;

	(void)dev;
	(void)arg;
	xQueueSendFromISR(received, &buffer, &woken);
	return woken;
}

#ifdef STRETCHED
static bool stretched(i2c_slave_dev_handle_t dev,
		      const i2c_slave_stretch_event_data_t *data, void *arg)
{
	(void)dev;
	(void)arg;
	printf("cause %d\n", data->stretch_cause);
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
		.slave_addr = 0x17,
#ifdef STRETCHED
		.flags.stretch_en = true,
#endif
	};
	i2c_slave_event_callbacks_t callbacks = {
		.on_recv_done = done,
#ifdef STRETCHED
		.on_stretch_occur = stretched,
#endif
	};
	static uint8_t bytes[64], next = 0x10;
	i2c_slave_dev_handle_t dev;
	uint8_t *got;

	received = xQueueCreate(2, sizeof(got));
	ESP_ERROR_CHECK(i2c_new_slave_device(&config, &dev));
	ESP_ERROR_CHECK(
		i2c_slave_register_event_callbacks(dev, &callbacks, NULL));
#ifdef LATE
	vTaskDelay(2);
#endif
	for (;;) {
		uint8_t answer[2] = {next, (uint8_t)(next + 1)};

		next += 2;
		ESP_ERROR_CHECK(i2c_slave_transmit(dev, answer, 2, 100));
		ESP_ERROR_CHECK(i2c_slave_receive(dev, bytes, WANTED));
		xQueueReceive(received, &got, portMAX_DELAY);
		for (int i = 0; i < WANTED; i++)
			printf("%02x ", got[i]);
		printf("\n");
	}
}
