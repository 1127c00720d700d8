/* SPDX-License-Identifier: MIT */
/*
 * driver/i2c_slave.h, the older version.
 *
 * As ESP-IDF 5.2 to 5.4 have it, with what that means for programs: interrupts
 * of what comes in, and of SCL being held, are allowed only from
 * i2c_slave_receive() to on_recv_done(); what came before stays in the FIFO and
 * comes first; SCL is let go after on_stretch_occur(), whether there is a byte
 * to send or not; a write that is shorter than what was asked for is made up
 * from what the FIFO has; without on_recv_done() the second i2c_slave_receive()
 * waits for ever.
 */
#include "driver/i2c_slave.h"

#if !CONFIG_I2C_ENABLE_SLAVE_DRIVER_VERSION_2

#include <stdlib.h>

#include "driver/gpio.h"
#include "esp_check.h"
#include "freertos/ringbuf.h"
#include "freertos/semphr.h"
#include "i2c_bus.h"

#if SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE
#define RX_EVENTS                                                              \
	(I2C_TRANS_COMPLETE_INT_M | I2C_RXFIFO_WM_INT_M |                      \
	 I2C_SLAVE_STRETCH_INT_M)
#else
#define RX_EVENTS (I2C_TRANS_COMPLETE_INT_M | I2C_RXFIFO_WM_INT_M)
#endif

struct i2c_slave_dev_t {
	struct i2c_bus *bus;
	SemaphoreHandle_t rx_free; /* nobody waits for bytes */
	SemaphoreHandle_t tx_free;
	RingbufHandle_t tx_ring;
	size_t n_to_send; /* in the buffer */
	uint8_t *rx;
	size_t n_rx;
	size_t n_wanted;
	i2c_slave_event_callbacks_t callbacks;
	void *user;
};

static const char TAG[] = "i2c.slave";

/* --- the interrupt ----------------------------------------------------- */

#if SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE
static void stretched(i2c_slave_dev_handle_t s, BaseType_t *woken)
{
	i2c_slave_stretch_event_data_t data = {
		.stretch_cause =
			(i2c_bus_get(s->bus, I2C_SR) & I2C_STRETCH_CAUSE_M) >>
			I2C_STRETCH_CAUSE_S};

	if (s->callbacks.on_stretch_occur)
		*woken |= s->callbacks.on_stretch_occur(s, &data, s->user);
	i2c_bus_change(s->bus, I2C_SCL_STRETCH_CONF, 0,
		       I2C_SLAVE_SCL_STRETCH_CLR_M);
}
#endif

static void take(i2c_slave_dev_handle_t s, size_t n)
{
	i2c_bus_pop(s->bus, s->rx + s->n_rx, n);
	s->n_rx += n;
	s->n_wanted -= n;
}

static void take_some(i2c_slave_dev_handle_t s)
{
	size_t n = i2c_bus_rx_count(s->bus);

	take(s, n < s->n_wanted ? n : s->n_wanted);
}

static void completed(i2c_slave_dev_handle_t s, BaseType_t *woken)
{
	i2c_slave_rx_done_event_data_t data = {.buffer = s->rx};

	if (i2c_bus_rx_count(s->bus))
		take(s, s->n_wanted);
	if (!s->callbacks.on_recv_done)
		return;
	*woken |= s->callbacks.on_recv_done(s, &data, s->user);
	xSemaphoreGiveFromISR(s->rx_free, woken);
	i2c_bus_change(s->bus, I2C_INT_ENA, RX_EVENTS, 0);
}

static void refill(i2c_slave_dev_handle_t s, BaseType_t *woken)
{
	size_t room = i2c_bus_tx_room(s->bus), n = 0;
	uint8_t *bytes = xRingbufferReceiveUpToFromISR(s->tx_ring, &n, room);

	if (bytes) {
		i2c_bus_push(s->bus, bytes, n);
		vRingbufferReturnItemFromISR(s->tx_ring, bytes, woken);
		s->n_to_send -= n;
	}
	if (!s->n_to_send)
		i2c_bus_change(s->bus, I2C_INT_ENA, I2C_TXFIFO_WM_INT_M, 0);
}

