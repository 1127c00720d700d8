/* SPDX-License-Identifier: MIT */
/* What the I2C drivers share: who has which controller, its pins, clock and
 * registers. */
#ifndef ESP_I2C_BUS_H
#define ESP_I2C_BUS_H

#include "esp_intr_alloc.h"
#include "freertos/FreeRTOS.h"
#include "hal/gpio_types.h"
#include "hal/i2c_types.h"
#include "soc/i2c_reg.h"
#include "soc/soc.h"

enum { I2C_BUS_FIFO = 32, I2C_BUS_COMMANDS = 8 };

struct i2c_bus {
	bool used;
	int port;
	uint32_t base;
	gpio_num_t scl;
	gpio_num_t sda;
	bool scl_pullup;
	bool sda_pullup;
	uint32_t source_hz;
	intr_handle_t intr;
	portMUX_TYPE lock;
};

/* @port -1: one that is free. ESP_ERR_NOT_FOUND: there is none;
 * ESP_ERR_INVALID_STATE: somebody has it. */
esp_err_t i2c_bus_acquire(int port, struct i2c_bus **bus);
/* Resets it, and lets go of its pins. */
void i2c_bus_release(struct i2c_bus *bus);
void i2c_bus_reset(struct i2c_bus *bus);
void i2c_bus_set_pins(struct i2c_bus *bus, gpio_num_t scl, gpio_num_t sda,
		      bool scl_pullup, bool sda_pullup);
void i2c_bus_set_clock(struct i2c_bus *bus, i2c_clock_source_t source);
esp_err_t i2c_bus_set_handler(struct i2c_bus *bus, int priority,
			      intr_handler_t handler, void *arg);
/* ESP_INTR_FLAG_... */
esp_err_t i2c_bus_set_handler_flags(struct i2c_bus *bus, int flags,
				    intr_handler_t handler, void *arg);
/* SCL and SDA by hand until SDA is free, and a STOP. */
void i2c_bus_clear(struct i2c_bus *bus);

static inline uint32_t i2c_bus_get(const struct i2c_bus *bus, uint32_t reg)
{
	return REG_READ(bus->base + reg);
}

static inline void i2c_bus_set(const struct i2c_bus *bus, uint32_t reg,
			       uint32_t value)
{
	REG_WRITE(bus->base + reg, value);
}

static inline void i2c_bus_change(const struct i2c_bus *bus, uint32_t reg,
				  uint32_t clear, uint32_t set)
{
	i2c_bus_set(bus, reg, (i2c_bus_get(bus, reg) & ~clear) | set);
}

static inline unsigned i2c_bus_rx_count(const struct i2c_bus *bus)
{
	return (i2c_bus_get(bus, I2C_SR) & I2C_RXFIFO_CNT_M) >>
	       I2C_RXFIFO_CNT_S;
}

static inline unsigned i2c_bus_tx_room(const struct i2c_bus *bus)
{
	return I2C_BUS_FIFO - ((i2c_bus_get(bus, I2C_SR) & I2C_TXFIFO_CNT_M) >>
			       I2C_TXFIFO_CNT_S);
}

static inline void i2c_bus_push(const struct i2c_bus *bus, const uint8_t *bytes,
				size_t n)
{
	for (size_t i = 0; i < n; i++)
		i2c_bus_set(bus, I2C_DATA, bytes[i]);
}

static inline void i2c_bus_pop(const struct i2c_bus *bus, uint8_t *bytes,
			       size_t n)
{
	for (size_t i = 0; i < n; i++)
		bytes[i] = (uint8_t)i2c_bus_get(bus, I2C_DATA);
}

static inline void i2c_bus_empty(const struct i2c_bus *bus, uint32_t fifos)
{
	i2c_bus_change(bus, I2C_FIFO_CONF, 0, fifos);
	i2c_bus_change(bus, I2C_FIFO_CONF, fifos, 0);
}

static inline uint32_t i2c_bus_slave_addr(uint16_t addr, bool ten_bit)
{
	if (!ten_bit)
		return addr;
	return I2C_ADDR_10BIT_EN_M | (uint32_t)(addr & 0xff) << 7 |
	       (uint32_t)addr >> 8 | 0x78;
}

#endif /* ESP_I2C_BUS_H */
