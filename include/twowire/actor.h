/* SPDX-License-Identifier: MIT */
/*
 * What takes turns in simulated time: timers on queues, and CPUs.
 *
 * Every bus and every chip has a queue of timers. Timers due at the same
 * instant on one queue fire in the order they were set. Queues and CPUs that
 * are joined (by sharing a bus, a net or a chip) form an island, in which
 * everything happens in the order of time; at the same nanosecond queues go
 * before CPUs, and both in the order they were made. For authors of parts:
 * less stable than sim.h.
 */
#ifndef TW_ACTOR_H
#define TW_ACTOR_H

#include "twowire/bus.h"
#include "twowire/sim.h"

G_BEGIN_DECLS

typedef struct tw_queue tw_queue;
typedef struct tw_actor tw_actor;

/* Embed one where you need it; zeroed plus @fire and @user it is ready. It
 * must not go away while set. */
struct tw_timer {
	void (*fire)(void *user);
	void *user;
	uint64_t when_ns; /* read only; meaningful while set */
	uint64_t order;	  /* private: decides among equal instants */
	bool set;	  /* read only */
};

/* A queue of its own, for a part on no bus. Owned by @sim. */
tw_queue *tw_queue_new(tw_sim *sim, const char *name);
tw_queue *tw_bus_queue(tw_bus *bus);

/* Sets @timer for an absolute instant, not before the present; a timer already
 * set is moved. It fires once. A timer stays with one queue. */
void tw_timer_at(tw_queue *queue, struct tw_timer *timer, uint64_t when_ns);
void tw_timer_after(tw_queue *queue, struct tw_timer *timer, uint64_t delay_ns);
/* A timer that is not set is left alone. */
void tw_timer_cancel(tw_queue *queue, struct tw_timer *timer);

/* The present as @queue's island sees it. */
uint64_t tw_queue_now_ns(const tw_queue *queue);

/**
 * tw_actor_ops.run:
 *
 * Called at the actor's next instant. It may do work at any instant before
 * tw_actor_bound_ns(), which work that it does can lower: it must look again
 * after each thing it does to the outside. Before anything it does at a later
 * instant than it was called for, it says so with tw_actor_now().
 *
 * Returns: the absolute instant at which it wants to go on, or TW_NEVER to
 * sleep until tw_actor_wake().
 */
struct tw_actor_ops {
	uint64_t (*run)(void *user);
	void (*free)(void *user); /* with the sim; may be NULL */
};

/* A new actor, asleep; owned by @sim. */
tw_actor *tw_actor_new(tw_sim *sim, const char *name,
		       const struct tw_actor_ops *ops, void *user);
void tw_actor_wake(tw_actor *actor, uint64_t when_ns);
uint64_t tw_actor_bound_ns(const tw_actor *actor);
void tw_actor_now(tw_actor *actor, uint64_t now_ns);

/* Joins for good; only before the sim first runs. */
void tw_actor_join_bus(tw_actor *actor, tw_bus *bus);
void tw_actor_join_queue(tw_actor *actor, tw_queue *queue);
void tw_queue_join(tw_queue *a, tw_queue *b);

/* The number of islands, once the sim has run. */
unsigned tw_sim_n_islands(const tw_sim *sim);

/* @actor's firmware failed: the run ends with TW_RUN_FAILED at this instant. */
void tw_sim_fail(tw_sim *sim);

/* One draw from the stream called @name: equal for equal (seed, name, number
 * of draws before), whatever else draws. */
uint64_t tw_sim_random(tw_sim *sim, const char *name);

/* Calls @free(@user) when the sim goes, last registered first. */
void tw_sim_own(tw_sim *sim, void (*free)(void *user), void *user);

/* Calls @fn(@user) whenever tw_sim_run(), or a call built on it, is about to
 * return: for what must not outlast a run (signal handlers). */
void tw_sim_on_return(tw_sim *sim, void (*fn)(void *user), void *user);

G_END_DECLS

#endif /* TW_ACTOR_H */
