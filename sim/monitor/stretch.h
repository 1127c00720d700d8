/* SPDX-License-Identifier: MIT */
/*
 * Who stretches the clock, from PULL and EDGE records: a port that is no
 * controller holds SCL low from the moment the last controller has let go of
 * it (or the port's own pull, if that is later) until the port lets go or a
 * controller pulls again. A low that no controller had a part in is none.
 */
#ifndef TW_MONITOR_STRETCH_H
#define TW_MONITOR_STRETCH_H

#include "twowire/capture.h"

struct stretch_span {
	uint32_t port;
	uint64_t from;
	uint64_t to;
	bool open; /* still held when the trace ended */
};

typedef void (*stretch_fn)(void *user, const struct stretch_span *span);

struct stretch_port {
	bool pulls;
	uint64_t since;
};

struct stretch_tracker {
	const tw_trace *trace;
	uint32_t bus;
	stretch_fn fn;
	void *user;
	struct stretch_port *ports; /* by source */
	size_t n_ports;
	unsigned n_controllers; /* that pull SCL */
	unsigned n_others;
	bool low;      /* what inputs see of SCL */
	bool released; /* every controller has let go in this low */
	uint64_t from;
};

void tw_stretch_init(struct stretch_tracker *s, const tw_trace *trace,
		     uint32_t bus, stretch_fn fn, void *user);
void tw_stretch_record(struct stretch_tracker *s, const struct tw_record *r);
void tw_stretch_finish(struct stretch_tracker *s);
void tw_stretch_clear(struct stretch_tracker *s);

/* Since when somebody stretches, or UINT64_MAX. */
static inline uint64_t stretch_since(const struct stretch_tracker *s)
{
	return s->released && s->n_others ? s->from : UINT64_MAX;
}

#endif /* TW_MONITOR_STRETCH_H */
