/* SPDX-License-Identifier: MIT */
/*
 * How long SCL has been low, for those who must not bear it for ever: tTIMEOUT,
 * SMBus 3.x section 4.2.7.
 *
 * A fall sets a timer where none is set, and the timer moves itself when it
 * finds a later fall: one in every time-out, however fast the clock. The quiet
 * way (express.c) begins with a fall that is told here and does nothing beyond
 * the next timer, so it ends before any time-out, and both ways set the same
 * timers at the same instants.
 */
#include "protocol/smbus.h"

static bool low(const struct i2c *i2c)
{
	return !i2c_sees(i2c, TW_SCL);
}

static void look(void *user)
{
	struct smbus_watch *w = user;
	struct i2c *i2c = w->i2c;
	uint64_t now = queue_now(i2c->bus->queue);
	uint64_t due = i2c->low_since_ns + w->timeout_ns;

	/* The next fall sets it again. */
	if (!low(i2c))
		return;
	if (now < due) {
		tw_timer_at(i2c->bus->queue, &w->timer, due);
		return;
	}
	w->expired(w->user);
}

void smbus_watch_begin(struct smbus_watch *w, struct i2c *i2c,
		       uint64_t timeout_ns)
{
	if (w->i2c)
		return;
	w->i2c = i2c;
	w->timeout_ns = timeout_ns;
	w->timer.fire = look;
	w->timer.user = w;
	w->next = i2c->watches;
	i2c->watches = w;
	/* How long it has been low is not known to the ns where nobody
	 * looked: it counts from now. */
	if (low(i2c) && !w->next)
		i2c->low_since_ns = queue_now(i2c->bus->queue);
	if (low(i2c))
		tw_timer_at(i2c->bus->queue, &w->timer,
			    MAX(queue_now(i2c->bus->queue),
				i2c->low_since_ns + timeout_ns));
}

void smbus_watch_end(struct smbus_watch *w)
{
	struct smbus_watch **at;

	if (!w->i2c)
		return;
	for (at = &w->i2c->watches; *at != w; at = &(*at)->next)
		;
	*at = w->next;
	tw_timer_cancel(w->i2c->bus->queue, &w->timer);
	w->i2c = NULL;
}

void smbus_watch_fell(struct i2c *i2c)
{
	uint64_t now = queue_now(i2c->bus->queue);

	i2c->low_since_ns = now;
	for (struct smbus_watch *w = i2c->watches; w; w = w->next)
		if (!w->timer.set)
			tw_timer_at(i2c->bus->queue, &w->timer,
				    now + w->timeout_ns);
}
