/* SPDX-License-Identifier: MIT */
/*
 * The host on the two-wire interface of the ATmega328P and its kin, with
 * avr-libc's registers.
 *
 * From:     ATmega48A/PA/88A/PA/168A/PA/328/P data sheet (Atmel-8271), 22.5.2,
 *           22.7 and 22.9.
 * Modelled: 490 Hz to 400 kHz; all calls; another host's victory.
 * Approx.:  a bus that another host uses when the interface is switched on is
 *           taken for free until its next START.
 *
 * Pins as Arduino counts them on an Uno: SDA is 18 (PC4), SCL 19 (PC5). F_CPU
 * is 16 MHz unless it says otherwise. Time-outs are measured with the core's
 * micros(); where nobody has called its init(), this does. Interrupts must be
 * on.
 */
#include "i2chost_port.h"

#include <avr/io.h>
#include <util/twi.h>

#ifndef F_CPU
#define F_CPU 16000000UL
#endif

enum { PIN_SDA = 18, PIN_SCL = 19, MAX_HZ = 400000l };

struct i2chost_port {
	bool used;
	uint8_t twbr;
	uint8_t twps;
	uint32_t timeout_us;
};

static struct i2chost_port the_port;

void init(void);
unsigned long micros(void);

/* --- set-up ------------------------------------------------------------ */

/* SCL's period is 16 + 2 TWBR 4^TWPS cycles. */
static bool find_pace(struct i2chost_port *port, uint32_t hz)
{
	uint32_t cycles = (uint32_t)((F_CPU + hz - 1) / hz);
	uint32_t rest = cycles > 16 ? (cycles - 16 + 1) / 2 : 0;

	for (port->twps = 0; port->twps < 4; port->twps++) {
		if (rest <= 255) {
			port->twbr = (uint8_t)rest;
			return true;
		}
		rest = (rest + 3) / 4;
	}
	return false;
}

/* The interface begins anew, and lets go of the wires. */
static void start(const struct i2chost_port *port)
{
	TWCR = 0;
	TWBR = port->twbr;
	TWSR = port->twps;
	TWCR = _BV(TWEN);
}

int i2chost_port_open(struct i2chost_port **out,
		      const struct i2chost_config *config)
{
	struct i2chost_port port = {.used = true,
				    .timeout_us = config->timeout_us};

	if (config->scl != PIN_SCL || config->sda != PIN_SDA ||
	    config->hz > MAX_HZ || !find_pace(&port, config->hz))
		return I2CHOST_ARGUMENT;
	if (the_port.used)
		return I2CHOST_BUSY;
	the_port = port;
	if (!(TIMSK0 & _BV(TOIE0)))
		init();
	start(&the_port);
	*out = &the_port;
	return I2CHOST_OK;
}

void i2chost_port_close(struct i2chost_port *port)
{
	TWCR = 0;
	port->used = false;
}

/* --- steps ------------------------------------------------------------- */

/* Until TWCR's bit is what it should be. */
static int await(const struct i2chost_port *port, uint8_t bit, bool set)
{
	uint32_t begin = (uint32_t)micros();

	while (!(TWCR & bit) == set)
		if ((uint32_t)micros() - begin >= port->timeout_us)
			return I2CHOST_TIMEOUT;
	return I2CHOST_OK;
}

static int stop(const struct i2chost_port *port)
{
	TWCR = _BV(TWINT) | _BV(TWEN) | _BV(TWSTO);
	return await(port, _BV(TWSTO), false);
}

static int refused(const struct i2chost_port *port, int why)
{
	int result = stop(port);

	return result ? result : why;
}

/* What the status code says of a step. */
static int outcome(const struct i2chost_port *port)
{
	switch (TW_STATUS) {
	case TW_START:
	case TW_REP_START:
	case TW_MT_SLA_ACK:
	case TW_MR_SLA_ACK:
	case TW_MT_DATA_ACK:
	case TW_MR_DATA_ACK:
	case TW_MR_DATA_NACK: /* our own */
		return I2CHOST_OK;
	case TW_MT_SLA_NACK:
	case TW_MR_SLA_NACK:
		return refused(port, I2CHOST_NO_DEVICE);
	case TW_MT_DATA_NACK:
		return refused(port, I2CHOST_NACK);
	case TW_BUS_ERROR: /* someone's START or STOP within our byte */
		return refused(port, I2CHOST_LOST);
	default:
		TWCR = _BV(TWINT) | _BV(TWEN); /* the bus is the winner's */
		return I2CHOST_LOST;
	}
}

static int step(const struct i2chost_port *port, uint8_t what)
{
	int result;

	TWCR = (uint8_t)(_BV(TWINT) | _BV(TWEN) | what);
	result = await(port, _BV(TWINT), true);
	return result ? result : outcome(port);
}

/* START, or repeated START where the bus was kept, and the address. */
static int address(const struct i2chost_port *port, uint8_t address, bool read)
{
	int result = step(port, _BV(TWSTA));

	if (result)
		return result;
	TWDR = (uint8_t)(address << 1 | read);
	return step(port, 0);
}

/* --- transfers --------------------------------------------------------- */

static int write(const struct i2chost_port *port, struct i2chost_transfer *t)
{
	size_t n = i2chost_n_out(t);
	int result = address(port, t->address, false);

	for (size_t i = 0; i < n && !result; i++) {
		TWDR = i2chost_out(t, i);
		result = step(port, 0);
		if (!result)
			t->n_acked++;
	}
	return result;
}

static int read(const struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result = address(port, t->address, true);

	for (size_t i = 0; i < t->n_in && !result; i++) {
		result = step(port, i + 1 < t->n_in ? _BV(TWEA) : 0);
		t->in[i] = TWDR;
	}
	return result;
}

int i2chost_port_transfer(struct i2chost_port *port, struct i2chost_transfer *t)
{
	int result = I2CHOST_OK;

	if (i2chost_n_out(t) || !t->n_in)
		result = write(port, t);
	if (!result && t->n_in)
		result = read(port, t);
	if (!result && t->stop)
		result = stop(port);
	if (result == I2CHOST_TIMEOUT)
		start(port);
	return result;
}
