/* SPDX-License-Identifier: MIT */
/* Voltages as levels, with hysteresis. */
#ifndef TW_TRACE_THRESHOLD_H
#define TW_TRACE_THRESHOLD_H

#include <stdbool.h>
#include <stdint.h>

/* In any unit, as long as it is one. */
struct threshold {
	int64_t low;  /* low below it */
	int64_t high; /* high above it */
};

/* Of a wire whose highest voltage is @highest: UM10204's VIL and VIH, 0.3 and
 * 0.7 of its supply. */
static inline struct threshold threshold_of(int64_t highest)
{
	return (struct threshold){highest * 3 / 10, highest * 7 / 10};
}

/* @level: before. At the thresholds themselves it stays, unless they are one:
 * then high begins there. */
static inline bool threshold_level(const struct threshold *t, int64_t v,
				   bool level)
{
	if (v < t->low)
		return false;
	if (v > t->high || t->low == t->high)
		return true;
	return level;
}

#endif /* TW_TRACE_THRESHOLD_H */
