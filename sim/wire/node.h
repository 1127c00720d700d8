/* SPDX-License-Identifier: MIT */
/*
 * What is more than a wire of one bus with its pull-up: lines joined by closed
 * switches, pull-ups of ports, current sources, a driver too weak for its
 * pull-up, inputs with thresholds of their own. All lines of a node share
 * voltage, capacitance and pull-ups; each keeps a copy of the state and what
 * its own inputs see. A line without a node (line.c) is plain, and cheap.
 */
#ifndef TW_WIRE_NODE_H
#define TW_WIRE_NODE_H

#include "wire/bus.h"

struct node {
	struct rc rc;
	uint32_t ohm;	/* all pull-ups in parallel */
	uint32_t top;	/* where the wire goes when let go: VDD, or beyond with
			   a current source, which VDD then ends */
	uint32_t floor; /* where drivers get it to */
	GPtrArray *lines;
};

/* Follows a change of a driver of any of its lines. */
void node_turn(struct node *node);
/* The voltage of a line that has a node, now, or at another instant since its
 * last change. */
uint32_t node_voltage(const struct line *line);
uint32_t node_voltage_at(const struct line *line, uint64_t when_ns);
/* One or all of the line's neighbours, pull-ups and capacitances have changed:
 * makes one node of @lines, or none where one plain line is left. */
void node_make(struct line *const *lines, unsigned n);
/* The same for the node (or plain line) as it is. */
void node_refresh(struct line *line);
/* After a line with a node has crossed a threshold: it may be under way to the
 * other. */
void node_crossed(struct line *line);
/* Takes the line out, without a look at the rest. */
void node_leave(struct line *line);

/* When an input with these thresholds that sees @seen will see the change that
 * the line is making, or TW_NEVER. */
uint64_t node_crossing(const struct line *line, bool seen, uint32_t vil,
		       uint32_t vih);

#endif /* TW_WIRE_NODE_H */
