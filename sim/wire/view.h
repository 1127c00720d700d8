/* SPDX-License-Identifier: MIT */
/*
 * How parts with a sense of their own (struct tw_sense) see a bus: their
 * thresholds, filter and delay on the same two voltages. All parts of one
 * sense share a view, and with it one receiver.
 */
#ifndef TW_WIRE_VIEW_H
#define TW_WIRE_VIEW_H

#include "wire/bus.h"

struct view_line {
	bool raw;  /* behind the thresholds */
	bool seen; /* behind filter and delay: what the parts see */
	uint8_t index;
	struct view *view;
	struct tw_timer cross; /* of the threshold under way to */
	struct tw_timer pass;  /* the filter lets the new level through */
	struct tw_timer late;  /* the first of delayed comes out */
	bool filtered;	       /* behind the filter */
	GArray *delayed;       /* uint64_t: instants of changes on their way */
};

struct view {
	struct view *next;
	tw_bus *bus;
	struct tw_sense sense;
	uint32_t vil; /* fractions of VDD in 1/65536; may be above VDD */
	uint32_t vih;
	struct view_line line[2];
	struct framing framing;
};

/* The bus's view for @sense, made on first use; NULL: the bus's own, with the
 * thresholds of UM10204. */
struct view *view_of(tw_bus *bus, const struct tw_sense *sense);
void view_free(struct view *view);
/* A line has changed its course. */
void view_follow(struct view *view, enum tw_line n);

#endif /* TW_WIRE_VIEW_H */
