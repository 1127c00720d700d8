/* SPDX-License-Identifier: MIT */
/* Gathers a scene: one pass over the records, one for messages, one for
 * timing. */
#include "monitor/scene.h"

#include "monitor/note_text.h"
#include "monitor/scene_items.h"
#include "monitor/stretch.h"
#include "monitor/timing_rows.h"
#include "twowire/bus.h"
#include "twowire/port.h"

struct gathering {
	struct scene *s;
	struct stretch_tracker stretch;
	GArray *open; /* size_t: index + 1 of the pull under way, by source
			 and line */
};

static void add_edge(struct gathering *g, const struct tw_record *r)
{
	struct scene_edge e = {.tick = r->tick,
			       .slew = r->slew,
			       .line = r->line,
			       .level = r->level};

	g_array_append_val(g->s->edges, e);
}

static void add_pull(struct gathering *g, const struct tw_record *r)
{
	size_t *open = &g_array_index(g->open, size_t, 2 * r->source + r->line);
	struct scene_pull p = {.from = r->tick,
			       .to = UINT64_MAX,
			       .port = r->source,
			       .line = r->line,
			       .drive = r->drive};

	if (*open)
		scene_get(g->s->pulls, scene_pull, *open - 1)->to = r->tick;
	*open = 0;
	if (r->drive == TW_RELEASE)
		return;
	g_array_append_val(g->s->pulls, p);
	*open = g->s->pulls->len;
}

static void add_note(struct gathering *g, const struct tw_record *r)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct scene_note n = {.tick = r->tick,
			       .value = r->value,
			       .source = r->source,
			       .note = r->note};

	if (!tw_note_text(g->s->trace, r, text))
		return;
	n.text = g_strdup(text->str);
	g_array_append_val(g->s->notes, n);
}

static void add_net(struct gathering *g, const struct tw_record *r)
{
	struct scene_net n = {
		.tick = r->tick, .source = r->source, .level = r->level};

	g_array_append_val(g->s->nets, n);
}

/* A bus's own records, and the notes and nets that belong to no other bus. */
static bool concerns(const struct scene *s, const struct tw_record *r)
{
	const struct tw_source *source = tw_trace_source(s->trace, r->source);

	switch (source->kind) {
	case TW_SOURCE_BUS:
		return r->source == s->bus;
	case TW_SOURCE_PORT:
		return source->bus == s->bus;
	default:
		return true;
	}
}

static void record(struct gathering *g, const struct tw_record *r)
{
	if (!concerns(g->s, r))
		return;
	tw_stretch_record(&g->stretch, r);
	switch (r->kind) {
	case TW_RECORD_EDGE:
		add_edge(g, r);
		break;
	case TW_RECORD_PULL:
		add_pull(g, r);
		break;
	case TW_RECORD_NET:
		add_net(g, r);
		break;
	case TW_RECORD_NOTE:
		add_note(g, r);
		break;
	}
}

static void stretched(void *user, const struct stretch_span *sp)
{
	struct scene_stretch st = {
		.from = sp->from, .to = sp->to, .port = sp->port};

	g_array_append_val(((struct scene *)user)->stretches, st);
}

static void walk(struct scene *s)
{
	struct gathering g = {.s = s};
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	g.open = g_array_new(FALSE, TRUE, sizeof(size_t));
	g_array_set_size(g.open, 2 * (guint)tw_trace_n_sources(s->trace) + 2);
	tw_stretch_init(&g.stretch, s->trace, s->bus, stretched, s);
	while (tw_trace_next(s->trace, &iter, &r))
		record(&g, &r);
	tw_stretch_finish(&g.stretch);
	tw_stretch_clear(&g.stretch);
	g_array_unref(g.open);
	for (guint i = 0; i < s->pulls->len; i++) {
		struct scene_pull *p = scene_get(s->pulls, scene_pull, i);

		p->to = MIN(p->to, MAX(s->end, p->from));
	}
}

/* Ports that ever pulled, and nets, in the order of their sources. */
static void list_sources(struct scene *s)
{
	guint n = (guint)tw_trace_n_sources(s->trace);
	g_autofree bool *pulled = g_new0(bool, n + 1);

	for (guint i = 0; i < s->pulls->len; i++)
		pulled[scene_get(s->pulls, scene_pull, i)->port] = true;
	for (uint32_t i = 0; i < n; i++) {
		if (pulled[i])
			g_array_append_val(s->ports, i);
		if (tw_trace_source(s->trace, i)->kind == TW_SOURCE_NET)
			g_array_append_val(s->net_sources, i);
	}
}

