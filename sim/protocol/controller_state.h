/* SPDX-License-Identifier: MIT */
/* How a controller drives the wires and goes from state to state, for the two
 * files of its state machine. */
#ifndef TW_PROTOCOL_CONTROLLER_STATE_H
#define TW_PROTOCOL_CONTROLLER_STATE_H

#include "protocol/controller.h"

static inline void scl(tw_controller *c, enum tw_drive drive)
{
	tw_port_drive(c->port, TW_SCL, drive);
}

static inline void sda(tw_controller *c, enum tw_drive drive)
{
	tw_port_drive(c->port, TW_SDA, drive);
}

static inline uint64_t now_of(const tw_controller *c)
{
	return queue_now(controller_queue(c));
}

static inline void set_state(tw_controller *c, enum controller_state state)
{
	c->i2c->n_busy += (state != IDLE) - (unsigned)(c->state != IDLE);
	c->i2c->alone = c;
	c->state = (uint8_t)state;
}

static inline void at(tw_controller *c, enum controller_state state,
		      uint64_t when_ns)
{
	set_state(c, state);
	i2c_timer_at(c->i2c, STASH_CONTROLLER, &c->timer, when_ns);
}

static inline void after(tw_controller *c, enum controller_state state,
			 uint64_t delay_ns)
{
	at(c, state, now_of(c) + delay_ns);
}

static inline void wait_in(tw_controller *c, enum controller_state state)
{
	set_state(c, state);
	i2c_timer_cancel(c->i2c, STASH_CONTROLLER, &c->timer);
}

/* controller_start.c: how a START comes about. */

/* Begins, if the bus is free; else waits until it is. */
void controller_try_start(tw_controller *c);
/* Pulls SDA, now. */
void controller_pull_start(tw_controller *c);
/* A wire is not high, or somebody's transfer is under way. */
void controller_wait_for_free(tw_controller *c);

#endif /* TW_PROTOCOL_CONTROLLER_STATE_H */
