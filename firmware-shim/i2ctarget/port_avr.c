/* SPDX-License-Identifier: MIT */
/*
 * The target on the two-wire interface of the ATmega328P and its kin, with
 * avr-libc.
 *
 * From:     ATmega48A/PA/88A/PA/168A/PA/328/P data sheet (Atmel-8271), 22.7.3,
 *           22.7.4 and 22.9.
 * Modelled: one address, or 2, 4, ... that differ in as many bits as TWAMR can
 *           leave out; SCL is held for each byte until it is taken or given,
 *           so none is ever sent ahead.
 * Left out: is_restart, which is always false: the silicon tells of STOP and
 *           repeated START alike. A NACK for a chosen byte: it decides before
 *           the byte comes (I2CTARGET_UNSUPPORTED). SMBus's time-outs.
 *
 * Pins as Arduino counts them on an Uno: SDA is 18 (PC4), SCL 19 (PC5). Time
 * is the core's micros(); where nobody has called its init(), this does.
 * Interrupts must be on.
 */
#include "i2ctarget_port.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include <util/twi.h>

enum { PIN_SDA = 18, PIN_SCL = 19 };

struct i2ctarget_port {
	struct i2ctarget *owner; /* NULL: not in use */
	bool irq;		 /* allowed */
	bool waits;		 /* SCL is held for put() */
	bool first;		 /* no byte since the address */
	bool open;		 /* its end has not been told */
	bool failed;		 /* by a bus error, which has not been told */
	uint8_t address;
	volatile bool interrupted;
	uint32_t last_us; /* micros(), and how often it has turned */
	uint32_t turns;
};

static struct i2ctarget_port the_port;

void init(void);
unsigned long micros(void);

/* --- set-up ------------------------------------------------------------ */

/* TWCR as it should be. With TWINT the interface goes on, without it nothing
 * moves. */
static void control(const struct i2ctarget_port *port, uint8_t more)
{
	bool irq = port->irq && !port->waits;

	TWCR = (uint8_t)(_BV(TWEN) | _BV(TWEA) | (irq ? _BV(TWIE) : 0) | more);
}

/* The bits in which addresses differ; they must be all that there are with
 * those bits left out. */
static bool find_mask(const struct i2ctarget_config *config, uint8_t *mask)
{
	size_t n = 1;

	*mask = 0;
	for (size_t i = 0; i < config->n_addresses; i++)
		*mask |= config->addresses[i] ^ config->addresses[0];
	for (uint8_t left = *mask; left; left &= (uint8_t)(left - 1))
		n *= 2;
	for (size_t i = 0; i < config->n_addresses; i++)
		for (size_t k = 0; k < i; k++)
			if (config->addresses[i] == config->addresses[k])
				return false;
	return n == config->n_addresses;
}

int i2ctarget_port_open(struct i2ctarget_port **out, struct i2ctarget *owner,
			const struct i2ctarget_config *config)
{
	uint8_t mask;

	if (config->scl != PIN_SCL || config->sda != PIN_SDA)
		return I2CTARGET_ARGUMENT;
	if (!find_mask(config, &mask))
		return I2CTARGET_UNSUPPORTED;
	if (the_port.owner)
		return I2CTARGET_BUSY;
	the_port = (struct i2ctarget_port){.owner = owner};
	if (!(TIMSK0 & _BV(TOIE0)))
		init();
	TWAR = (uint8_t)(config->addresses[0] << 1);
	TWAMR = (uint8_t)(mask << 1);
	control(&the_port, 0);
	*out = &the_port;
	return I2CTARGET_OK;
}

void i2ctarget_port_close(struct i2ctarget_port *port)
{
	TWCR = 0;
	port->owner = NULL;
}

void i2ctarget_port_irq(struct i2ctarget_port *port, bool on)
{
	port->irq = on;
	control(port, 0);
}

/* --- events ------------------------------------------------------------ */

/* TWDR has the address and the direction. */
static void addressed(struct i2ctarget_port *port)
{
	port->address = TWDR >> 1;
	port->first = true;
	port->open = true;
}

static bool ask(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	ev->kind = I2CTARGET_EVENT_WANT;
	port->waits = true;
	control(port, 0);
	return true;
}

static bool take_byte(struct i2ctarget_port *port, struct i2ctarget_event *ev)
{
	ev->kind = I2CTARGET_EVENT_BYTE;
	ev->byte = TWDR;
	ev->first = port->first;
	port->first = false;
	control(port, _BV(TWINT));
	return true;
}

bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev)
{
	uint8_t status;

	*ev = (struct i2ctarget_event){.kind = I2CTARGET_EVENT_END,
				       .address = port->address};
	if (port->failed) {
		port->failed = port->open = false;
		return true;
	}
	if (port->waits || !(TWCR & _BV(TWINT)))
		return false;
	status = TW_STATUS; /* after TWINT: before, it may be the last one */
	if (status == TW_SR_SLA_ACK || status == TW_ST_SLA_ACK) {
		if (port->open) { /* a STOP within a byte of ours */
			port->open = false;
			return true;
		}
		addressed(port);
		ev->address = port->address;
	}
	switch (status) {
	case TW_SR_SLA_ACK:
		control(port, _BV(TWINT));
		return false;
	case TW_SR_DATA_ACK:
		return take_byte(port, ev);
	case TW_ST_SLA_ACK:
	case TW_ST_DATA_ACK:
		return ask(port, ev);
	case TW_BUS_ERROR:
		port->open = false;
		control(port, _BV(TWINT) | _BV(TWSTO));
		return true;
	default: /* STOP, repeated START, or the host's NACK */
		port->open = false;
		control(port, _BV(TWINT));
		return true;
	}
}

void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte)
{
	if (!port->waits)
		return;
	port->waits = false;
	TWDR = byte;
	control(port, _BV(TWINT));
}

int i2ctarget_port_ack(struct i2ctarget_port *port, bool ack)
{
	(void)port;
	(void)ack;
	return I2CTARGET_UNSUPPORTED;
}

/* Until TWSTO is set after a bus error the block answers nobody, so that goes
 * before all else: the next START may come after 4.7 us. */
ISR(TWI_vect)
{
	if (TW_STATUS == TW_BUS_ERROR) {
		control(&the_port, _BV(TWINT) | _BV(TWSTO));
		the_port.failed = true;
	}
	the_port.interrupted = true;
	i2ctarget_isr(the_port.owner);
}

/* --- time -------------------------------------------------------------- */

/* micros() turns every 71 minutes. */
uint64_t i2ctarget_port_now_us(struct i2ctarget_port *port)
{
	uint32_t now_us = (uint32_t)micros();

	if (now_us < port->last_us)
		port->turns++;
	port->last_us = now_us;
	return (uint64_t)port->turns << 32 | now_us;
}

/* Timer 0 interrupts too: this returns after 1 ms at the latest. Nothing comes
 * between sei() and the sleep. */
void i2ctarget_port_wait(struct i2ctarget_port *port, uint64_t until_us)
{
	(void)until_us;
	set_sleep_mode(SLEEP_MODE_IDLE);
	cli();
	if (!port->interrupted) {
		sleep_enable();
		sei();
		sleep_cpu();
		sleep_disable();
	}
	port->interrupted = false;
	sei();
}
