/* SPDX-License-Identifier: MIT */
/*
 * From instants to samples. A sample shows the levels at its own instant, so
 * an edge goes into the first sample at or after it.
 *
 * Rule for the rate. A trace of ours counts ns and gets the slowest rate of a
 * fixed list (1 kHz to 1 GHz, each a whole number of ns) whose period is no
 * longer than the shortest time between two edges of one bus, or two changes
 * of one net: then two edges of different ns never share a sample. Where that
 * rate is above 20 MHz and would make more than 100 million samples (readers
 * expand every one) the fastest rate that does not is taken, but at least
 * 20 MHz; an edge that would then share a sample with the one before it goes
 * into the next. A capture keeps the rate it has. A rate that was asked for is
 * taken as it is.
 */
#ifndef TW_TRACE_SAMPLES_H
#define TW_TRACE_SAMPLES_H

#include "trace/channels.h"

#define SAMPLES_MAX                                                            \
	100000000000u /* a .sr of 100 MB even if nothing happens               \
		       */

struct samples_last {
	uint64_t tick;
	uint64_t sample;
	bool any;
};

struct samples {
	const tw_trace *trace;
	uint64_t num; /* of the trace's tick */
	uint64_t den;
	uint64_t rate_hz;	   /* 0: unknown */
	uint64_t period_ns;	   /* 0: one tick is one sample */
	bool forced;		   /* the rate was asked for */
	uint64_t latest;	   /* sample handed out */
	struct samples_last *last; /* by source */
};

/* @rate_hz: 0, or the rate that was asked for. */
void tw_samples_init(struct samples *s, const tw_trace *trace,
		     const struct channels *channels, uint64_t rate_hz);
void tw_samples_clear(struct samples *s);

/* The sample for the edge or net change @r, which come in order. */
uint64_t tw_samples_of(struct samples *s, const struct tw_record *r);
/* The sample for a mark, which moves no edge. */
uint64_t tw_samples_of_mark(struct samples *s, const struct tw_record *r);
/* How many samples the trace has, at least those of the edges handed out. */
uint64_t tw_samples_end(const struct samples *s);

#endif /* TW_TRACE_SAMPLES_H */
