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

/* What is switched on beside. */
enum workload_extra {
	EXTRA_NONE,
	EXTRA_EAR,	/* a port that wants every edge */
	EXTRA_SENSE,	/* the target's inputs have a filter of 50 ns */
	EXTRA_JOINED,	/* a second bus behind a closed switch */
	EXTRA_FAULT,	/* one is armed, and never strikes */
	EXTRA_SMBUS,	/* the target has SMBus's time-out */
	EXTRA_COVERAGE, /* is counted */
	EXTRA_TIMING,	/* is checked, after the run */
	EXTRA_RECORDS,	/* an observer that does nothing */
};

struct workload {
	unsigned n_buses;
	unsigned n_targets; /* on each bus */
	uint64_t n_pairs;   /* on each bus */
	unsigned trace;	    /* TW_TRACE_... */
	enum workload_extra extra;
};

/* Runs it; returns the number of bytes that were wrong or refused. */
uint64_t workload_run(const struct workload *w);

#endif /* TW_BENCH_WORKLOAD_H */
