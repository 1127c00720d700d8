/* SPDX-License-Identifier: MIT */
/*
 * CPU cycles and simulated time: epoch + floor(cycles x 10^9 / f), from
 * cumulative counts, so that no rounding adds up. Frequencies are below 18 GHz:
 * whole seconds are split off, and no intermediate exceeds 64 bits.
 */
#ifndef TW_RUNTIME_CLOCK_H
#define TW_RUNTIME_CLOCK_H

#include <stdint.h>

struct clock {
	uint64_t hz;
	uint64_t epoch_ns;
	uint64_t epoch_cycles;
	uint64_t ns_per_cycle; /* 0: it is no whole number */
};

void clock_init(struct clock *clock, uint64_t ns, uint64_t hz);

uint64_t clock_divide(const struct clock *clock, uint64_t cycles);

/* The instant at which the cycle count becomes @cycles. */
static inline uint64_t clock_ns(const struct clock *k, uint64_t cycles)
{
	if (!k->ns_per_cycle || cycles < k->epoch_cycles)
		return clock_divide(k, cycles);
	return k->epoch_ns + (cycles - k->epoch_cycles) * k->ns_per_cycle;
}

/* The first count whose instant is not before @ns. */
uint64_t clock_cycles(const struct clock *clock, uint64_t ns);
/* From @ns on the clock runs at @hz. */
void clock_change(struct clock *clock, uint64_t ns, uint64_t hz);

#endif /* TW_RUNTIME_CLOCK_H */
