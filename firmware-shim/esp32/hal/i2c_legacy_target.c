/* SPDX-License-Identifier: MIT */
/*
 * driver/i2c.h as a target. Nobody is told when the host reads: it gets what is
 * in the FIFO, which the interrupt refills from a buffer.
 */
#include "i2c_legacy.h"

#include <string.h>

#include "esp_check.h"

static const char TAG[] = "i2c";

/* --- the interrupt ------------------------------------------------------ */

static void drain_fifo(struct i2c_legacy *p, BaseType_t *woken)
{
	uint8_t bytes[I2C_BUS_FIFO];
	unsigned n = i2c_bus_rx_count(p->bus);

	i2c_bus_pop(p->bus, bytes, n);
	if (n && p->rx_ring)
		xRingbufferSendFromISR(p->rx_ring, bytes, n, woken);
}

static void fill_fifo(struct i2c_legacy *p, BaseType_t *woken)
{
	size_t room = i2c_bus_tx_room(p->bus), n = 0;
	uint8_t *bytes = NULL;

	if (p->tx_ring)
		bytes = xRingbufferReceiveUpToFromISR(p->tx_ring, &n, room);
	if (!bytes) {
		i2c_bus_change(p->bus, I2C_INT_ENA, I2C_TXFIFO_WM_INT_M, 0);
		return;
	}
	i2c_bus_push(p->bus, bytes, n);
	vRingbufferReturnItemFromISR(p->tx_ring, bytes, woken);
}

/* One cause at a time, and all are cleared: what is still so comes again. */
void i2c_legacy_serve_target(void *port)
{
	struct i2c_legacy *p = port;
	uint32_t events = i2c_bus_get(p->bus, I2C_INT_STATUS);
	BaseType_t woken = pdFALSE;

	if (events & I2C_TRANS_COMPLETE_INT_M)
		drain_fifo(p, &woken);
	else if (events & I2C_TXFIFO_WM_INT_M)
		fill_fifo(p, &woken);
	else if (events & I2C_RXFIFO_WM_INT_M)
		drain_fifo(p, &woken);
	i2c_bus_set(p->bus, I2C_INT_CLR, events);
	if (woken)
		portYIELD_FROM_ISR();
}

/* --- the program -------------------------------------------------------- */

static struct i2c_legacy *target(i2c_port_t port, const void *data)
{
	struct i2c_legacy *p = i2c_legacy_port(port);

	ESP_RETURN_ON_FALSE(p, NULL, TAG, "i2c number error");
	ESP_RETURN_ON_FALSE(p->installed, NULL, TAG,
			    "i2c driver install error");
	ESP_RETURN_ON_FALSE(data, NULL, TAG, "i2c null address error");
	ESP_RETURN_ON_FALSE(p->mode == I2C_MODE_SLAVE, NULL, TAG,
			    "Only allowed in slave mode");
	return p;
}

/* Not to be awaited any more: none. */
static TickType_t left(TickType_t start, TickType_t ticks)
{
	TickType_t gone = xTaskGetTickCount() - start;

	if (ticks == portMAX_DELAY)
		return ticks;
	return gone < ticks ? ticks - gone : 0;
}

int i2c_slave_write_buffer(i2c_port_t i2c_num, const uint8_t *data, int size,
			   TickType_t ticks_to_wait)
{
	struct i2c_legacy *p = target(i2c_num, data);
	TickType_t start = xTaskGetTickCount();
	int n = 0;

	if (!p || !p->tx_ring)
		return ESP_FAIL;
	if (!xSemaphoreTake(p->tx_mutex, ticks_to_wait))
		return 0;
	if (xRingbufferSend(p->tx_ring, data, (size_t)size,
			    left(start, ticks_to_wait))) {
		portENTER_CRITICAL(&p->bus->lock);
		i2c_bus_change(p->bus, I2C_INT_ENA, 0, I2C_TXFIFO_WM_INT_M);
		portEXIT_CRITICAL(&p->bus->lock);
		n = size;
	}
	xSemaphoreGive(p->tx_mutex);
	return n;
}

int i2c_slave_read_buffer(i2c_port_t i2c_num, uint8_t *data, size_t max_size,
			  TickType_t ticks_to_wait)
{
	struct i2c_legacy *p = target(i2c_num, data);
	TickType_t start = xTaskGetTickCount();
	size_t n = 0;

	if (!p || !p->rx_ring)
		return ESP_FAIL;
	if (!xSemaphoreTake(p->rx_mutex, ticks_to_wait))
		return 0;
	while (n < max_size) {
		TickType_t wait = left(start, ticks_to_wait);
		size_t part = 0;
		uint8_t *bytes = xRingbufferReceiveUpTo(p->rx_ring, &part, wait,
							max_size - n);

		if (bytes) {
			memcpy(data + n, bytes, part);
			vRingbufferReturnItem(p->rx_ring, bytes);
			n += part;
		} else if (!left(start, ticks_to_wait)) {
			break;
		}
	}
	xSemaphoreGive(p->rx_mutex);
	return (int)n;
}
