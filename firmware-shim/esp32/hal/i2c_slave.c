/* SPDX-License-Identifier: MIT */
/*
 * driver/i2c_slave.h, the newer version.
 *
 * Bytes to send lie in the FIFO and, behind it, in a ring buffer from which the
 * interrupt refills it; bytes received go the other way. What a short read
 * leaves in either stays there for the next one, as on silicon, unless the
 * chip cannot stretch: then each i2c_slave_write() empties the FIFO first.
 */
#include "driver/i2c_slave.h"

#if CONFIG_I2C_ENABLE_SLAVE_DRIVER_VERSION_2

#include <stdlib.h>
#include <string.h>

#include "driver/gpio.h"
#include "esp_check.h"
#include "freertos/ringbuf.h"
#include "freertos/semphr.h"
#include "i2c_bus.h"

#if SOC_I2C_SLAVE_CAN_GET_STRETCH_CAUSE
enum { STRETCHES = 1 };
#else
enum { STRETCHES = 0 };
#endif

#define RX_EVENTS                                                              \
	(I2C_TRANS_COMPLETE_INT_M | I2C_RXFIFO_WM_INT_M |                      \
	 (STRETCHES ? I2C_SLAVE_STRETCH_INT_M : 0))

struct i2c_slave_dev_t {
	struct i2c_bus *bus;
	SemaphoreHandle_t mutex; /* the senders' */
	RingbufHandle_t rx_ring;
	RingbufHandle_t tx_ring;
	uint8_t *buffer; /* what on_receive() gets */
	uint32_t buffer_size;
	i2c_slave_request_callback_t on_request;
	i2c_slave_received_callback_t on_receive;
	void *user;
};

static const char TAG[] = "i2c.slave";

static void clear_stretch(i2c_slave_dev_handle_t s)
{
	i2c_bus_change(s->bus, I2C_SCL_STRETCH_CONF, 0,
		       I2C_SLAVE_SCL_STRETCH_CLR_M);
}

/* --- the interrupt ----------------------------------------------------- */

static void fill_fifo(i2c_slave_dev_handle_t s, BaseType_t *woken)
{
	size_t room, n;

	while ((room = i2c_bus_tx_room(s->bus))) {
		uint8_t *bytes =
			xRingbufferReceiveUpToFromISR(s->tx_ring, &n, room);

		if (!bytes) {
			i2c_bus_change(s->bus, I2C_INT_ENA, I2C_TXFIFO_WM_INT_M,
				       0);
			return;
		}
		i2c_bus_push(s->bus, bytes, n);
		vRingbufferReturnItemFromISR(s->tx_ring, bytes, woken);
	}
}

/* What finds no room in the buffer is lost. */
static void drain_fifo(i2c_slave_dev_handle_t s, BaseType_t *woken)
{
	uint8_t bytes[I2C_BUS_FIFO];
	unsigned n = i2c_bus_rx_count(s->bus);

	if (!n)
		return;
	i2c_bus_pop(s->bus, bytes, n);
	xRingbufferSendFromISR(s->rx_ring, bytes, n, woken);
}

static void deliver(i2c_slave_dev_handle_t s, BaseType_t *woken)
{
	i2c_slave_rx_done_event_data_t data = {.buffer = s->buffer};
	uint8_t *bytes;
	size_t n;

	while ((bytes = xRingbufferReceiveUpToFromISR(s->rx_ring, &n,
						      s->buffer_size))) {
		memcpy(s->buffer + data.length, bytes, n);
		data.length += (uint32_t)n;
		vRingbufferReturnItemFromISR(s->rx_ring, bytes, woken);
	}
	if (data.length && s->on_receive)
		*woken |= s->on_receive(s, &data, s->user);
}

static void request(i2c_slave_dev_handle_t s, BaseType_t *woken)
{
	i2c_slave_request_event_data_t data = {};

	if (s->on_request)
		*woken |= s->on_request(s, &data, s->user);
}

/* A read that begins waits for i2c_slave_write(), whoever calls that. */
static void stretched(i2c_slave_dev_handle_t s, uint32_t status,
		      BaseType_t *woken)
{
	switch ((status & I2C_STRETCH_CAUSE_M) >> I2C_STRETCH_CAUSE_S) {
	case I2C_STRETCH_ADDRESS_MATCH:
		drain_fifo(s, woken);
		deliver(s, woken);
		request(s, woken);
		break;
	case I2C_STRETCH_TX_EMPTY:
		fill_fifo(s, woken);
		clear_stretch(s);
		break;
	case I2C_STRETCH_RX_FULL:
		drain_fifo(s, woken);
		clear_stretch(s);
		break;
	default:
		break;
	}
}