static void serve(void *arg)
{
	i2c_slave_dev_handle_t s = arg;
	uint32_t events = i2c_bus_get(s->bus, I2C_INT_STATUS);
	BaseType_t woken = pdFALSE;

	i2c_bus_set(s->bus, I2C_INT_CLR, events);
#if SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE
	if (events & I2C_SLAVE_STRETCH_INT_M)
		stretched(s, &woken);
#endif
	if (events & I2C_RXFIFO_WM_INT_M)
		take_some(s);
	if (events & I2C_TRANS_COMPLETE_INT_M)
		completed(s, &woken);
	if (events & I2C_TXFIFO_WM_INT_M)
		refill(s, &woken);
	if (woken)
		portYIELD_FROM_ISR();
}

/* --- the program -------------------------------------------------------- */

esp_err_t i2c_slave_receive(i2c_slave_dev_handle_t i2c_slave, uint8_t *data,
			    size_t buffer_size)
{
	i2c_slave_dev_handle_t s = i2c_slave;

	ESP_RETURN_ON_FALSE(s && data, ESP_ERR_INVALID_ARG, TAG,
			    "invalid data buffer");
	xSemaphoreTake(s->rx_free, portMAX_DELAY);
	s->rx = data;
	s->n_rx = 0;
	s->n_wanted = buffer_size;
	i2c_bus_set(s->bus, I2C_INT_CLR, RX_EVENTS);
	i2c_bus_change(s->bus, I2C_INT_ENA, 0, RX_EVENTS);
	return ESP_OK;
}

esp_err_t i2c_slave_transmit(i2c_slave_dev_handle_t i2c_slave,
			     const uint8_t *data, int size, int xfer_timeout_ms)
{
	i2c_slave_dev_handle_t s = i2c_slave;
	TickType_t ticks = xfer_timeout_ms == -1
				   ? portMAX_DELAY
				   : pdMS_TO_TICKS((uint32_t)xfer_timeout_ms);

	ESP_RETURN_ON_FALSE(s && data, ESP_ERR_INVALID_ARG, TAG,
			    "invalid data buffer");
	ESP_RETURN_ON_FALSE(xSemaphoreTake(s->tx_free, ticks), ESP_ERR_TIMEOUT,
			    TAG, "transmit timeout");
	if (xRingbufferSend(s->tx_ring, data, (size_t)size, ticks)) {
		portENTER_CRITICAL(&s->bus->lock);
		s->n_to_send += (size_t)size;
		i2c_bus_change(s->bus, I2C_INT_ENA, 0, I2C_TXFIFO_WM_INT_M);
		portEXIT_CRITICAL(&s->bus->lock);
		xSemaphoreGive(s->tx_free);
		return ESP_OK;
	}
	xSemaphoreGive(s->tx_free);
	ESP_LOGE(TAG, "no space in ringbuffer");
	return ESP_ERR_INVALID_STATE;
}

esp_err_t
i2c_slave_register_event_callbacks(i2c_slave_dev_handle_t i2c_slave,
				   const i2c_slave_event_callbacks_t *cbs,
				   void *user_data)
{
	ESP_RETURN_ON_FALSE(i2c_slave && cbs, ESP_ERR_INVALID_ARG, TAG,
			    "i2c slave handle not initialized");
	i2c_slave->callbacks = *cbs;
	i2c_slave->user = user_data;
	return ESP_OK;
}

/* --- making one -------------------------------------------------------- */

static void destroy(i2c_slave_dev_handle_t s)
{
	if (s->bus)
		i2c_bus_release(s->bus);
	if (s->rx_free)
		vSemaphoreDelete(s->rx_free);
	if (s->tx_free)
		vSemaphoreDelete(s->tx_free);
	if (s->tx_ring)
		vRingbufferDelete(s->tx_ring);
	free(s);
}

static bool allocate(i2c_slave_dev_handle_t s, size_t depth)
{
	s->rx_free = xSemaphoreCreateBinary();
	s->tx_free = xSemaphoreCreateBinary();
	s->tx_ring = xRingbufferCreate(depth, RINGBUF_TYPE_BYTEBUF);
	if (!s->rx_free || !s->tx_free || !s->tx_ring)
		return false;
	xSemaphoreGive(s->rx_free);
	xSemaphoreGive(s->tx_free);
	return true;
}

