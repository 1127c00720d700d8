/* SPDX-License-Identifier: MIT */
/* CPUs and other actors that are no queues. */
#include "kernel/sim.h"

static void actor_free(void *user)
{
	struct tw_actor *a = user;

	if (a->ops->free)
		a->ops->free(a->user);
	g_free(a->name);
	g_free(a);
}

tw_actor *tw_actor_new(tw_sim *sim, const char *name,
		       const struct tw_actor_ops *ops, void *user)
{
	struct tw_actor *a = g_new0(struct tw_actor, 1);

	a->ops = ops;
	a->user = user;
	sim_add_actor(sim, a, name);
	tw_sim_own(sim, actor_free, a);
	return a;
}

void tw_actor_wake(tw_actor *a, uint64_t when_ns)
{
	struct island *island = a->island;

	if (when_ns < island->now_ns)
		when_ns = island->now_ns;
	if (when_ns >= a->next_ns)
		return;
	a->next_ns = when_ns;
	if (island->running != a)
		sim_lower_bound(a, when_ns);
}

uint64_t tw_actor_bound_ns(const tw_actor *a)
{
	return a->island->stop || a->sim->failed ? 0 : a->island->bound_ns;
}

void tw_actor_now(tw_actor *a, uint64_t now_ns)
{
	g_assert(now_ns >= a->island->now_ns);
	a->island->now_ns = now_ns;
}

void tw_actor_join_bus(tw_actor *a, tw_bus *bus)
{
	sim_join(a, &tw_bus_queue(bus)->actor);
}

void tw_actor_join_queue(tw_actor *a, tw_queue *queue)
{
	sim_join(a, &queue->actor);
}

void tw_queue_join(tw_queue *a, tw_queue *b)
{
	sim_join(&a->actor, &b->actor);
}
