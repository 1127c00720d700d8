/* SPDX-License-Identifier: MIT */
/*
 * Pictures of a trace: both wires of a bus with what they say, who pulls them,
 * who stretches the clock, where timing is beyond a limit, and everything else
 * that was noted.
 *
 * A picture of little traffic shows all of it; one of much shows an index, the
 * beginning, and the first places where something is odd, unless told what.
 */
#ifndef TW_PLOT_H
#define TW_PLOT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "twowire/reading.h"
#include "twowire/timing.h"
#include "twowire/trace.h"

G_BEGIN_DECLS

/* Zero in any field means its default. */
struct tw_plot_config {
	const char *bus;   /* its name; the first bus */
	const char *title; /* above the picture; the bus's name */
	uint64_t from;	   /* tick; the beginning */
	uint64_t to;	   /* tick; the end. Both 0: what is worth seeing */
	/* `.svg`: pixels, 320 to 10000; 960. Text: columns, 40 to 1000; 100. */
	unsigned width;
	bool ascii; /* text without line-drawing characters */
	struct tw_timing_config timing; /* whose limits; the clock's */
	tw_reading *reading; /* what messages mean, for a page; not copied */
};

/**
 * tw_trace_plot:
 * @path: the extension names the kind: `.svg`, a picture; `.html`, a page to
 *   look around in, for any browser, which needs no network; `.json`,
 *   WaveJSON, as WaveDrom draws it; `.txt`, a drawing in characters; "-" is
 *   the last on standard output
 * @config: (nullable): copied
 *
 * The same trace always gives the same bytes.
 *
 * Returns: false with @error set to TW_ERROR_CONFIG (unknown extension, no such
 * bus, a window that is none) or TW_ERROR_FILE.
 */
bool tw_trace_plot(const tw_trace *trace, const char *path,
		   const struct tw_plot_config *config, GError **error);

G_END_DECLS

#endif /* TW_PLOT_H */
