/* SPDX-License-Identifier: MIT */
/*
 * What i2chost.c needs of a chip: three functions. A port is one file,
 * i2chost_NAME.c, that defines them on its HAL; it is linked with i2chost.c
 * and nothing else.
 */
#ifndef I2CHOST_PORT_H
#define I2CHOST_PORT_H

#include "i2chost.h"

struct i2chost_port; /* one peripheral; each port defines its own */

/* START, a write of head and out in one message unless there is only
 * something to read, repeated START and a read if there is something, STOP. */
struct i2chost_transfer {
	uint8_t address; /* 7 bits */
	/* The memory address; with out, what is written. */
	uint8_t head[4];
	size_t n_head;
	const uint8_t *out;
	size_t n_out;
	uint8_t *in;
	size_t n_in;
	bool stop; /* false: the next transfer begins with repeated START */
	/* Set by the port: how many of head and out were acknowledged. */
	size_t n_acked;
};

/* Bytes to write, memory address included. */
static inline size_t i2chost_n_out(const struct i2chost_transfer *t)
{
	return t->n_head + t->n_out;
}

/* Byte i of them. */
static inline uint8_t i2chost_out(const struct i2chost_transfer *t, size_t i)
{
	return i < t->n_head ? t->head[i] : t->out[i - t->n_head];
}

/* Claims the peripheral that the pins belong to; nothing in config is 0 that
 * must not be. Returns I2CHOST_OK with *port set, ARGUMENT, BUSY or
 * UNSUPPORTED. */
int i2chost_port_open(struct i2chost_port **port,
		      const struct i2chost_config *config);
/* Lets go of both wires and of the peripheral. */
void i2chost_port_close(struct i2chost_port *port);

/* Does all of it. Nothing to write and nothing to read is a write of no bytes.
 * Returns I2CHOST_OK, NO_DEVICE, NACK (STOP was sent), TIMEOUT (the wires are
 * released, the peripheral is ready again), LOST or UNSUPPORTED. */
int i2chost_port_transfer(struct i2chost_port *port,
			  struct i2chost_transfer *t);

#endif /* I2CHOST_PORT_H */
