/* SPDX-License-Identifier: MIT */
/*
 * The host on RP2040's DW_apb_i2c, with the pico-sdk.
 *
 * From:     RP2040 data sheet, section 4.3, and pico-sdk's hardware_i2c.
 * Modelled: both instances; writes, reads and repeated START byte by byte.
 *           The block cannot write no bytes, so that one message is made by
 *           moving the pins, open drain, at the same rate or slower.
 * Left out: a write of no bytes that keeps the bus, or within one that is
 *           kept: I2CHOST_UNSUPPORTED.
 * Approx.:  a write of no bytes takes a bus for free that has been high for
 *           two bits.
 *
 * Pins: SDA is even, SCL odd, and (pin / 2) is even for I2C0, odd for I2C1.
 */
#include "i2chost_port.h"

#include "hardware/gpio.h"
#include "hardware/i2c.h"
#include "pico/time.h"

#define N_PINS 30u

struct i2chost_port {
	i2c_inst_t *i2c; /* NULL: not in use */
	unsigned scl;
	unsigned sda;
	uint32_t hz;
	uint32_t half_us; /* of a bit made by moving pins */
	uint32_t timeout_us;
	bool kept; /* the last transfer ended without STOP */
};

static struct i2chost_port ports[2];

/* Gives the pins to the block, as it is after a reset. */
static void start(struct i2chost_port *port)
{
	i2c_init(port->i2c, port->hz);
	gpio_set_function(port->scl, GPIO_FUNC_I2C);
	gpio_set_function(port->sda, GPIO_FUNC_I2C);
	port->kept = false;
}

int i2chost_port_open(struct i2chost_port **out,
		      const struct i2chost_config *config)
{
	unsigned n = (config->sda / 2) % 2;
	struct i2chost_port *port = &ports[n];

	if (config->scl >= N_PINS || config->sda >= N_PINS ||
	    config->scl % 2 != 1 || config->sda % 2 != 0 ||
	    (config->scl / 2) % 2 != n || config->hz > 1000000)
		return I2CHOST_ARGUMENT;
	if (port->i2c)
		return I2CHOST_BUSY;
	*port = (struct i2chost_port){
		.i2c = n ? i2c1 : i2c0,
		.scl = config->scl,
		.sda = config->sda,
		.hz = config->hz,
		.half_us = (500000 + config->hz - 1) / config->hz,
		.timeout_us = config->timeout_us,
	};
	gpio_pull_up(port->scl);
	gpio_pull_up(port->sda);
	start(port);
	*out = port;
	return I2CHOST_OK;
}

void i2chost_port_close(struct i2chost_port *port)
{
	i2c_deinit(port->i2c);
	gpio_set_function(port->scl, GPIO_FUNC_NULL);
	gpio_set_function(port->sda, GPIO_FUNC_NULL);
	port->i2c = NULL;
}

/* --- Bytes, by the block ------------------------------------------------- */

/* Why the block gave up; it has sent STOP, but for a lost arbitration. */
static int aborted(struct i2chost_port *port)
{
	i2c_hw_t *hw = port->i2c->hw;
	uint32_t why = hw->tx_abrt_source;

	(void)hw->clr_tx_abrt;
	if (why & I2C_IC_TX_ABRT_SOURCE_ARB_LOST_BITS)
		return I2CHOST_LOST;
	return why & I2C_IC_TX_ABRT_SOURCE_ABRT_TXDATA_NOACK_BITS
		       ? I2CHOST_NACK
		       : I2CHOST_NO_DEVICE;
}

/* Waits for one of the raw interrupt bits. */
static int wait_for(struct i2chost_port *port, uint32_t bits)
{
	uint64_t until = time_us_64() + port->timeout_us;
	uint32_t raw;

	do {
		raw = port->i2c->hw->raw_intr_stat;
		if (raw & I2C_IC_RAW_INTR_STAT_TX_ABRT_BITS)
			return aborted(port);
		if (time_us_64() > until)
			return I2CHOST_TIMEOUT;
	} while (!(raw & bits));
	return I2CHOST_OK;
}

/* One byte, or the wish for one. */
static void command(struct i2chost_port *port, uint32_t cmd, bool last)
{
	if (port->kept)
		cmd |= I2C_IC_DATA_CMD_RESTART_BITS;
	if (last)
		cmd |= I2C_IC_DATA_CMD_STOP_BITS;
	port->kept = false;
	port->i2c->hw->data_cmd = cmd;
}

