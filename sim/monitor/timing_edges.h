/* SPDX-License-Identifier: MIT */
/*
 * The edges of a bus for measuring: with both crossings, with who caused each,
 * and without the spikes that inputs suppress.
 */
#ifndef TW_MONITOR_TIMING_EDGES_H
#define TW_MONITOR_TIMING_EDGES_H

#include "monitor/timing_rows.h"

struct timing_edge {
	uint64_t at;	       /* the threshold crossed last */
	uint64_t first;	       /* the one crossed before it */
	int64_t who;	       /* the port that pulled first, or let go last */
	uint64_t hosts_let_go; /* of a rise of SCL: when the last controller
				  did */
	uint8_t line;
	bool level;
};

typedef void (*timing_edge_fn)(void *user, const struct timing_edge *edge);
/* A pulse of @ps that ends with @edge, which inputs may not see. @who began
 * it. */
typedef void (*timing_spike_fn)(void *user, const struct timing_edge *edge,
				int64_t ps, int64_t who);

/* Hands over every edge of @bus in order. */
bool tw_timing_edges(const tw_timing_report *r, uint32_t bus,
		     const struct timing_records *records, uint64_t *end,
		     timing_edge_fn edge, timing_spike_fn spike, void *user);

#endif /* TW_MONITOR_TIMING_EDGES_H */
