/* SPDX-License-Identifier: MIT */
/*
 * A register at 0x17: a host writes a number n and reads it back, plus one,
 * from the same transfer. OLD: on the older driver/i2c_slave.h, from
 * on_stretch_occur(), as its documentation leads one to; else on the newer one.
 * GPIO4 is SDA, GPIO5 is SCL.
 */
#include "driver/i2c_slave.h"
#include "esp_err.h"
#include "freertos/FreeRTOS.h"
#include "freertos/queue.h"

static QueueHandle_t queue;

#ifdef OLD

/* A task will answer; but SCL is let go when this returns. */
static bool stretched(i2c_slave_dev_handle_t dev,
		      const i2c_slave_stretch_event_data_t *data, void *arg)
{
	BaseType_t woken = pdFALSE;
	uint8_t one = 1;

	(void)dev;
	(void)arg;
	if (data->stretch_cause == I2C_SLAVE_STRETCH_CAUSE_ADDRESS_MATCH)
		xQueueSendFromISR(queue, &one, &woken);
	return woken;
}

static bool done(i2c_slave_dev_handle_t dev,
		 const i2c_slave_rx_done_event_data_t *data, void *arg)
{
	(void)dev;
	(void)data;
	(void)arg;
	return false;
}

#else

static volatile uint8_t number;

static bool received(i2c_slave_dev_handle_t dev,
		     const i2c_slave_rx_done_event_data_t *data, void *arg)
{
	(void)dev;
	(void)arg;
	number = data->buffer[0];
	return false;
}

static bool requested(i2c_slave_dev_handle_t dev,
		      const i2c_slave_request_event_data_t *data, void *arg)
{
	BaseType_t woken = pdFALSE;
	uint8_t one = 1;

	(void)dev;
	(void)data;
	(void)arg;
	xQueueSendFromISR(queue, &one, &woken);
	return woken;
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
#ifdef OLD
		.flags.stretch_en = true,
#else
		.receive_buf_depth = 64,
#endif
	};
	i2c_slave_event_callbacks_t callbacks = {
#ifdef OLD
		.on_recv_done = done,
		.on_stretch_occur = stretched,
#else
		.on_receive = received,
		.on_request = requested,
#endif
	};
	i2c_slave_dev_handle_t dev;
	uint8_t byte, any;

	queue = xQueueCreate(4, 1);
	ESP_ERROR_CHECK(i2c_new_slave_device(&config, &dev));
	ESP_ERROR_CHECK(
		i2c_slave_register_event_callbacks(dev, &callbacks, NULL));
	for (;;) {
#ifdef OLD
		uint8_t got[1];

		ESP_ERROR_CHECK(i2c_slave_receive(dev, got, 1));
		xQueueReceive(queue, &any, portMAX_DELAY);
		byte = (uint8_t)(got[0] + 1);
		i2c_slave_transmit(dev, &byte, 1, 100);
#else
		uint32_t n;

		xQueueReceive(queue, &any, portMAX_DELAY);
		byte = (uint8_t)(number + 1);
		i2c_slave_write(dev, &byte, 1, &n, 100);
#endif
	}
}
