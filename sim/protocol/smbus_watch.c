/* SPDX-License-Identifier: MIT */
/*
 * How long SCL has been low, for those who must not bear it for ever: tTIMEOUT,
 * SMBus 3.x section 4.2.7.
 *
 * Timers are set at the first fall after an idle bus and then only where they
 * fire. In the quiet way (express.c) SCL is low for as long as its controller
 * says; where that is near a time-out the bus is not quiet. So both ways set
 * the same timers at the same instants.
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

	if (!low(i2c) || w->told_ns == i2c->low_since_ns) {
		if (i2c->receiver.busy)
			tw_timer_at(i2c->bus->queue, &w->timer,
				    now + w->timeout_ns);
		return;
	}
	if (now < due) {
		tw_timer_at(i2c->bus->queue, &w->timer, due);
		return;
	}
	w->told_ns = i2c->low_since_ns;
	tw_timer_at(i2c->bus->queue, &w->timer, now + w->timeout_ns);
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
	w->told_ns = TW_NEVER;
	w->next = i2c->watches;
	i2c->watches = w;
	/* How long it has been low is not known to the ns where nobody
	 * looked: it counts from now. */
	if (low(i2c) && !w->next)
		i2c->low_since_ns = queue_now(i2c->bus->queue);
	if (low(i2c) || i2c->receiver.busy)
		tw_timer_after(i2c->bus->queue, &w->timer, timeout_ns);
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

bool smbus_watch_expires(const struct i2c *i2c, uint64_t low_ns)
{
	/* Rise, fall and a hold of SDA beyond the low period. */
	uint64_t most = low_ns + TW_MS(1);

	for (const struct smbus_watch *w = i2c->watches; w; w = w->next)
		if (most >= w->timeout_ns)
			return true;
	return false;
}
