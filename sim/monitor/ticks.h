/* SPDX-License-Identifier: MIT */
/* From one unit of time to another, without overflow on the way. */
#ifndef TW_MONITOR_TICKS_H
#define TW_MONITOR_TICKS_H

#include <glib.h>
#include <stdint.h>

#define NS_PER_S 1000000000u

__extension__ typedef unsigned __int128 ticks_wide;

/* @a * @b / @c, rounded down. */
static inline uint64_t ticks_scale(uint64_t a, uint64_t b, uint64_t c)
{
	return (uint64_t)((ticks_wide)a * b / c);
}

/* One tick is @num / @den seconds. */
static inline uint64_t ticks_to_ns(uint64_t tick, uint64_t num, uint64_t den)
{
	uint64_t wide;

	if (num == 1 && den == NS_PER_S)
		return tick;
	if (!__builtin_mul_overflow(tick, num, &wide) &&
	    !__builtin_mul_overflow(wide, NS_PER_S, &wide))
		return wide / den;
	return (uint64_t)((ticks_wide)tick * num * NS_PER_S / den);
}

/* Appends "350 ns", "12.5 us", "1.25 ms", rounded to a thousandth. */
void tw_ns_text(GString *out, uint64_t ns);

#endif /* TW_MONITOR_TICKS_H */
