/* SPDX-License-Identifier: MIT */
/*
 * A named point: a place inside a part that can be watched and disturbed, for
 * what goes wrong where no wire runs: "rom.power", "dut.reset", "dut.irq",
 * "dut.i2c0.rx".
 *
 * A part makes its points when it is made. Where something happens there, it
 * asks tw_point_pass(); unless somebody watches that is one comparison. For
 * authors of parts: less stable than sim.h. Faults (fault.h) name points.
 */
#ifndef TW_POINT_H
#define TW_POINT_H

#include "twowire/actor.h"

G_BEGIN_DECLS

typedef struct tw_point tw_point;

/* What passes a point, and what tw_point_act() does there. @value: */
enum tw_point_kind {
	/* The part is reset. act(1): reset it. */
	TW_POINT_RESET,
	/* Its supply. act(0): takes it away, act(1): gives it back. */
	TW_POINT_POWER,
	/* Interrupt lines. value: line << 1 | level. act: sets the line. */
	TW_POINT_IRQ,
	/* An entry goes into a FIFO. value: the entry. A pass that is refused
	 * is an overrun: the FIFO behaves as if it were full. act: nothing. */
	TW_POINT_FIFO,
	/* A switch of a mux. value: 1 closed, 0 open. act: sets it. */
	TW_POINT_SWITCH,
	/* Something that only is told: firmware enters a handler (value: its
	 * number), prints a line. act: nothing. */
	TW_POINT_EVENT,
};

/* What a disturbance does. */
typedef void (*tw_point_act_fn)(void *user, uint64_t value);

/* @value passes. Returns whether it may take its course; false: as if it had
 * not happened, and tw_point_act() may make up for it later. */
typedef bool (*tw_point_watch_fn)(void *user, tw_point *point, uint64_t value);

struct tw_point {
	tw_point_watch_fn watch; /* NULL: nobody */
	void *watch_user;
	enum tw_point_kind kind;
	char *name;
	tw_queue *queue; /* on which what happens here is in order */
	tw_point_act_fn act;
	void *user;
	uint64_t n_passes; /* so far */
};

/**
 * tw_point_new:
 * @name: copied; where two have one name, the first is found
 * @act: (nullable)
 *
 * Returns: (transfer none): owned by @sim.
 */
tw_point *tw_point_new(tw_sim *sim, const char *name, enum tw_point_kind kind,
		       tw_queue *queue, tw_point_act_fn act, void *user);

/* The point of that name, or NULL. */
tw_point *tw_sim_point(const tw_sim *sim, const char *name);
/* All points of a sim, in the order they were made; NULL at the end. */
tw_point *tw_sim_nth_point(const tw_sim *sim, size_t n);

/* One watcher at a time; NULL ends it. */
void tw_point_watch(tw_point *point, tw_point_watch_fn watch, void *user);

/* For the part: @value is about to pass. */
static inline bool tw_point_pass(tw_point *point, uint64_t value)
{
	point->n_passes++;
	return !point->watch || point->watch(point->watch_user, point, value);
}

/* From outside: makes it happen, past the watcher. */
void tw_point_act(tw_point *point, uint64_t value);

G_END_DECLS

#endif /* TW_POINT_H */
