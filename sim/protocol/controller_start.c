/* SPDX-License-Identifier: MIT */
/* A controller's START: what is a free bus, and the wait for one. */
#include "protocol/controller_state.h"

void controller_pull_start(tw_controller *c)
{
	c->start_seen = !i2c_sees(c->i2c, TW_SDA);
	sda(c, TW_LOW);
	c->active = true;
	tw_timer_cancel(controller_queue(c), &c->patience);
	after(c, HD_STA, c->config.hd_sta_ns);
}

static bool bus_high(const tw_controller *c)
{
	return i2c_sees(c->i2c, TW_SCL) && i2c_sees(c->i2c, TW_SDA);
}

/* SMBus: a transfer that somebody left without STOP is over when both wires
 * have been high for longer than a clock's high period (tHIGH:MAX). */
static bool found_idle(tw_controller *c)
{
	if (c->idle_ns && !c->idle_due_ns)
		c->idle_due_ns = now_of(c) + c->idle_ns;
	return c->idle_ns && now_of(c) >= c->idle_due_ns;
}

/* A transfer that began before it lost its memory is not known to it. */
static bool knows_of_transfer(const tw_controller *c)
{
	return c->i2c->receiver.busy && c->forgotten_starts != c->i2c->n_starts;
}

void controller_wait_for_free(tw_controller *c)
{
	if (c->idle_due_ns && bus_high(c)) {
		at(c, WAIT_FREE, c->idle_due_ns);
		return;
	}
	c->idle_due_ns = 0;
	wait_in(c, WAIT_FREE);
}

/* Free is: both wires high, no transfer under way, and tBUF over. */
void controller_try_start(tw_controller *c)
{
	uint64_t free_ns = 0;

	if (!bus_high(c) || (knows_of_transfer(c) && !found_idle(c))) {
		controller_wait_for_free(c);
		return;
	}
	c->idle_due_ns = 0;
	if (c->i2c->was_busy)
		free_ns = c->i2c->free_ns + c->config.buf_ns;
	if (now_of(c) < free_ns)
		at(c, WAIT_FREE, free_ns);
	else if (c->config.start_latency_ns)
		after(c, COMMITTED, c->config.start_latency_ns);
	else
		controller_pull_start(c);
}