static void set_up(i2c_slave_dev_handle_t s, const i2c_slave_config_t *config)
{
	enum { HALF = I2C_BUS_FIFO / 2, SDA_CYCLES = 10 };
	struct i2c_bus *bus = s->bus;
	uint32_t ctr = I2C_SDA_FORCE_OUT_M | I2C_SCL_FORCE_OUT_M |
		       I2C_SLV_TX_AUTO_START_EN_M;

#if SOC_I2C_SLAVE_SUPPORT_BROADCAST
	if (config->flags.broadcast_en)
		ctr |= I2C_ADDR_BROADCASTING_EN_M;
#endif
	i2c_bus_set(bus, I2C_CTR, ctr);
	i2c_bus_set(bus, I2C_FIFO_CONF,
		    HALF << I2C_RXFIFO_WM_THRHD_S |
			    HALF << I2C_TXFIFO_WM_THRHD_S | I2C_FIFO_PRT_EN_M);
	i2c_bus_set(bus, I2C_SDA_HOLD, SDA_CYCLES);
	i2c_bus_set(bus, I2C_SDA_SAMPLE, SDA_CYCLES);
	i2c_bus_set_clock(bus, config->clk_source);
#if SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE
	if (config->flags.stretch_en)
		i2c_bus_set(bus, I2C_SCL_STRETCH_CONF,
			    I2C_STRETCH_PROTECT_NUM_M |
				    I2C_SLAVE_SCL_STRETCH_EN_M |
				    I2C_SLAVE_SCL_STRETCH_CLR_M);
#endif
	i2c_bus_set(bus, I2C_SLAVE_ADDR,
		    i2c_bus_slave_addr(config->slave_addr,
				       config->addr_bit_len ==
					       I2C_ADDR_BIT_LEN_10));
	i2c_bus_change(bus, I2C_CTR, 0, I2C_CONF_UPGATE_M);
}

esp_err_t i2c_new_slave_device(const i2c_slave_config_t *slave_config,
			       i2c_slave_dev_handle_t *ret_handle)
{
	const i2c_slave_config_t *config = slave_config;
	i2c_slave_dev_handle_t s;
	esp_err_t ret;

	ESP_RETURN_ON_FALSE(config && ret_handle, ESP_ERR_INVALID_ARG, TAG,
			    "invalid argument");
	ESP_RETURN_ON_FALSE(GPIO_IS_VALID_GPIO(config->sda_io_num) &&
				    GPIO_IS_VALID_GPIO(config->scl_io_num),
			    ESP_ERR_INVALID_ARG, TAG,
			    "invalid SDA/SCL pin number");
	ESP_RETURN_ON_FALSE(config->send_buf_depth > 0, ESP_ERR_INVALID_ARG,
			    TAG, "invalid send_buf_depth");
	ESP_RETURN_ON_FALSE(!config->flags.access_ram_en, ESP_ERR_NOT_SUPPORTED,
			    TAG, "access past the FIFO is not simulated");
	s = calloc(1, sizeof(*s));
	ESP_RETURN_ON_FALSE(s, ESP_ERR_NO_MEM, TAG, "no memory");
	ESP_GOTO_ON_ERROR(i2c_bus_acquire(config->i2c_port, &s->bus), err, TAG,
			  "I2C bus acquire failed");
	ESP_GOTO_ON_FALSE(allocate(s, config->send_buf_depth), ESP_ERR_NO_MEM,
			  err, TAG, "no memory");
	i2c_bus_set_pins(s->bus, config->scl_io_num, config->sda_io_num, false,
			 false);
	ESP_GOTO_ON_ERROR(
		i2c_bus_set_handler(s->bus, config->intr_priority, serve, s),
		err, TAG, "install i2c slave interrupt failed");
	portENTER_CRITICAL(&s->bus->lock);
	set_up(s, config);
	portEXIT_CRITICAL(&s->bus->lock);
	*ret_handle = s;
	return ESP_OK;
err:
	destroy(s);
	return ret;
}

esp_err_t i2c_del_slave_device(i2c_slave_dev_handle_t i2c_slave)
{
	ESP_RETURN_ON_FALSE(i2c_slave, ESP_ERR_INVALID_ARG, TAG,
			    "i2c slave not initialized");
	destroy(i2c_slave);
	return ESP_OK;
}

#endif
