/* SPDX-License-Identifier: MIT */
/* Round numbers along an axis. */
#ifndef TW_APP_SWEEP_TICKS_H
#define TW_APP_SWEEP_TICKS_H

#include "scenario/axes.h"

struct sweep_tick {
	int64_t at; /* thousandths of a value's place: 1500 is in the middle
		       between the second and the third */
	char *label;
};

/* At most @max of struct sweep_tick, in order; free with g_array_unref(). */
GArray *sweep_ticks(const struct tw_axis *axis, size_t max);
/* "interrupt latency (cycles)"; the unit where labels do not have it. */
void sweep_axis_title(const struct tw_axis *axis, GString *out);
/* One of its values with its unit: "16103 cycles". */
void sweep_axis_value(const struct tw_axis *axis, size_t n, GString *out);

#endif /* TW_APP_SWEEP_TICKS_H */
