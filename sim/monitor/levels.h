/* SPDX-License-Identifier: MIT */
/*
 * Both wires of a bus from the EDGE records of a trace. Edges of one tick are
 * taken together: they come out as one change of both wires.
 */
#ifndef TW_MONITOR_LEVELS_H
#define TW_MONITOR_LEVELS_H

#include "twowire/bus.h"
#include "twowire/capture.h"

struct levels {
	uint64_t tick; /* of the change not yet handed over */
	bool level[2]; /* by enum tw_line */
	bool pending;
};

static inline void levels_init(struct levels *l)
{
	*l = (struct levels){.level = {true, true}};
}

/* Takes an edge of the bus. Returns true if the change before it, of an
 * earlier tick, is complete: @out holds it. */
static inline bool levels_edge(struct levels *l, const struct tw_record *edge,
			       struct levels *out)
{
	bool complete = l->pending && edge->tick != l->tick;

	*out = *l;
	l->level[edge->line] = edge->level;
	l->tick = edge->tick;
	l->pending = true;
	return complete;
}

#endif /* TW_MONITOR_LEVELS_H */
