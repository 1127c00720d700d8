/* SPDX-License-Identifier: MIT */
/*
 * The wires of a trace as channels of a file: SCL and SDA of every bus, then
 * every net. Several buses are told apart by a number: SCL0, SDA0, SCL1, ...
 * Where registers and interrupts were recorded each handler is one, too: high
 * while it runs.
 */
#ifndef TW_TRACE_CHANNELS_H
#define TW_TRACE_CHANNELS_H

#include "twowire/bus.h"
#include "twowire/capture.h"

struct channel {
	char *name;
	uint32_t source;
	uint8_t line;
	bool high; /* before the first record */
};

struct channel_handler {
	uint32_t source;
	uint64_t exception;
	unsigned channel;
};

struct channels {
	GArray *all;	 /* struct channel */
	uint32_t *first; /* by source: its first channel, or UINT32_MAX */
	uint32_t n_buses;
	GArray *handlers; /* struct channel_handler; NULL: none */
};

void tw_channels_init(struct channels *c, const tw_trace *trace);
void tw_channels_clear(struct channels *c);

static inline const struct channel *channels_get(const struct channels *c,
						 unsigned n)
{
	return &g_array_index(c->all, struct channel, n);
}

/* As channels_of(), of a note. */
int tw_channels_of_note(const struct channels *c, const struct tw_record *r);

static inline bool channels_level(const struct tw_record *r)
{
	return r->kind == TW_RECORD_NOTE ? r->note == TW_NOTE_IRQ_ENTER
					 : r->level;
}

/* The number of the channel that the record changes, or -1. */
static inline int channels_of(const struct channels *c,
			      const struct tw_record *r)
{
	uint32_t n;

	if (r->kind == TW_RECORD_NOTE && c->handlers)
		return tw_channels_of_note(c, r);
	if (r->kind != TW_RECORD_EDGE && r->kind != TW_RECORD_NET)
		return -1;
	n = c->first[r->source];
	if (n == UINT32_MAX)
		return -1;
	return (int)(r->kind == TW_RECORD_EDGE ? n + r->line : n);
}

#endif /* TW_TRACE_CHANNELS_H */
