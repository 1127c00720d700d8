/* SPDX-License-Identifier: MIT */
/*
 * A trace: everything that happened, as a stream of records in order of time.
 *
 * What the wires show is in EDGE records and nothing else: messages, bytes and
 * timings are decoded from them, never noted. PULL records say who drove what;
 * NOTE records hold what no wire can show.
 */
#ifndef TW_TRACE_H
#define TW_TRACE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "twowire/sim.h"

G_BEGIN_DECLS

enum tw_record_kind {
	/* Inputs see a wire change. source: a bus. line, level. slew: ticks
	 * since the wire crossed the other threshold (rising: since 0.3 VDD;
	 * falling: since 0.7 VDD), 0 in captures. */
	TW_RECORD_EDGE,
	/* A port changed what it does. source: a port. line, drive. */
	TW_RECORD_PULL,
	/* A net changed. source: a net. level. */
	TW_RECORD_NET,
	/* source: any. note, value, text. */
	TW_RECORD_NOTE,
};

enum tw_note {
	TW_NOTE_CONFLICT,	  /* a wire driven high and low; value: line */
	TW_NOTE_RUNT,		  /* a wire turned back between the thresholds;
				     value: line | peak (or trough) mV << 1 */
	TW_NOTE_ARBITRATION_LOST, /* by this port; value: line */
	TW_NOTE_UNDEFINED,	  /* combination undefined by UM10204 3.1.8;
				     text says which */
	TW_NOTE_STUCK,	  /* a controller gave up waiting; value: line */
	TW_NOTE_REG_READ, /* text: register; value: addr<<32 | data */
	TW_NOTE_REG_WRITE,
	TW_NOTE_IRQ,	   /* value: line << 1 | level */
	TW_NOTE_IRQ_ENTER, /* value: exception number */
	TW_NOTE_IRQ_EXIT,
	TW_NOTE_OUTPUT,	  /* firmware output; text: one line */
	TW_NOTE_FIRMWARE, /* crash, hang, exit; text */
	TW_NOTE_STEP,	  /* a case's step begins; value: its number */
	TW_NOTE_FAULT,	  /* an injected fault; text */
	TW_NOTE_DEVICE,	  /* a model's remark (a write begins); text */
	TW_NOTE_HAZARD,	  /* what happened may do harm unseen; text */
	TW_NOTE_CALL,	  /* firmware calls a watched function; text: which */
};

struct tw_record {
	uint64_t tick; /* ns in our traces; sample number in captures */
	uint32_t source;
	uint8_t kind; /* enum tw_record_kind */
	uint8_t line; /* enum tw_line */
	uint8_t level;
	uint8_t drive; /* enum tw_drive */
	uint32_t slew;
	uint32_t note; /* enum tw_note */
	uint64_t value;
	const char *text; /* valid until the next record is read */
	size_t text_len;
};

enum tw_source_kind {
	TW_SOURCE_BUS,
	TW_SOURCE_PORT,
	TW_SOURCE_NET,
	TW_SOURCE_CHIP,
	TW_SOURCE_OTHER,
};

struct tw_source {
	const char *name; /* "bus", "host", "rom", "INT#" */
	uint8_t kind;	  /* enum tw_source_kind */
	uint8_t role;	  /* ports: enum tw_role */
	uint32_t bus;	  /* ports: the bus's source number */
	const char *scl;  /* buses: the wires' names in a capture; else NULL */
	const char *sda;
	bool rest_high; /* nets: level before the first record. Buses'
			   wires begin high. */
};

typedef struct tw_trace tw_trace;

/* An empty trace, to be filled by a reader. One tick is @tick_num / @tick_den
 * seconds; 0 as @tick_num: unknown. */
tw_trace *tw_trace_new(uint64_t tick_num, uint64_t tick_den);
/* NULL is allowed. A sim's trace is the sim's: do not free it. */
void tw_trace_free(tw_trace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_trace, tw_trace_free)

/* What sims record, from now on. Default: TW_TRACE_ALL but registers. */
enum {
	TW_TRACE_EDGES = 1u << 0,
	TW_TRACE_PULLS = 1u << 1,
	TW_TRACE_NETS = 1u << 2,
	TW_TRACE_NOTES = 1u << 3,
	TW_TRACE_REGISTERS = 1u << 4, /* and interrupts */
	TW_TRACE_ALL = 0x1f,
};
void tw_sim_trace_mask(tw_sim *sim, unsigned mask);
unsigned tw_sim_traces(const tw_sim *sim);
/* The sim's own trace, (transfer none); grows as the sim runs. */
tw_trace *tw_sim_trace(const tw_sim *sim);

uint32_t tw_trace_add_source(tw_trace *trace, const struct tw_source *source);
size_t tw_trace_n_sources(const tw_trace *trace);
const struct tw_source *tw_trace_source(const tw_trace *trace, uint32_t n);
void tw_trace_tick(const tw_trace *trace, uint64_t *num, uint64_t *den);
/* Past the last record: how long the trace is. */
uint64_t tw_trace_end(const tw_trace *trace);
void tw_trace_set_end(tw_trace *trace, uint64_t tick);
/* Appends; ticks must not go backwards. */
void tw_trace_append(tw_trace *trace, const struct tw_record *record);
/* Appends a note at the sim's present. @text may be NULL. */
void tw_sim_note(tw_sim *sim, uint32_t source, enum tw_note note,
		 uint64_t value, const char *text);
/* A source of one's own for notes (TW_SOURCE_CHIP or TW_SOURCE_OTHER). */
uint32_t tw_sim_source(tw_sim *sim, enum tw_source_kind kind, const char *name);

/* Reading, from the first record on. Zero an iterator to begin. The trace may
 * grow between calls. */
struct tw_trace_iter {
	uint64_t state[12]; /* private */
};
/* false at the end. */
bool tw_trace_next(const tw_trace *trace, struct tw_trace_iter *iter,
		   struct tw_record *record);

G_END_DECLS

#endif /* TW_TRACE_H */
