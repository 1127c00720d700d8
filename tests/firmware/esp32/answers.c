/* SPDX-License-Identifier: MIT */
/*
 * A target at 0x17 whose reads are to be answered with 0x10 to 0x13, each time.
 * It hears of a read in its interrupt and answers from a task. CLEARED: what an
 * earlier read left is thrown away first. GPIO4 is SDA, GPIO5 is SCL.
 */
#include "driver/i2c_slave.h"
#include "esp_err.h"
#include "freertos/FreeRTOS.h"
#include "freertos/semphr.h"

static SemaphoreHandle_t asked, written_to;

static bool requested(i2c_slave_dev_handle_t dev,
		      const i2c_slave_request_event_data_t *data, void *arg)
{
	BaseType_t woken = pdFALSE;

	(void)dev;
	(void)data;
	(void)arg;
	xSemaphoreGiveFromISR(asked, &woken);
	return woken;
}

#ifdef CLEARED
static bool received(i2c_slave_dev_handle_t dev,
		     const i2c_slave_rx_done_event_data_t *data, void *arg)
{
	BaseType_t woken = pdFALSE;

	(void)dev;
	(void)data;
	(void)arg;
	xSemaphoreGiveFromISR(written_to, &woken);
	return woken;
}
#endif

void app_main(void)
{
	static const uint8_t answer[] = {0x10, 0x11, 0x12, 0x13};
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
		.on_request = requested,
#ifdef CLEARED
		.on_receive = received,
#endif
	};
	i2c_slave_dev_handle_t dev;
	uint32_t n;

	asked = xSemaphoreCreateBinary();
	written_to = xSemaphoreCreateBinary();
	ESP_ERROR_CHECK(i2c_new_slave_device(&config, &dev));
	ESP_ERROR_CHECK(
		i2c_slave_register_event_callbacks(dev, &callbacks, NULL));
	for (;;) {
#ifdef CLEARED
		/* Each read is announced by a write. */
		xSemaphoreTake(written_to, portMAX_DELAY);
		i2c_slave_reset_tx_fifo(dev);
#endif
		xSemaphoreTake(asked, portMAX_DELAY);
		i2c_slave_write(dev, answer, sizeof(answer), &n, 100);
	}
}
