/* SPDX-License-Identifier: MIT */
/* A part of a trace, as a trace. */
#include "twowire/bus.h"
#include "twowire/trace_file.h"

#include <string.h>

/* What each source shows where the part begins. */
struct state {
	bool level[2]; /* a bus's wires; a net's is the first */
	uint8_t drive[2];
};

static struct state *at_rest(const tw_trace *trace)
{
	size_t n = tw_trace_n_sources(trace);
	struct state *states = g_new0(struct state, n + 1);

	for (uint32_t i = 0; i < n; i++) {
		const struct tw_source *s = tw_trace_source(trace, i);
		bool high = s->kind != TW_SOURCE_NET || s->rest_high;

		states[i].level[TW_SCL] = states[i].level[TW_SDA] = high;
	}
	return states;
}

static void follow(struct state *s, const struct tw_record *r)
{
	if (r->kind == TW_RECORD_EDGE)
		s->level[r->line] = r->level;
	else if (r->kind == TW_RECORD_PULL)
		s->drive[r->line] = r->drive;
	else if (r->kind == TW_RECORD_NET)
		s->level[0] = r->level;
}

/* Sources, and records at the first tick for what is not as it rests. */
static void begin(tw_trace *part, const tw_trace *trace,
		  const struct state *states)
{
	for (uint32_t i = 0; i < tw_trace_n_sources(trace); i++) {
		struct tw_source s = *tw_trace_source(trace, i);

		if (s.kind == TW_SOURCE_NET)
			s.rest_high = states[i].level[0];
		tw_trace_add_source(part, &s);
	}
	for (uint32_t i = 0; i < 2 * tw_trace_n_sources(trace); i++) {
		struct tw_record r = {.source = i / 2, .line = i & 1};
		const struct tw_source *s = tw_trace_source(trace, r.source);

		r.level = states[r.source].level[r.line];
		r.drive = states[r.source].drive[r.line];
		if (s->kind == TW_SOURCE_BUS && !r.level) {
			r.kind = TW_RECORD_EDGE;
			tw_trace_append(part, &r);
		} else if (s->kind == TW_SOURCE_PORT && r.drive) {
			r.kind = TW_RECORD_PULL;
			tw_trace_append(part, &r);
		}
	}
}

tw_trace *tw_trace_cut(const tw_trace *trace, uint64_t from, uint64_t to)
{
	g_autofree struct state *states = at_rest(trace);
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t num, den;
	bool more;
	tw_trace *part;

	tw_trace_tick(trace, &num, &den);
	part = tw_trace_new(num, den);
	while ((more = tw_trace_next(trace, &iter, &r)) && r.tick < from)
		follow(&states[r.source], &r);
	begin(part, trace, states);
	for (; more && r.tick <= to; more = tw_trace_next(trace, &iter, &r)) {
		r.tick -= from;
		tw_trace_append(part, &r);
	}
	to = MIN(to, tw_trace_end(trace));
	tw_trace_set_end(part, to > from ? to - from : 0);
	return part;
}
