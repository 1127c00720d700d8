/* SPDX-License-Identifier: MIT */
/*
 * Samples the voltages of a bus. A wire that is probed has a node, so that a
 * plain one knows nothing of it; before its state changes the samples up to
 * then are taken of what it was.
 */
#ifndef TW_WIRE_PROBE_H
#define TW_WIRE_PROBE_H

#include "twowire/analog.h"
#include "wire/bus.h"

/* Owned by the bus. */
struct probe {
	struct tw_analog_window window;
	tw_bus *bus;
	uint64_t next_ns[2]; /* by line */
	GArray *uV[2];
};

/* The line is about to change: takes what is before this instant. */
void probe_before_change(const struct line *line);

#endif /* TW_WIRE_PROBE_H */
