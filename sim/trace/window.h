/* SPDX-License-Identifier: MIT */
/* The window of a trace in which voltages were sampled, and the levels of all
 * channels at the same instants. */
#ifndef TW_TRACE_WINDOW_H
#define TW_TRACE_WINDOW_H

#include "trace/channels.h"
#include "twowire/analog.h"

struct window {
	const tw_trace *trace;
	struct tw_analog_window analog;
	struct channels channels;
	size_t n; /* instants: those that the trace has come to */
};

/* false with @error set, worded to follow "PATH: ": there is no window, or
 * nothing in it. */
bool tw_window_init(struct window *w, const tw_trace *trace, const char *path,
		    GError **error);
void tw_window_clear(struct window *w);
/* The samples of a channel that is a bus's wire. */
const uint32_t *tw_window_uV(const struct window *w, unsigned channel);

struct window_levels {
	const struct window *w;
	struct tw_trace_iter iter;
	struct tw_record r; /* not yet taken */
	bool more;
	uint64_t at_ns;
	uint64_t levels;
};

void tw_window_begin(struct window_levels *l, const struct window *w);
/* The levels at the next instant, a bit a channel. */
uint64_t tw_window_next(struct window_levels *l);

#endif /* TW_TRACE_WINDOW_H */