static void serve(void *arg)
{
	i2c_slave_dev_handle_t s = arg;
	uint32_t events = i2c_bus_get(s->bus, I2C_INT_STATUS);
	uint32_t status = i2c_bus_get(s->bus, I2C_SR);
	bool was_read = status & I2C_SLAVE_RW_M;
	bool wait_ack = (status & I2C_SCL_MAIN_STATE_LAST_M) >>
				I2C_SCL_MAIN_STATE_LAST_S ==
			I2C_STATE_WAIT_ACK;
	BaseType_t woken = pdFALSE;

	i2c_bus_set(s->bus, I2C_INT_CLR, events);
	if (events & I2C_RXFIFO_WM_INT_M)
		drain_fifo(s, &woken);
	if (events & I2C_TRANS_COMPLETE_INT_M) {
		drain_fifo(s, &woken);
		deliver(s, &woken);
		if (!STRETCHES && was_read && wait_ack)
			request(s, &woken);
	}
	if (events & I2C_SLAVE_STRETCH_INT_M)
		stretched(s, status, &woken);
	if (events & I2C_TXFIFO_WM_INT_M)
		fill_fifo(s, &woken);
	if (woken)
		portYIELD_FROM_ISR();
}

/* --- sending ----------------------------------------------------------- */

static void make_room(i2c_slave_dev_handle_t s)
{
	portENTER_CRITICAL(&s->bus->lock);
	if (!STRETCHES) {
		i2c_bus_change(s->bus, I2C_INT_ENA, I2C_TXFIFO_WM_INT_M, 0);
		if (i2c_bus_tx_room(s->bus) < I2C_BUS_FIFO)
			i2c_bus_empty(s->bus, I2C_TX_FIFO_RST_M);
	}
	portEXIT_CRITICAL(&s->bus->lock);
}

/* Into the FIFO: what waits in the buffer, then of the new either all or
 * nothing. Returns how many of the new. As in ESP-IDF, what would just fill it
 * does not count as fitting. */
static uint32_t send_to_fifo(i2c_slave_dev_handle_t s, const uint8_t *data,
			     uint32_t len)
{
	size_t room = i2c_bus_tx_room(s->bus), n;
	uint8_t *old = xRingbufferReceiveUpTo(s->tx_ring, &n, 0, room);

	if (old) {
		i2c_bus_push(s->bus, old, n);
		room -= n;
		vRingbufferReturnItem(s->tx_ring, old);
	}
	if (len >= room)
		return 0;
	i2c_bus_push(s->bus, data, len);
	return len;
}

static uint32_t send_to_buffer(i2c_slave_dev_handle_t s, const uint8_t *data,
			       uint32_t len, TickType_t ticks)
{
	size_t room = xRingbufferGetCurFreeSize(s->tx_ring);

	if (room > len)
		room = len;
	return xRingbufferSend(s->tx_ring, data, room, ticks) ? (uint32_t)room
							      : 0;
}

esp_err_t i2c_slave_write(i2c_slave_dev_handle_t i2c_slave, const uint8_t *data,
			  uint32_t len, uint32_t *write_len, int timeout_ms)
{
	i2c_slave_dev_handle_t s = i2c_slave;
	TickType_t ticks = timeout_ms == -1
				   ? portMAX_DELAY
				   : pdMS_TO_TICKS((uint32_t)timeout_ms);
	uint32_t n;

	ESP_RETURN_ON_FALSE(s && data && write_len, ESP_ERR_INVALID_ARG, TAG,
			    "invalid argument");
	/* In a handler there is no waiting, and nobody else. */
	if (!xPortInIsrContext())
		xSemaphoreTake(s->mutex, ticks);
	make_room(s);
	n = send_to_fifo(s, data, len);
	if (n < len)
		n += send_to_buffer(s, data + n, len - n, ticks);
	*write_len = n;
	portENTER_CRITICAL(&s->bus->lock);
	i2c_bus_change(s->bus, I2C_INT_ENA, 0, I2C_TXFIFO_WM_INT_M);
	if (STRETCHES)
		clear_stretch(s);
	portEXIT_CRITICAL(&s->bus->lock);
	if (!xPortInIsrContext())
		xSemaphoreGive(s->mutex);
	return ESP_OK;
}

#if !CONFIG_IDF_TARGET_ESP32
esp_err_t i2c_slave_reset_tx_fifo(i2c_slave_dev_handle_t i2c_slave)
{
	uint8_t *bytes;
	size_t n;

	ESP_RETURN_ON_FALSE(i2c_slave, ESP_ERR_INVALID_ARG, TAG,
			    "invalid argument");
	xSemaphoreTake(i2c_slave->mutex, portMAX_DELAY);
	while ((bytes = xRingbufferReceive(i2c_slave->tx_ring, &n, 0)))
		vRingbufferReturnItem(i2c_slave->tx_ring, bytes);
	portENTER_CRITICAL(&i2c_slave->bus->lock);
	i2c_bus_empty(i2c_slave->bus, I2C_TX_FIFO_RST_M);
	i2c_bus_change(i2c_slave->bus, I2C_CTR, 0, I2C_FSM_RST_M);
	portEXIT_CRITICAL(&i2c_slave->bus->lock);
	xSemaphoreGive(i2c_slave->mutex);
	return ESP_OK;
}
#endif

