/* SPDX-License-Identifier: MIT */
/* Coverage of a sim while it runs, or of a trace: each record to its bus. */
#include "monitor/coverage_bus.h"
#include "twowire/observer.h"

#define WANTED (TW_TRACE_EDGES | TW_TRACE_PULLS | TW_TRACE_NOTES)

struct coverage_watch {
	struct coverage_hits *hits;
	const tw_trace *trace;
	tw_sim *sim;	  /* NULL: a trace is read */
	GPtrArray *buses; /* struct cover, by source; NULL: none, or no edge */
	GArray *ports;	  /* struct cover_port, by source */
};

static void free_bus(gpointer bus)
{
	if (bus)
		tw_cover_free(bus);
}

static struct coverage_watch *watch_new(tw_coverage *coverage,
					const tw_trace *trace)
{
	struct coverage_watch *w = g_new0(struct coverage_watch, 1);

	w->hits = &coverage->hits;
	w->trace = trace;
	w->buses = g_ptr_array_new_with_free_func(free_bus);
	w->ports = g_array_new(FALSE, TRUE, sizeof(struct cover_port));
	return w;
}

static void watch_free(struct coverage_watch *w)
{
	g_ptr_array_unref(w->buses);
	g_array_unref(w->ports);
	g_free(w);
}

/* Parts may still be added while a sim runs. */
static void make_room(struct coverage_watch *w)
{
	guint n = (guint)tw_trace_n_sources(w->trace);

	if (n <= w->ports->len)
		return;
	g_array_set_size(w->ports, n);
	g_ptr_array_set_size(w->buses, (gint)n);
}

static void take(void *user, const struct tw_record *r)
{
	struct coverage_watch *w = user;
	const struct tw_source *s = tw_trace_source(w->trace, r->source);
	uint32_t bus = s && s->kind == TW_SOURCE_PORT ? s->bus : r->source;

	if (!s || (s->kind != TW_SOURCE_PORT && s->kind != TW_SOURCE_BUS))
		return;
	make_room(w);
	if (!w->buses->pdata[bus])
		w->buses->pdata[bus] =
			tw_cover_new(w->hits, w->trace, bus, w->ports);
	tw_cover_record(w->buses->pdata[bus], r);
}

static void finish(struct coverage_watch *w)
{
	uint64_t end = tw_trace_end(w->trace);

	for (guint i = 0; i < w->buses->len; i++)
		if (w->buses->pdata[i])
			tw_cover_finish(w->buses->pdata[i], end);
	watch_free(w);
}

tw_coverage *tw_coverage_new(void)
{
	return g_new0(tw_coverage, 1);
}

void tw_coverage_free(tw_coverage *coverage)
{
	if (!coverage)
		return;
	tw_coverage_unwatch(coverage);
	g_free(coverage);
}

void tw_coverage_watch(tw_coverage *coverage, tw_sim *sim)
{
	g_return_if_fail(!coverage->watch);
	coverage->watch = watch_new(coverage, tw_sim_trace(sim));
	coverage->watch->sim = sim;
	tw_sim_observe(sim, WANTED, take, coverage->watch);
}

void tw_coverage_unwatch(tw_coverage *coverage)
{
	struct coverage_watch *w = coverage->watch;

	if (!w)
		return;
	tw_sim_unobserve(w->sim, take, w);
	finish(w);
	coverage->watch = NULL;
}

void tw_coverage_add_trace(tw_coverage *coverage, const tw_trace *trace)
{
	struct coverage_watch *w = watch_new(coverage, trace);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(trace, &iter, &r))
		take(w, &r);
	finish(w);
}
