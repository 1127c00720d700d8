/* SPDX-License-Identifier: MIT */
#include "monitor/timing_edges.h"

#include "twowire/bus.h"
#include "twowire/port.h"

#include <string.h>

/* Who drives a line. */
struct drivers {
	unsigned n_low;
	unsigned n_hosts;
	int64_t puller;	  /* first of those who pull */
	int64_t releaser; /* last of those who did */
	uint64_t hosts_let_go;
};

enum { PENDING = 16 };

struct edges {
	const tw_timing_report *report;
	uint32_t bus;
	timing_edge_fn edge;
	timing_spike_fn spike;
	void *user;
	int64_t spike_ps;
	struct drivers drivers[2];
	uint8_t *drive; /* by source: bit n set where it pulls line n */
	/* Edges that may turn out to be one side of a spike, in order. */
	struct timing_edge pending[PENDING];
	unsigned n_pending;
};

static void pull(struct edges *e, const struct tw_record *r)
{
	const struct tw_source *s =
		tw_trace_source(e->report->trace, r->source);
	struct drivers *d = &e->drivers[r->line];
	bool low = r->drive == TW_LOW;
	bool host = s->role == TW_ROLE_CONTROLLER;
	uint8_t bit = (uint8_t)(1u << r->line);

	if (s->bus != e->bus || low == !!(e->drive[r->source] & bit))
		return;
	e->drive[r->source] ^= bit;
	if (low) {
		if (!d->n_low++)
			d->puller = r->source;
		d->n_hosts += host;
		return;
	}
	d->n_low--;
	d->n_hosts -= host;
	d->releaser = r->source;
	if (host && !d->n_hosts)
		d->hosts_let_go = r->tick;
}

static void hand_over(struct edges *e, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		e->edge(e->user, &e->pending[i]);
	e->n_pending -= n;
	memmove(e->pending, e->pending + n,
		e->n_pending * sizeof(e->pending[0]));
}

/* All that no edge of @at or later makes a spike of. */
static void flush(struct edges *e, uint64_t at)
{
	unsigned n = 0;

	while (n < e->n_pending &&
	       tw_timing_ps(e->report, (int64_t)(at - e->pending[n].at)) >
		       e->spike_ps)
		n++;
	hand_over(e, n);
}

/* Does the edge end a spike? Then both its edges are none. */
static bool ends_spike(struct edges *e, const struct timing_edge *edge)
{
	unsigned i = e->n_pending;
	int64_t ps;

	while (i && e->pending[i - 1].line != edge->line)
		i--;
	if (!i || e->pending[i - 1].level == edge->level)
		return false;
	ps = tw_timing_ps(e->report,
			  (int64_t)(edge->first - e->pending[i - 1].at));
	if (ps > e->spike_ps)
		return false;
	e->spike(e->user, edge, MAX(ps, 0), e->pending[i - 1].who);
	e->n_pending--;
	memmove(e->pending + i - 1, e->pending + i,
		(e->n_pending - (i - 1)) * sizeof(e->pending[0]));
	return true;
}

static void one(struct edges *e, const struct tw_record *r)
{
	const struct drivers *d = &e->drivers[r->line];
	struct timing_edge edge = {
		.at = r->tick,
		.first = r->tick - r->slew,
		.who = r->level ? d->releaser : d->puller,
		.hosts_let_go = d->hosts_let_go,
		.line = r->line,
		.level = r->level,
	};

	if (!e->spike_ps) {
		e->edge(e->user, &edge);
		return;
	}
	flush(e, edge.first);
	if (ends_spike(e, &edge))
		return;
	if (e->n_pending == PENDING)
		hand_over(e, 1);
	e->pending[e->n_pending++] = edge;
}

static void take(void *user, const struct tw_record *r)
{
	struct edges *e = user;

	if (r->source >= e->report->n_sources)
		return;
	if (r->kind == TW_RECORD_EDGE && r->source == e->bus)
		one(e, r);
	else if (r->kind == TW_RECORD_PULL)
		pull(e, r);
}

bool tw_timing_edges(const tw_timing_report *report, uint32_t bus,
		     const struct timing_records *records, uint64_t *end,
		     timing_edge_fn edge, timing_spike_fn spike, void *user)
{
	struct edges e = {
		.report = report,
		.bus = bus,
		.edge = edge,
		.spike = spike,
		.user = user,
		.spike_ps = tw_timing_spike_ps(&report->config),
		.drive = g_new0(uint8_t, report->n_sources + 1),
	};
	bool ok;

	for (unsigned n = 0; n < 2; n++)
		e.drivers[n].puller = e.drivers[n].releaser = TW_TIMING_NOBODY;
	ok = records->each(records->from, take, &e, end);
	hand_over(&e, e.n_pending);
	g_free(e.drive);
	return ok;
}
