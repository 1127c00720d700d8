/* SPDX-License-Identifier: MIT */
/*
 * What i2ctarget.c needs of a chip: eight functions. A port is one file that
 * defines them on its HAL; it is linked with i2ctarget.c and nothing else.
 *
 * A port turns what its silicon shows into events in the order of the wires,
 * and calls i2ctarget_isr() from its interrupt handler.
 */
#ifndef I2CTARGET_PORT_H
#define I2CTARGET_PORT_H

#include <stdbool.h>
#include <stdint.h>

#include "i2ctarget.h"

struct i2ctarget_port; /* one peripheral; each port defines its own */

enum i2ctarget_event_kind {
	/* A byte from the host, acknowledged or held. */
	I2CTARGET_EVENT_BYTE,
	/* The host wants a byte and SCL is held until i2ctarget_port_put(). */
	I2CTARGET_EVENT_WANT,
	/* Whatever was addressed to us before is over. May come when nothing
	 * is under way, and need not come before a first BYTE or between a
	 * write's last BYTE and a WANT. */
	I2CTARGET_EVENT_END,
};

struct i2ctarget_event {
	enum i2ctarget_event_kind kind;
	uint8_t byte;
	uint8_t address; /* 7 bits */
	bool first;	 /* BYTE: the first one after the address */
	bool restart;	 /* first BYTE or WANT: after a repeated START */
	bool held;	 /* BYTE: SCL is held until i2ctarget_port_ack() */
};

/* Claims the peripheral that the pins belong to. Interrupts are off until
 * i2ctarget_port_irq(). Returns I2CTARGET_OK with *port set, ARGUMENT, BUSY
 * or UNSUPPORTED. */
int i2ctarget_port_open(struct i2ctarget_port **port, struct i2ctarget *owner,
			const struct i2ctarget_config *config);
/* Lets go of both wires and of the peripheral. */
void i2ctarget_port_close(struct i2ctarget_port *port);

/* Allows or forbids calls of i2ctarget_isr(). What happens meanwhile waits. */
void i2ctarget_port_irq(struct i2ctarget_port *port, bool on);

/* Takes the oldest event that has not been taken. false: there is none. */
bool i2ctarget_port_next(struct i2ctarget_port *port,
			 struct i2ctarget_event *ev);

/* The byte for a WANT; releases SCL. */
void i2ctarget_port_put(struct i2ctarget_port *port, uint8_t byte);

/* The ninth bit of a held BYTE; releases SCL. Returns I2CTARGET_OK, or
 * UNSUPPORTED on silicon that holds no bytes, where it does nothing. */
int i2ctarget_port_ack(struct i2ctarget_port *port, bool ack);

/* Time that never goes back, in us. */
uint64_t i2ctarget_port_now_us(struct i2ctarget_port *port);

/* Sleeps until an interrupt or that time (UINT64_MAX: no time). May return
 * early, and must do so if an interrupt came just before the call. */
void i2ctarget_port_wait(struct i2ctarget_port *port, uint64_t until_us);

/* In i2ctarget.c: takes all events. For the port's interrupt handler. */
void i2ctarget_isr(struct i2ctarget *t);

#endif /* I2CTARGET_PORT_H */
