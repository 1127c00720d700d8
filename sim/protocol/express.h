/* SPDX-License-Identifier: MIT */
/* What the two files of the shorter way share: express.c says what that is. */
#ifndef TW_PROTOCOL_EXPRESS_H
#define TW_PROTOCOL_EXPRESS_H

#include "protocol/controller.h"
#include "protocol/target.h"

static inline struct island *express_island(const struct i2c *i2c)
{
	return i2c->bus->queue->actor.island;
}

static inline void express_now(struct i2c *i2c, uint64_t now_ns)
{
	express_island(i2c)->now_ns = now_ns;
}

static inline void express_stash(struct i2c *i2c, unsigned slot,
				 struct tw_timer *timer, uint64_t when_ns)
{
	queue_reserve(i2c->bus->queue, timer, when_ns);
	timer->set = true;
	i2c->stash[slot] = timer;
}

static inline void express_unstash(struct i2c *i2c, unsigned slot)
{
	i2c->stash[slot]->set = false;
	i2c->stash[slot] = NULL;
}

/* Regular clocking always falls from the same voltage: remembers it. */
static inline void express_learn_high(struct i2c *i2c, uint64_t high_ns)
{
	const struct rc *rc = &i2c->bus->rc;

	if (high_ns == i2c->high_ns)
		return;
	i2c->high_ns = high_ns;
	i2c->high_v = rc_pulled_up(rc, 0, high_ns);
	i2c->high_fall_ns = i2c->high_v == RC_FULL
				    ? rc->fall_ns
				    : rc_fall_time(rc, i2c->high_v);
}

/* Applies the changes of SDA that wait. Both may move it, but only at one
 * instant: then it is as if one did. @cross_ns: when inputs will see it.
 * Returns whether that was so; else nothing is changed. */
bool express_apply_sda(struct i2c *i2c, uint64_t *cross_ns);

/* The rest of a byte's data bits, from a fall of SCL up to the eighth rise.
 * Nothing is asked of anybody in between. Returns whether they were plain. */
bool express_data_bits(struct i2c *i2c);

#endif /* TW_PROTOCOL_EXPRESS_H */