static int write(struct i2chost_port *port, struct i2chost_transfer *t)
{
	size_t n = i2chost_n_out(t);
	int result = I2CHOST_OK;

	for (size_t i = 0; i < n && !result; i++) {
		command(port, i2chost_out(t, i),
			t->stop && !t->n_in && i == n - 1);
		result = wait_for(port, I2C_IC_RAW_INTR_STAT_TX_EMPTY_BITS);
		if (!result)
			t->n_acked++;
	}
	return result;
}

/* Reading after a write is a change of direction, at which the block makes a
 * repeated START by itself. */
static int read(struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result = I2CHOST_OK;

	for (size_t i = 0; i < t->n_in && !result; i++) {
		command(port, I2C_IC_DATA_CMD_CMD_BITS,
			t->stop && i == t->n_in - 1);
		result = wait_for(port, I2C_IC_RAW_INTR_STAT_RX_FULL_BITS);
		if (!result)
			t->in[i] = (uint8_t)port->i2c->hw->data_cmd;
	}
	return result;
}

static int transfer(struct i2chost_port *port, struct i2chost_transfer *t)
{
	i2c_hw_t *hw = port->i2c->hw;
	bool stops;
	int result;

	hw->enable = 0;
	hw->tar = t->address;
	hw->enable = 1;
	(void)hw->clr_stop_det;
	result = write(port, t);
	if (!result)
		result = read(port, t);
	stops = result ? result == I2CHOST_NACK || result == I2CHOST_NO_DEVICE
		       : t->stop;
	if (stops &&
	    wait_for(port, I2C_IC_RAW_INTR_STAT_STOP_DET_BITS) != I2CHOST_OK)
		result = I2CHOST_TIMEOUT;
	if (result == I2CHOST_TIMEOUT)
		start(port);
	else
		port->kept = !result && !t->stop;
	return result;
}

/* --- A write of no bytes, by moving pins --------------------------------- */

/* The output is 0 for ever; the direction makes the level. */
static void let(unsigned pin, bool high)
{
	gpio_set_dir(pin, high ? GPIO_IN : GPIO_OUT);
}

/* Waits until the pin is high for as long as that. */
static bool high_for(struct i2chost_port *port, unsigned pin, uint32_t us)
{
	uint64_t until = time_us_64() + port->timeout_us;
	uint64_t since = time_us_64();
	uint64_t now;

	do {
		now = time_us_64();
		if (now > until)
			return false;
		if (!gpio_get(pin))
			since = now + 1;
	} while (now < since + us);
	return true;
}

/* Clocks one bit; *level is what SDA was. */
static int bit(struct i2chost_port *port, bool out, bool *level)
{
	let(port->sda, out);
	busy_wait_us_32(port->half_us);
	let(port->scl, true);
	if (!high_for(port, port->scl, port->half_us))
		return I2CHOST_TIMEOUT;
	*level = gpio_get(port->sda);
	if (out && !*level)
		return I2CHOST_LOST;
	let(port->scl, false);
	return I2CHOST_OK;
}

static int stop(struct i2chost_port *port)
{
	let(port->sda, false);
	busy_wait_us_32(port->half_us);
	let(port->scl, true);
	if (!high_for(port, port->scl, port->half_us))
		return I2CHOST_TIMEOUT;
	let(port->sda, true);
	busy_wait_us_32(port->half_us);
	return I2CHOST_OK;
}

/* The address and its ACK. */
static int ask(struct i2chost_port *port, uint8_t address)
{
	bool level = true;
	int result = I2CHOST_OK;

	if (!high_for(port, port->scl, 4 * port->half_us) ||
	    !high_for(port, port->sda, 4 * port->half_us))
		return I2CHOST_TIMEOUT;
	let(port->sda, false);
	busy_wait_us_32(port->half_us);
	let(port->scl, false);
	for (int i = 7; i >= 0 && !result; i--)
		result = bit(port, (address << 1) >> i & 1, &level);
	if (result)
		return result;
	result = bit(port, true, &level);
	if (result == I2CHOST_TIMEOUT)
		return result;
	/* In the ninth bit, low is an ACK. */
	let(port->scl, false);
	result = stop(port);
	return result || !level ? result : I2CHOST_NO_DEVICE;
}

static int probe(struct i2chost_port *port, const struct i2chost_transfer *t)
{
	int result;

	if (port->kept || !t->stop)
		return I2CHOST_UNSUPPORTED;
	gpio_init(port->scl);
	gpio_init(port->sda);
	result = ask(port, t->address);
	let(port->scl, true);
	let(port->sda, true);
	start(port);
	return result;
}

int i2chost_port_transfer(struct i2chost_port *port, struct i2chost_transfer *t)
{
	if (!i2chost_n_out(t) && !t->n_in)
		return probe(port, t);
	return transfer(port, t);
}
