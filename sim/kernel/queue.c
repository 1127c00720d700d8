/* SPDX-License-Identifier: MIT */
/* Queues of timers. */
#include "kernel/sim.h"

static void queue_free(void *user)
{
	tw_queue *q = user;

	g_free(q->entries);
	g_free(q->actor.name);
	g_free(q);
}

tw_queue *tw_queue_new(tw_sim *sim, const char *name)
{
	tw_queue *q = g_new0(tw_queue, 1);

	q->actor.is_queue = true;
	q->room = 8;
	q->entries = g_new(struct queue_entry, q->room);
	sim_add_actor(sim, &q->actor, name);
	tw_sim_own(sim, queue_free, q);
	return q;
}

/* Makes the entry of a timer whose time and order are settled. */
static void insert(tw_queue *q, struct tw_timer *timer)
{
	struct queue_entry *e;
	uint32_t i;

	if (G_UNLIKELY(q->n == q->room)) {
		q->room *= 2;
		q->entries = g_renew(struct queue_entry, q->entries, q->room);
	}
	e = q->entries;
	i = q->n++;
	while (i && (e[i - 1].when_ns < timer->when_ns ||
		     (e[i - 1].when_ns == timer->when_ns &&
		      e[i - 1].timer->order < timer->order))) {
		e[i] = e[i - 1];
		i--;
	}
	e[i].when_ns = timer->when_ns;
	e[i].timer = timer;
}

static void take_out(tw_queue *q, const struct tw_timer *timer)
{
	uint32_t i = q->n;

	while (q->entries[--i].timer != timer)
		;
	q->n--;
	memmove(&q->entries[i], &q->entries[i + 1],
		(q->n - i) * sizeof(q->entries[0]));
}

void tw_timer_at(tw_queue *q, struct tw_timer *timer, uint64_t when_ns)
{
	struct island *island = q->actor.island;

	if (when_ns < island->now_ns)
		when_ns = island->now_ns;
	if (timer->set)
		take_out(q, timer);
	timer->set = true;
	queue_reserve(q, timer, when_ns);
	insert(q, timer);
	if (island->running != &q->actor)
		sim_lower_bound(&q->actor, when_ns);
}

void queue_enter(tw_queue *q, struct tw_timer *timer)
{
	timer->set = true;
	insert(q, timer);
}

void tw_timer_after(tw_queue *q, struct tw_timer *timer, uint64_t delay_ns)
{
	uint64_t now = queue_now(q);

	tw_timer_at(q, timer,
		    delay_ns > TW_NEVER - now ? TW_NEVER : now + delay_ns);
}

void queue_not_before(tw_queue *q, uint64_t now_ns)
{
	for (uint32_t i = q->n; i-- > 0 && q->entries[i].when_ns < now_ns;) {
		q->entries[i].when_ns = now_ns;
		q->entries[i].timer->when_ns = now_ns;
	}
}

void tw_timer_cancel(tw_queue *q, struct tw_timer *timer)
{
	if (!timer->set)
		return;
	timer->set = false;
	take_out(q, timer);
}

uint64_t tw_queue_now_ns(const tw_queue *q)
{
	return queue_now(q);
}

void queue_run(tw_queue *q)
{
	struct island *island = q->actor.island;

	while (q->n && !island->stop) {
		struct queue_entry *e = &q->entries[q->n - 1];
		struct tw_timer *t = e->timer;

		if (e->when_ns >= island->bound_ns)
			return;
		q->n--;
		island->now_ns = e->when_ns;
		sim_beat(island);
		t->set = false;
		t->fire(t->user);
	}
}
