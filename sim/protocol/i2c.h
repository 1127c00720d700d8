/* SPDX-License-Identifier: MIT */
/*
 * The protocol side of a bus: one receiver for all ports, the targets it
 * dispatches to and the controllers it tells of edges.
 */
#ifndef TW_PROTOCOL_I2C_H
#define TW_PROTOCOL_I2C_H

#include "protocol/receiver.h"
#include "twowire/controller.h"
#include "twowire/target.h"
#include "wire/bus.h"

enum { I2C_ADDRESSES = 128 };

struct i2c {
	tw_bus *bus;
	struct receiver receiver;
	uint64_t free_ns; /* when the last STOP was seen */
	bool was_busy;	  /* there was one */
	GPtrArray *selected; /* targets that matched the message's address */
	GPtrArray *by_address[I2C_ADDRESSES]; /* targets, or NULL */
	GPtrArray *ten_bit;
	GPtrArray *general_call;
	GPtrArray *hears_all;
	GPtrArray *targets;
	GPtrArray *controllers;
};

/* Made on first use, owned by the bus's sim. */
struct i2c *i2c_of(tw_bus *bus);

/* For i2c.c: a target at the edges of the bytes it takes part in. */
void target_rise(tw_target *t, unsigned bit, bool sda);
void target_fall(tw_target *t, unsigned bit);
void target_out(tw_target *t); /* lets go, without a call */
void target_condition(tw_target *t, bool start); /* START or STOP */
/* Does it take part after this first byte? It has then decided its ninth bit.*/
bool target_first_byte(tw_target *t, const struct receiver *r);

/* For i2c.c: a controller at the edges of the bus. */
void controller_rise(tw_controller *c, bool sda);
void controller_fall(tw_controller *c);
void controller_start_seen(tw_controller *c);
void controller_stop_seen(tw_controller *c);
void controller_wire_rose(tw_controller *c); /* SDA, with SCL low */
bool controller_is_idle(const tw_controller *c);

#endif /* TW_PROTOCOL_I2C_H */
