/* SPDX-License-Identifier: MIT */
#include "monitor/timing_rows.h"

#include "monitor/ticks.h"

#define PS_PER_S 1000000000000u

static size_t cell(const tw_timing_report *r, enum tw_timing_param param,
		   bool hs, int64_t who)
{
	size_t column = (size_t)(who - TW_TIMING_ALL);

	return (column * 2 + hs) * TW_N_TIMINGS + param;
}

static bool has_ports(const tw_trace *trace, uint32_t bus)
{
	for (uint32_t i = 0; i < tw_trace_n_sources(trace); i++) {
		const struct tw_source *s = tw_trace_source(trace, i);

		if (s->kind == TW_SOURCE_PORT && s->bus == bus)
			return true;
	}
	return false;
}

/* No capture's edges have a slew, all of ours do but where a wire takes less
 * than 1 ns. */
static bool has_slews(const tw_trace *trace, uint32_t bus)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	unsigned n_edges = 0;

	while (n_edges < 64 && tw_trace_next(trace, &iter, &r)) {
		if (r.kind != TW_RECORD_EDGE || r.source != bus)
			continue;
		if (r.slew)
			return true;
		n_edges++;
	}
	return false;
}

tw_timing_report *tw_timing_rows_new(const tw_trace *trace, uint32_t bus,
				     const struct tw_timing_config *config)
{
	tw_timing_report *r = g_new0(tw_timing_report, 1);

	r->config = *config;
	r->trace = trace;
	r->simulated = has_ports(trace, bus);
	tw_trace_tick(trace, &r->tick_num, &r->tick_den);
	r->n_sources = tw_trace_n_sources(trace);
	r->cells = g_new0(struct tw_timing_row *,
			  (r->n_sources + 1) * 2 * TW_N_TIMINGS);
	r->unseen = g_new0(struct tw_timing_row, 2 * TW_N_TIMINGS);
	r->rows = g_ptr_array_new_with_free_func(g_free);
	r->periods = g_new0(struct lengths, 1);
	r->exact = has_slews(trace, bus);
	if (!r->exact)
		r->doubt_ps = tw_timing_ps(r, 1);
	return r;
}

void tw_timing_report_free(tw_timing_report *r)
{
	if (!r)
		return;
	g_ptr_array_unref(r->rows);
	g_free(r->cells);
	g_free(r->unseen);
	g_free(r->periods);
	tw_trace_free(r->own);
	g_free(r);
}

int64_t tw_timing_ps(const tw_timing_report *r, int64_t ticks)
{
	uint64_t n = ticks < 0 ? 0 - (uint64_t)ticks : (uint64_t)ticks;
	ticks_wide wide;
	int64_t ps;

	if (r->tick_num == 1 && r->tick_den == NS_PER_S)
		wide = (ticks_wide)n * 1000;
	else
		wide = (ticks_wide)n * r->tick_num * PS_PER_S / r->tick_den;
	ps = wide < TIMING_LONGEST_PS ? (int64_t)wide : TIMING_LONGEST_PS;
	return ticks < 0 ? -ps : ps;
}

static struct tw_timing_row *row_of(tw_timing_report *r,
				    const struct measurement *m, int64_t who)
{
	struct tw_timing_row **slot = &r->cells[cell(r, m->param, m->hs, who)];
	struct timing_limit limit;

	if (*slot)
		return *slot;
	limit = tw_timing_limit(&r->config, m->param, m->hs);
	*slot = g_new0(struct tw_timing_row, 1);
	**slot = (struct tw_timing_row){.param = m->param,
					.hs = m->hs,
					.who = who,
					.least = limit.least,
					.most = limit.most};
	return *slot;
}

static void violated(const tw_timing_report *r, struct tw_timing_row *row,
		     const struct measurement *m, bool below)
{
	uint64_t n = row->n_certain + row->n_possible;
	int64_t beyond = below ? row->least - m->ps : m->ps - row->most;
	/* What was told was not sampled. */
	int64_t doubt = m->param == TW_CB ? 0 : r->doubt_ps;
	struct timing_violation v = {
		.param = m->param,
		.who = m->who,
		.ps = m->ps,
		.limit_ps = below ? row->least : row->most,
		.below = below,
		.certain = beyond > doubt &&
			   (below || !(m->judge & MOST_DOUBTFUL)),
		.at = m->at,
	};

	if (n < TW_TIMING_PLACES)
		row->places[n] = m->at;
	if (v.certain)
		row->n_certain++;
	else
		row->n_possible++;
	if (r->violation && row->who == TW_TIMING_ALL)
		r->violation(r->user, &v);
}

static void count(const tw_timing_report *r, struct tw_timing_row *row,
		  const struct measurement *m)
{
	if (!row->count || m->ps < row->min) {
		row->min = m->ps;
		row->min_at = m->at;
	}
	if (!row->count || m->ps > row->max) {
		row->max = m->ps;
		row->max_at = m->at;
	}
	row->count++;
	if (m->judge & JUDGE_LEAST && row->least != TW_TIMING_NO_LIMIT &&
	    m->ps < row->least)
		violated(r, row, m, true);
	else if (m->judge & JUDGE_MOST && row->most != TW_TIMING_NO_LIMIT &&
		 m->ps > row->most)
		violated(r, row, m, false);
}

void tw_timing_add(tw_timing_report *r, const struct measurement *m)
{
	if (!tw_timing_has(&r->config, m->param, m->hs))
		return;
	count(r, row_of(r, m, TW_TIMING_ALL), m);
	if (m->who >= 0)
		count(r, row_of(r, m, m->who), m);
}

void tw_timing_rows_finish(tw_timing_report *r)
{
	for (unsigned k = 0; k < 2 * TW_N_TIMINGS; k++) {
		enum tw_timing_param param = k / 2;
		bool hs = k & 1;
		struct timing_limit limit =
			tw_timing_limit(&r->config, param, hs);

		r->unseen[k] = (struct tw_timing_row){.param = param,
						      .hs = hs,
						      .who = TW_TIMING_ALL,
						      .least = limit.least,
						      .most = limit.most};
		for (int64_t who = TW_TIMING_ALL; who < (int64_t)r->n_sources;
		     who++) {
			struct tw_timing_row *row =
				r->cells[cell(r, param, hs, who)];

			if (row)
				g_ptr_array_add(r->rows, row);
		}
	}
}

int64_t tw_timing_report_doubt(const tw_timing_report *r)
{
	return r->doubt_ps;
}

enum tw_timing_mode tw_timing_report_mode(const tw_timing_report *r)
{
	return r->config.mode;
}

const struct tw_timing_row *tw_timing_report_row(const tw_timing_report *r,
						 size_t n)
{
	return n < r->rows->len ? r->rows->pdata[n] : NULL;
}

const struct tw_timing_row *tw_timing_report_find(const tw_timing_report *r,
						  enum tw_timing_param param,
						  bool hs)
{
	const struct tw_timing_row *row =
		r->cells[cell(r, param, hs, TW_TIMING_ALL)];

	return row ? row : &r->unseen[param * 2 + hs];
}

uint64_t tw_timing_report_violations(const tw_timing_report *r,
				     uint64_t *possible)
{
	uint64_t certain = 0, maybe = 0;

	for (guint i = 0; i < r->rows->len; i++) {
		const struct tw_timing_row *row = r->rows->pdata[i];

		if (row->who != TW_TIMING_ALL)
			continue;
		certain += row->n_certain;
		maybe += row->n_possible;
	}
	if (possible)
		*possible = maybe;
	return certain;
}
