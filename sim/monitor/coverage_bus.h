/* SPDX-License-Identifier: MIT */
/*
 * What coverage knows of one bus while it reads records: the wires and their
 * framing (coverage_bus.c), the message under way (coverage_message.c), who
 * drives (coverage_drivers.c).
 */
#ifndef TW_MONITOR_COVERAGE_BUS_H
#define TW_MONITOR_COVERAGE_BUS_H

#include "monitor/coverage_bins.h"
#include "twowire/bus.h"
#include "twowire/port.h"

/* A port, of whatever bus. */
struct cover_port {
	bool pulls[2];	      /* by enum tw_line */
	uint64_t since;	      /* it pulls SCL */
	uint64_t shortest[2]; /* pull of SCL so far, but for Hs-mode and
				 in it; 0: none */
};

/* A message from its START on. */
struct cover_message {
	bool restart;	/* began with a repeated START, but for prefixes */
	bool addressed; /* the address's acknowledge is over */
	bool prefix;	/* START byte or controller code of Hs-mode */
	bool read;
	bool ten_bit; /* a write to a 10-bit address */
	uint8_t addr;
	uint64_t n_bytes; /* data bytes with their acknowledge */
	int path;	  /* of the last acknowledge, what follows it is open;
			     -1: none */
	/* The one before, on the same bus. */
	bool before, before_read, before_prefix, before_restart;
	uint8_t before_addr;
	bool hs, hs_next;
};

struct cover_drivers {
	unsigned n_hosts; /* that pull SCL */
	unsigned n_targets;
	/* In this low of SCL. */
	bool stretched, host_stretched, synchronised;
	uint64_t let_go;    /* when the first controller did; 0: none */
	bool ack_stretched; /* by a target, before the acknowledge */
	/* Ports that send the same so far, by source. */
	GArray *hosts, *targets;
	/* A note of an undefined combination that may be either. */
	unsigned n_open;
};

/* Texts last only as long as their record: what was in it. */
struct cover_note {
	uint32_t source;
	uint32_t note; /* enum tw_note */
	unsigned what; /* line, or UNDEFINED_..., or */
};
#define COVER_OPEN COVERAGE_ARBITRATIONS /* shown by what comes next */

struct cover {
	struct coverage_hits *hits;
	const tw_trace *trace;
	const GArray *ports; /* struct cover_port, by source */
	uint32_t bus;
	uint64_t num, den; /* of a tick, in s; num 0: not known */
	/* All of one tick, not yet looked at. */
	uint64_t tick;
	bool changed[2];
	bool seen[2]; /* the levels then */
	uint32_t slew[2];
	GArray *notes; /* struct cover_note */
	/* The wires before that. */
	bool level[2];
	bool moved[2]; /* had an edge */
	uint64_t edge[2];
	/* Framing. */
	bool open;	/* between START and STOP */
	bool fell;	/* SCL did, since START */
	bool condition; /* START or STOP in this high of SCL */
	bool held;	/* SDA changed in this low of SCL */
	bool address;	/* the byte under way is one */
	bool bit;	/* as SCL rose */
	bool stopped;	/* there was a STOP, */
	uint64_t stop;	/* and when */
	uint64_t fall;	/* of SCL, in this message */
	unsigned rises; /* of SCL since START or acknowledge */
	uint8_t shift;
	struct cover_message m;
	struct cover_drivers d;
	uint64_t undefined_tick; /* of the last note, and of whom */
	uint32_t undefined_by;
};

struct cover *tw_cover_new(struct coverage_hits *hits, const tw_trace *trace,
			   uint32_t bus, const GArray *ports);
void tw_cover_free(struct cover *c);
/* A record of this bus: an edge, a port's pull, a note. */
void tw_cover_record(struct cover *c, const struct tw_record *r);
/* The records end at @tick. */
void tw_cover_finish(struct cover *c, uint64_t tick);

/* Where the SCL pulse under way, or with @next the one to come, belongs. */
unsigned tw_cover_place(const struct cover *c, bool next);
/* false: times are not known. */
bool tw_cover_ns(const struct cover *c, uint64_t from, uint64_t to,
		 uint64_t *ns);

/* --- the message --- */
void tw_cover_message_begin(struct cover *c, bool restart);
/* A byte and its acknowledge are over. */
void tw_cover_message_byte(struct cover *c, bool ack);
/* An SCL pulse ended that was no condition. */
void tw_cover_message_pulse(struct cover *c);
void tw_cover_message_end(struct cover *c, bool stop);

/* --- who drives --- */
void tw_cover_pull(struct cover *c, struct cover_port *port,
		   const struct tw_record *r);
void tw_cover_keep_note(struct cover *c, const struct tw_record *r);
void tw_cover_note(struct cover *c, const struct cover_note *n);
/* The first fall of SCL after a START. */
void tw_cover_drivers_started(struct cover *c);
void tw_cover_drivers_fall(struct cover *c);
void tw_cover_drivers_rise(struct cover *c);
void tw_cover_drivers_condition(struct cover *c, bool stop);

#endif /* TW_MONITOR_COVERAGE_BUS_H */