static void violated(void *user, const struct timing_violation *v)
{
	struct scene *s = user;
	uint64_t ps = (uint64_t)(v->ps < 0 ? -v->ps : v->ps);
	uint64_t ticks =
		ticks_scale(ps, s->den, NS_PER_S) / 1000 / MAX(s->num, 1);
	struct scene_violation at = {
		.from = v->at - MIN(ticks, v->at),
		.to = v->at,
		.ps = v->ps,
		.limit_ps = v->limit_ps,
		.who = v->who,
		.param = v->param,
		.below = v->below,
		.certain = v->certain,
	};

	if (v->param != TW_CB)
		g_array_append_val(s->violations, at);
}

static void judge(struct scene *s, const struct tw_timing_config *timing)
{
	tw_timing_report *report =
		tw_timing_watch(s->trace, s->bus, timing, violated, s);

	s->judged = report != NULL;
	if (report)
		s->mode = tw_timing_report_mode(report);
	tw_timing_report_free(report);
}

static int by_tick(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The usual period of SCL, from fall to fall: the median of the first ones. */
static void clock_period(struct scene *s)
{
	enum { MOST = 4096 };
	g_autofree uint64_t *all = g_new(uint64_t, MOST);
	uint64_t last = UINT64_MAX;
	guint n = 0;

	for (guint i = 0; i < s->edges->len; i++) {
		const struct scene_edge *e = scene_get(s->edges, scene_edge, i);

		if (e->line != TW_SCL || e->level)
			continue;
		if (last != UINT64_MAX) {
			uint64_t period = e->tick - last;

			if (!s->min_scl || period < s->min_scl)
				s->min_scl = period;
			if (n < MOST)
				all[n++] = period;
		}
		last = e->tick;
	}
	if (n)
		qsort(all, n, sizeof(*all), by_tick);
	s->bit_ticks = n ? MAX(all[n / 2], 1) : MAX(s->end / 20, 1);
}

static void clear_note(gpointer note)
{
	g_free(((struct scene_note *)note)->text);
}

static void clear_item(gpointer item)
{
	g_free(((struct scene_item *)item)->means);
}

struct scene *tw_scene_new(const tw_trace *trace, uint32_t bus,
			   const struct tw_timing_config *timing,
			   tw_reading *reading)
{
	struct scene *s = g_new0(struct scene, 1);

	s->trace = trace;
	s->bus = bus;
	s->reading = reading;
	s->end = tw_trace_end(trace);
	tw_trace_tick(trace, &s->num, &s->den);
	s->edges = g_array_new(FALSE, FALSE, sizeof(struct scene_edge));
	s->items = g_array_new(FALSE, FALSE, sizeof(struct scene_item));
	g_array_set_clear_func(s->items, clear_item);
	s->messages = g_array_new(FALSE, FALSE, sizeof(struct scene_message));
	s->pulls = g_array_new(FALSE, FALSE, sizeof(struct scene_pull));
	s->ports = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	s->stretches = g_array_new(FALSE, FALSE, sizeof(struct scene_stretch));
	s->violations =
		g_array_new(FALSE, FALSE, sizeof(struct scene_violation));
	s->notes = g_array_new(FALSE, FALSE, sizeof(struct scene_note));
	g_array_set_clear_func(s->notes, clear_note);
	s->nets = g_array_new(FALSE, FALSE, sizeof(struct scene_net));
	s->net_sources = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	walk(s);
	list_sources(s);
	clock_period(s);
	tw_scene_items(s);
	judge(s, timing);
	return s;
}

void tw_scene_free(struct scene *s)
{
	if (!s)
		return;
	g_array_unref(s->edges);
	g_array_unref(s->items);
	g_array_unref(s->messages);
	g_array_unref(s->pulls);
	g_array_unref(s->ports);
	g_array_unref(s->stretches);
	g_array_unref(s->violations);
	g_array_unref(s->notes);
	g_array_unref(s->nets);
	g_array_unref(s->net_sources);
	g_free(s);
}