/* --- making one -------------------------------------------------------- */

static bool allocate(i2c_slave_dev_handle_t s, const i2c_slave_config_t *config)
{
	s->buffer_size = config->receive_buf_depth;
	s->mutex = xSemaphoreCreateMutex();
	s->rx_ring = xRingbufferCreate(config->receive_buf_depth,
				       RINGBUF_TYPE_BYTEBUF);
	s->tx_ring =
		xRingbufferCreate(config->send_buf_depth, RINGBUF_TYPE_BYTEBUF);
	s->buffer = calloc(1, config->receive_buf_depth);
	return s->mutex && s->rx_ring && s->tx_ring && s->buffer;
}

static void destroy(i2c_slave_dev_handle_t s)
{
	if (s->bus)
		i2c_bus_release(s->bus);
	if (s->mutex)
		vSemaphoreDelete(s->mutex);
	if (s->rx_ring)
		vRingbufferDelete(s->rx_ring);
	if (s->tx_ring)
		vRingbufferDelete(s->tx_ring);
	free(s->buffer);
	free(s);
}

static void set_up(i2c_slave_dev_handle_t s, const i2c_slave_config_t *config)
{
	enum { HALF = I2C_BUS_FIFO / 2, SDA_CYCLES = 10 };
	struct i2c_bus *bus = s->bus;
	uint32_t ctr = I2C_SDA_FORCE_OUT_M | I2C_SCL_FORCE_OUT_M;

#if SOC_I2C_SLAVE_SUPPORT_BROADCAST
	if (config->flags.broadcast_en)
		ctr |= I2C_ADDR_BROADCASTING_EN_M;
#endif
	i2c_bus_set(bus, I2C_CTR, ctr);
	i2c_bus_set(bus, I2C_FIFO_CONF,
		    HALF << I2C_RXFIFO_WM_THRHD_S |
			    HALF << I2C_TXFIFO_WM_THRHD_S | I2C_FIFO_PRT_EN_M);
	i2c_bus_empty(bus, I2C_RX_FIFO_RST_M | I2C_TX_FIFO_RST_M);
	i2c_bus_set(bus, I2C_SDA_HOLD, SDA_CYCLES);
	i2c_bus_set(bus, I2C_SDA_SAMPLE, SDA_CYCLES);
	i2c_bus_set_clock(bus, config->clk_source);
	i2c_bus_set(bus, I2C_INT_CLR, I2C_INT_ALL_M);
	i2c_bus_set(bus, I2C_INT_ENA, RX_EVENTS);
	if (STRETCHES)
		i2c_bus_set(bus, I2C_SCL_STRETCH_CONF,
			    I2C_STRETCH_PROTECT_NUM_M |
				    I2C_SLAVE_SCL_STRETCH_EN_M |
				    I2C_SLAVE_SCL_STRETCH_CLR_M);
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
	bool pullup;
	i2c_slave_dev_handle_t s;
	esp_err_t ret;

	ESP_RETURN_ON_FALSE(config && ret_handle, ESP_ERR_INVALID_ARG, TAG,
			    "invalid argument");
	ESP_RETURN_ON_FALSE(GPIO_IS_VALID_GPIO(config->sda_io_num) &&
				    GPIO_IS_VALID_GPIO(config->scl_io_num),
			    ESP_ERR_INVALID_ARG, TAG,
			    "invalid SDA/SCL pin number");
	s = calloc(1, sizeof(*s));
	ESP_RETURN_ON_FALSE(s, ESP_ERR_NO_MEM, TAG, "no memory");
	ESP_GOTO_ON_ERROR(i2c_bus_acquire(config->i2c_port, &s->bus), err, TAG,
			  "I2C bus acquire failed");
	ESP_GOTO_ON_FALSE(allocate(s, config), ESP_ERR_NO_MEM, err, TAG,
			  "no memory");
	ESP_GOTO_ON_ERROR(
		i2c_bus_set_handler(s->bus, config->intr_priority, serve, s),
		err, TAG, "install i2c slave interrupt failed");
	pullup = config->flags.enable_internal_pullup;
	portENTER_CRITICAL(&s->bus->lock);
	i2c_bus_set_pins(s->bus, config->scl_io_num, config->sda_io_num, pullup,
			 pullup);
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

esp_err_t
i2c_slave_register_event_callbacks(i2c_slave_dev_handle_t i2c_slave,
				   const i2c_slave_event_callbacks_t *cbs,
				   void *user_data)
{
	ESP_RETURN_ON_FALSE(i2c_slave && cbs, ESP_ERR_INVALID_ARG, TAG,
			    "invalid argument");
	i2c_slave->user = user_data;
	i2c_slave->on_request = cbs->on_request;
	i2c_slave->on_receive = cbs->on_receive;
	return ESP_OK;
}

#endif
