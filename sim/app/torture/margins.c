/* SPDX-License-Identifier: MIT */
/*
 * How far from failing the target is: searches, each trial a simulation of its
 * own. That what works goes on to work a bit nearer is taken for granted.
 */
#include "app/torture/draft.h"

enum { ROUNDS = 4 };

/* @hard and @easy are the ends; does it work with @value? */
struct search {
	const char *what, *unit;
	uint64_t easy, hard, step;
	void (*make)(struct draft *d, uint64_t value);
	bool firmware; /* only of firmware */
};

static bool works(struct torture *t, const struct search *s, uint64_t n)
{
	struct draft d;

	draft_begin(&d, t, "%s %" G_GUINT64_FORMAT " %s", s->what, n, s->unit);
	s->make(&d, n);
	for (unsigned i = 0; i < ROUNDS; i++)
		draft_clean(&d);
	return draft_try(&d);
}

/* The n-th step from the easy end. */
static uint64_t at(const struct search *s, uint64_t n)
{
	return s->hard > s->easy ? s->easy + n * s->step
				 : s->easy - n * s->step;
}

static struct torture_margin search(struct torture *t, const struct search *s)
{
	struct torture_margin m = {.what = s->what, .unit = s->unit};
	uint64_t range =
		s->hard > s->easy ? s->hard - s->easy : s->easy - s->hard;
	uint64_t good = 0, bad = range / s->step;

	m.found = works(t, s, s->easy);
	m.unlimited = m.found && works(t, s, s->hard);
	while (m.found && !m.unlimited && bad - good > 1) {
		uint64_t middle = good + (bad - good) / 2;

		if (works(t, s, at(s, middle)))
			good = middle;
		else
			bad = middle;
	}
	m.value = m.unlimited ? s->hard : at(s, good);
	return m;
}

static void latency(struct draft *d, uint64_t cycles)
{
	d->irq_latency_cycles = (uint32_t)cycles;
	draft_host(d, "{ \"id\": \"host\", \"stretch_timeout_ns\": %u000 }",
		   MAX(d->t->profile->patience_us, 1));
}

static void gap(struct draft *d, uint64_t ns)
{
	draft_host(d,
		   "{ \"id\": \"host\", \"scl_hz\": %u, \"buf_ns\": "
		   "%" G_GUINT64_FORMAT " }",
		   d->t->profile->max_hz, ns);
}

static void rate(struct draft *d, uint64_t hz)
{
	draft_host(d, "{ \"id\": \"host\", \"scl_hz\": %" G_GUINT64_FORMAT " }",
		   hz);
}

static void patience(struct draft *d, uint64_t ns)
{
	draft_host(d,
		   "{ \"id\": \"host\", \"stretch_timeout_ns\": "
		   "%" G_GUINT64_FORMAT " }",
		   ns);
}

static const struct search searches[] = {
	{"longest interrupt latency", "cycles", 0, 1000000, 1, latency, true},
	{"shortest bus-free gap", "ns", 4701, 1, 10, gap, false},
	{"fastest bus", "Hz", 10000, 1000000, 5000, rate, false},
	{"least patience of a host", "ns", 25000000, 400, 100, patience, false},
};

void torture_margins(struct torture *t)
{
	t->now = NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(searches); i++) {
		struct torture_margin m;

		if (searches[i].firmware && !tw_scenario_n_firmware(t->base))
			continue;
		m = search(t, &searches[i]);
		g_array_append_val(t->margins, m);
	}
}
