/* SPDX-License-Identifier: MIT */
#include "runtime/clock.h"

#define SECOND 1000000000u

void clock_init(struct clock *k, uint64_t ns, uint64_t hz)
{
	*k = (struct clock){.hz = hz, .epoch_ns = ns};
	k->ns_per_cycle = SECOND % hz ? 0 : SECOND / hz;
}

uint64_t clock_divide(const struct clock *k, uint64_t cycles)
{
	uint64_t c, ns = k->epoch_ns;

	if (cycles <= k->epoch_cycles)
		return ns;
	c = cycles - k->epoch_cycles;
	if (c >= k->hz) {
		ns += c / k->hz * SECOND;
		c %= k->hz;
	}
	return ns + c * SECOND / k->hz;
}

uint64_t clock_cycles(const struct clock *k, uint64_t ns)
{
	uint64_t seconds, rest;

	if (ns <= k->epoch_ns)
		return k->epoch_cycles;
	ns -= k->epoch_ns;
	seconds = ns / SECOND;
	rest = ns % SECOND;
	if (seconds >= (UINT64_MAX - k->epoch_cycles) / k->hz - 1)
		return UINT64_MAX;
	return k->epoch_cycles + seconds * k->hz +
	       (rest * k->hz + SECOND - 1) / SECOND;
}

void clock_change(struct clock *k, uint64_t ns, uint64_t hz)
{
	uint64_t cycles = clock_cycles(k, ns);

	clock_init(k, clock_ns(k, cycles), hz);
	k->epoch_cycles = cycles;
}
