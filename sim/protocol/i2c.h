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

/* While the bus is quiet (express.c) its two timers wait here, not in the
 * queue: the SDA of the one target, and the one controller's. */
enum { STASH_TARGET, STASH_CONTROLLER, STASHES };

struct i2c {
	tw_bus *bus;
	const struct tw_sense *sense; /* NULL: UM10204's */
	const bool *seen[2];	      /* by enum tw_line: what its parts see */
	bool express;
	bool hs;      /* the message is in Hs-mode */
	bool hs_next; /* its controller code was sent: with the next START */
	struct tw_timer *stash[STASHES];
	unsigned n_busy; /* controllers that are not idle */
	/* For express.c: */
	tw_controller *alone; /* the controller that was last not idle */
	bool records_edges;
	bool records_pulls;
	tw_target *sender;     /* the one target that sends, or NULL */
	uint64_t high_ns;      /* SCL's last high period, */
	uint32_t high_v;       /* the voltage at its end, */
	uint64_t high_fall_ns; /* and the time from there to VIL */
	struct receiver receiver;
	uint64_t n_starts;
	uint64_t free_ns;    /* when the last STOP was seen */
	bool was_busy;	     /* there was one */
	GPtrArray *selected; /* targets that matched the message's address */
	GPtrArray *by_address[I2C_ADDRESSES]; /* targets, or NULL */
	GPtrArray *ten_bit;
	GPtrArray *general_call;
	GPtrArray *hears_all;
	GPtrArray *controllers;
	/* Who waits for SCL to stay low (smbus_watch.c), and its last fall,
	 * kept while there is anybody. */
	struct smbus_watch *watches;
	uint64_t low_since_ns;
};

/* The one for parts of that sense (NULL: UM10204's). Made on first use, owned
 * by the bus's sim. */
struct i2c *i2c_of(tw_bus *bus, const struct tw_sense *sense);

static inline bool i2c_sees(const struct i2c *i2c, enum tw_line line)
{
	return *i2c->seen[line];
}

/* tw_timer_at() for a target's SDA or a controller. */
static inline void i2c_timer_at(struct i2c *i2c, unsigned slot,
				struct tw_timer *timer, uint64_t when_ns)
{
	if (i2c->express &&
	    (i2c->stash[slot] == timer || (!i2c->stash[slot] && !timer->set))) {
		queue_reserve(i2c->bus->queue, timer, when_ns);
		i2c->stash[slot] = timer;
		timer->set = true;
	} else {
		tw_timer_at(i2c->bus->queue, timer, when_ns);
	}
}

static inline void i2c_timer_cancel(struct i2c *i2c, unsigned slot,
				    struct tw_timer *timer)
{
	if (i2c->stash[slot] == timer) {
		i2c->stash[slot] = NULL;
		timer->set = false;
	} else if (timer->set) {
		tw_timer_cancel(i2c->bus->queue, timer);
	}
}

/* SCL has been seen to fall: tells everybody, and goes on for as long as the
 * bus is quiet. */
void express_fall(struct i2c *i2c);
/* What the wires say at an edge of SCL. */
void i2c_scl_rose(struct i2c *i2c);
void i2c_scl_fell(struct i2c *i2c);

/* For i2c.c: a target at the edges of the bytes it takes part in. */
void target_rise(tw_target *t, unsigned bit, bool sda);
void target_fall(tw_target *t, unsigned bit);
void target_forget(tw_target *t); /* a STOP ends a 10-bit selection */
void target_condition(tw_target *t, bool start); /* START or STOP */
/* Does it take part after this first byte? It has then decided its ninth bit.*/
bool target_first_byte(tw_target *t, const struct receiver *r);

/* For i2c.c: a controller at the edges of the bus. */
void controller_rise(tw_controller *c, bool sda);
void controller_fall(tw_controller *c);
void controller_start_seen(tw_controller *c);
void controller_lost_to_stop(tw_controller *c);
void controller_stop_seen(tw_controller *c);
void controller_wire_rose(tw_controller *c); /* SDA, with SCL low */
bool controller_is_idle(const tw_controller *c);

#endif /* TW_PROTOCOL_I2C_H */
