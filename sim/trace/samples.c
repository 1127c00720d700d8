/* SPDX-License-Identifier: MIT */
/* From instants to samples. */
#include "trace/samples.h"

#include "monitor/ticks.h"

#include <string.h>

#define MAX_SAMPLES 100000000u
#define CAP_NS	    50u /* 20 MHz */

/* Slowest first: 1, 2, 4, 5, 8, 10 and so on, as far as a whole number of ns
 * goes into them. */
static const uint32_t periods_ns[] = {
	1000000, 500000, 250000, 200000, 125000, 100000, 50000, 25000,
	20000,	 12500,	 10000,	 5000,	 2500,	 2000,	 1250,	1000,
	500,	 250,	 200,	 125,	 100,	 50,	 40,	25,
	20,	 10,	 8,	 5,	 4,	 2,	 1,
};

static uint64_t ns_of(const struct samples *s, uint64_t tick)
{
	return ticks_to_ns(tick, s->num, s->den);
}

/* Also notes the times, so that this pass is the only one. */
static uint64_t shortest_ns(struct samples *s, const struct channels *channels)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t shortest = UINT64_MAX;

	while (tw_trace_next(s->trace, &iter, &r)) {
		int n = channels_of(channels, &r);
		struct samples_last *last;
		uint64_t ns;

		if (n < 0 || n == channels->fault)
			continue;
		last = &s->last[r.source];
		ns = ns_of(s, r.tick);
		if (last->any && ns != last->tick)
			shortest = MIN(shortest, ns - last->tick);
		last->any = true;
		last->tick = ns;
	}
	return shortest;
}

static uint64_t choose(uint64_t shortest_ns, uint64_t end_ns)
{
	size_t n = G_N_ELEMENTS(periods_ns);
	size_t i = 0;

	while (i + 1 < n && periods_ns[i] > shortest_ns)
		i++;
	while (periods_ns[i] < CAP_NS && end_ns / periods_ns[i] > MAX_SAMPLES)
		i--;
	return periods_ns[i];
}

void tw_samples_init(struct samples *s, const tw_trace *trace,
		     const struct channels *channels, uint64_t rate_hz)
{
	size_t n = tw_trace_n_sources(trace);

	*s = (struct samples){.trace = trace};
	s->last = g_new0(struct samples_last, n + 1);
	tw_trace_tick(trace, &s->num, &s->den);
	if (rate_hz) {
		s->rate_hz = rate_hz;
		s->forced = s->num;
		return;
	}
	if (!s->num || (s->num == 1 && s->den < NS_PER_S)) {
		s->rate_hz = s->num ? s->den : 0;
		return;
	}
	s->period_ns =
		choose(shortest_ns(s, channels), ns_of(s, tw_trace_end(trace)));
	s->rate_hz = NS_PER_S / s->period_ns;
	memset(s->last, 0, n * sizeof(*s->last));
}

void tw_samples_clear(struct samples *s)
{
	g_free(s->last);
}

/* @up: the first sample at or after the tick, else the last before it. */
static uint64_t sample_at(const struct samples *s, uint64_t tick, bool up)
{
	ticks_wide at = tick, per = 1;

	if (s->forced) {
		at = at * s->num * s->rate_hz;
		per = s->den;
	} else if (s->period_ns) {
		at = ns_of(s, tick);
		per = s->period_ns;
	}
	return (uint64_t)((at + (up ? per - 1 : 0)) / per);
}

uint64_t tw_samples_of_mark(struct samples *s, const struct tw_record *r)
{
	s->latest = MAX(s->latest, sample_at(s, r->tick, true));
	return s->latest;
}

/* The first sample is the wires at rest, so that the first edge is one. */
uint64_t tw_samples_of(struct samples *s, const struct tw_record *r)
{
	struct samples_last *last = &s->last[r->source];
	uint64_t sample = sample_at(s, r->tick, true);

	if (s->period_ns || s->forced) {
		if (last->any && last->tick == r->tick)
			sample = last->sample;
		else if (sample <= last->sample)
			sample = last->sample + 1;
	}
	if (sample < s->latest)
		sample = s->latest;
	s->latest = sample;
	*last = (struct samples_last){r->tick, sample, true};
	return sample;
}

uint64_t tw_samples_end(const struct samples *s)
{
	uint64_t end = sample_at(s, tw_trace_end(s->trace), false);

	return MAX(end, s->latest + 1);
}
