/* SPDX-License-Identifier: MIT */
/*
 * Workload W: pairs of a page write of 16 bytes and a random read of them, to
 * a 24C02-like target at 0x50 with 400 kHz, every byte compared. A pair is 336
 * SCL pulses.
 */
#ifndef TW_BENCH_WORKLOAD_H
#define TW_BENCH_WORKLOAD_H

#include <stdbool.h>
#include <stdint.h>

enum { PULSES_PER_PAIR = 336 };

struct workload {
	unsigned n_buses;
	unsigned n_targets; /* on each bus */
	uint64_t n_pairs;   /* on each bus */
	unsigned trace;	    /* TW_TRACE_... */
	bool listened_to;   /* by a port that wants every edge */
};

/* Runs it; returns the number of bytes that were wrong or refused. */
uint64_t workload_run(const struct workload *w);

#endif /* TW_BENCH_WORKLOAD_H */
