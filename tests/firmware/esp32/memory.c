/* SPDX-License-Identifier: MIT */
/*
 * A memory of 256 bytes at address 0x17 on the newer slave driver: a task
 * answers requests. GPIO4 is SDA, GPIO5 is SCL.
 */
#include "driver/i2c_slave.h"
#include "esp_err.h"
#include "freertos/FreeRTOS.h"
#include "freertos/queue.h"
#include "freertos/task.h"

static uint8_t mem[256];
static uint8_t pointer;
static QueueHandle_t requests;

static bool received(i2c_slave_dev_handle_t dev,
		     const i2c_slave_rx_done_event_data_t *data, void *arg)
{
	(void)dev;
	(void)arg;
	pointer = data->buffer[0];
	for (uint32_t i = 1; i < data->length; i++)
		mem[pointer++] = data->buffer[i];
	return false;
}

static bool requested(i2c_slave_dev_handle_t dev,
		      const i2c_slave_request_event_data_t *data, void *arg)
{
	BaseType_t woken = pdFALSE;

	(void)data;
	(void)arg;
	xQueueSendFromISR(requests, &dev, &woken);
	return woken;
}

void app_main(void)
{
	i2c_slave_config_t config = {
		.i2c_port = I2C_NUM_0,
		.sda_io_num = GPIO_NUM_4,
		.scl_io_num = GPIO_NUM_5,
		.clk_source = I2C_CLK_SRC_DEFAULT,
		.send_buf_depth = 256,
		.receive_buf_depth = 256,
		.slave_addr = 0x17,
	};
	i2c_slave_event_callbacks_t callbacks = {.on_receive = received,
						 .on_request = requested};
	i2c_slave_dev_handle_t dev;
	uint32_t written;

	requests = xQueueCreate(4, sizeof(dev));
	ESP_ERROR_CHECK(i2c_new_slave_device(&config, &dev));
	ESP_ERROR_CHECK(
		i2c_slave_register_event_callbacks(dev, &callbacks, NULL));
	while (xQueueReceive(requests, &dev, portMAX_DELAY))
		ESP_ERROR_CHECK(i2c_slave_write(dev, &mem[pointer], 16,
						&written, 1000));
}
