/* SPDX-License-Identifier: MIT */
/*
 * The inside of a sim: islands of actors that take turns, and the streams they
 * record to.
 */
#ifndef TW_KERNEL_SIM_H
#define TW_KERNEL_SIM_H

#include "kernel/stream.h"
#include "twowire/actor.h"
#include "twowire/chip.h"
#include "twowire/observer.h"
#include "twowire/sim.h"
#include "twowire/trace.h"

struct island;

/* What takes turns: a queue of timers or a CPU. Queues come before CPUs and
 * both in the order they were made: that is @order. */
struct tw_actor {
	struct island *island;
	uint32_t order;
	bool is_queue;
	tw_sim *sim;
	char *name;
	uint64_t next_ns; /* CPUs only */
	const struct tw_actor_ops *ops;
	void *user;
	struct tw_actor *joined; /* towards the actor that stands for all
				    joined ones; NULL: itself */
};

struct queue_entry {
	uint64_t when_ns;
	struct tw_timer *timer;
};

/* Latest first, so that the next to fire is taken off the end; few timers are
 * set at a time, and most fire soon. */
struct tw_queue {
	struct tw_actor actor;
	struct queue_entry *entries;
	uint32_t n;
	uint32_t room;
	uint64_t order; /* the next timer's */
};

struct island {
	tw_sim *sim;
	uint64_t now_ns;
	uint64_t bound_ns; /* the running actor works strictly before it */
	uint64_t beat_ns;  /* when its sim's beat is due; TW_NEVER: none, or
			      it comes between slices */
	struct tw_actor *running;
	bool stop;
	struct stream *stream; /* its own, or the trace's if it is alone */
	struct stream own;
	struct tw_actor **actors; /* in order */
	uint32_t n_actors;
};

struct tw_trace {
	struct stream stream;
	GArray *sources; /* struct tw_source, strings owned */
	uint64_t tick_num;
	uint64_t tick_den;
	uint64_t end;
	tw_sim *sim;	       /* NULL: not a sim's */
	struct analog *analog; /* voltages, or NULL */
};

struct observer {
	unsigned mask;
	tw_observer_fn fn;
	void *user;
};

/* Who wants to be called every so often, to carry away what was recorded. */
struct beat {
	uint64_t period_ns; /* 0: nobody */
	uint64_t due_ns;
	bool beats; /* is being called */
	void (*fn)(void *user);
	void *user;
};

struct owned {
	void (*free)(void *user);
	void *user;
};

struct tw_sim {
	uint64_t seed;
	uint64_t now_ns;
	bool failed;
	bool running;
	bool sealed;	   /* islands are up to date */
	GPtrArray *actors; /* queues and CPUs, in the order made */
	struct island **islands;
	uint32_t n_islands;
	struct island setup; /* stands in before the first run */
	tw_trace *trace;
	unsigned trace_mask;  /* what the trace keeps */
	unsigned record_mask; /* what anybody wants */
	unsigned quick_mask;  /* of that, what only the trace wants */
	GArray *observers;    /* struct observer */
	GArray *owned;	      /* struct owned */
	GArray *on_return;    /* struct owned, called when a run ends */
	GHashTable *random;   /* name -> uint64_t * */
	GPtrArray *buses;     /* of tw_bus, owned through owned */
	GPtrArray *nets;
	GPtrArray *chips;
	GPtrArray *points;     /* of tw_point, owned through owned */
	struct island *active; /* the one that runs now */
	struct beat beat;
};

static inline uint64_t queue_now(const tw_queue *q)
{
	return q->actor.island->now_ns;
}

/* Adds a record at the present of @island. */
void sim_record(struct island *island, struct tw_record *r);

static inline void sim_record_edge(struct island *i, uint32_t source,
				   unsigned line, unsigned level, uint32_t slew)
{
	struct tw_record r;

	if (G_LIKELY(i->sim->quick_mask & TW_TRACE_EDGES)) {
		stream_edge(i->stream, i->now_ns, source, line, level, slew);
	} else if (i->sim->record_mask & TW_TRACE_EDGES) {
		r = (struct tw_record){.kind = TW_RECORD_EDGE,
				       .source = source,
				       .line = (uint8_t)line,
				       .level = (uint8_t)level,
				       .slew = slew};
		sim_record(i, &r);
	}
}

static inline void sim_record_pull(struct island *i, uint32_t source,
				   unsigned line, unsigned drive)
{
	struct tw_record r;

	if (i->sim->quick_mask & TW_TRACE_PULLS) {
		stream_pull(i->stream, i->now_ns, source, line, drive);
	} else if (i->sim->record_mask & TW_TRACE_PULLS) {
		r = (struct tw_record){.kind = TW_RECORD_PULL,
				       .source = source,
				       .line = (uint8_t)line,
				       .drive = (uint8_t)drive};
		sim_record(i, &r);
	}
}

void sim_note(struct island *island, uint32_t source, enum tw_note note,
	      uint64_t value, const char *text);

void sim_returns(tw_sim *sim);

/* Calls @fn whenever @period_ns have passed, between two records; it may read
 * the trace and nothing else. One at a time; 0 as @period_ns: no more. */
void sim_set_beat(tw_sim *sim, uint64_t period_ns, void (*fn)(void *user),
		  void *user);
void sim_beat_now(tw_sim *sim, uint64_t now_ns);
/* To be called wherever an island's time goes on. */
static inline void sim_beat(struct island *island)
{
	if (G_UNLIKELY(island->now_ns >= island->beat_ns))
		sim_beat_now(island->sim, island->now_ns);
}

/* Islands. */
void sim_seal(tw_sim *sim);
enum tw_run sim_run_island(tw_sim *sim, struct island *island,
			   uint64_t until_ns);
void sim_lower_bound(struct tw_actor *actor, uint64_t when_ns);
void sim_join(struct tw_actor *a, struct tw_actor *b);
void sim_add_actor(tw_sim *sim, struct tw_actor *actor, const char *name);
/* Moves what the islands have recorded into the trace, in order of time. */
void sim_merge_streams(tw_sim *sim);
/* Runs queue timers due before the island's bound. */
void queue_run(tw_queue *q);
/* A timer in two steps: its place among equal instants is taken now (a timer
 * of a part that does not use the queue just yet), the entry is made later. */
static inline void queue_reserve(tw_queue *q, struct tw_timer *timer,
				 uint64_t when_ns)
{
	timer->when_ns = when_ns;
	timer->order = q->order++;
}
void queue_enter(tw_queue *q, struct tw_timer *timer);
/* What was due before that instant is due then. */
void queue_not_before(tw_queue *q, uint64_t now_ns);

/* Nothing else happens on @q's island before this instant. */
static inline uint64_t queue_horizon(const tw_queue *q)
{
	uint64_t bound = q->actor.island->bound_ns;
	uint64_t next = q->n ? q->entries[q->n - 1].when_ns : TW_NEVER;

	return next < bound ? next : bound;
}

static inline uint64_t actor_next(const struct tw_actor *a)
{
	if (a->is_queue) {
		const tw_queue *q = (const tw_queue *)a;

		return q->n ? q->entries[q->n - 1].when_ns : TW_NEVER;
	}
	return a->next_ns;
}

#endif /* TW_KERNEL_SIM_H */
