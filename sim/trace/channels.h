/* SPDX-License-Identifier: MIT */
/*
 * The wires of a trace as channels of a file: SCL and SDA of every bus, then
 * every net. Several buses are told apart by a number: SCL0, SDA0, SCL1, ...
 * Where registers and interrupts were recorded each handler is one, too: high
 * while it runs. On request there are more: what each port does to each wire
 * that it ever drives (low while it pulls), and a mark where faults strike.
 */
#ifndef TW_TRACE_CHANNELS_H
#define TW_TRACE_CHANNELS_H

#include "twowire/bus.h"
#include "twowire/port.h"
#include "twowire/trace_file.h"

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
	int *drivers;	  /* by source * 2 + line: channel, or -1; NULL: none */
	int fault;	  /* channel of the mark, or -1 */
};

void tw_channels_init(struct channels *c, const tw_trace *trace);
/* The same, and those that were asked for. */
void tw_channels_init_as(struct channels *c, const tw_trace *trace,
			 const struct tw_write_config *config);
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
	if (r->kind == TW_RECORD_NOTE)
		return r->note != TW_NOTE_IRQ_EXIT;
	return r->kind == TW_RECORD_PULL ? r->drive != TW_LOW : r->level;
}

/* The number of the channel that the record changes, or -1. */
static inline int channels_of(const struct channels *c,
			      const struct tw_record *r)
{
	uint32_t n;

	if (r->kind == TW_RECORD_NOTE && (c->handlers || c->fault >= 0))
		return tw_channels_of_note(c, r);
	if (r->kind == TW_RECORD_PULL && c->drivers)
		return c->drivers[2 * r->source + r->line];
	if (r->kind != TW_RECORD_EDGE && r->kind != TW_RECORD_NET)
		return -1;
	n = c->first[r->source];
	if (n == UINT32_MAX)
		return -1;
	return (int)(r->kind == TW_RECORD_EDGE ? n + r->line : n);
}

/* The mark of a fault is one no longer once a wire changes after it. */
struct channels_mark {
	uint64_t at; /* ticks or samples, as the caller counts */
	bool on;
};

static inline bool channels_mark_ends(struct channels_mark *m, uint64_t now)
{
	if (!m->on || now <= m->at)
		return false;
	m->on = false;
	return true;
}

#endif /* TW_TRACE_CHANNELS_H */
