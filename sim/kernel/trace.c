/* SPDX-License-Identifier: MIT */
/* Traces: streams of records with the names of their sources. */
#include "kernel/analog.h"
#include "kernel/sim.h"

static void source_clear(void *p)
{
	struct tw_source *s = p;

	g_free((char *)s->name);
	g_free((char *)s->scl);
	g_free((char *)s->sda);
}

tw_trace *tw_trace_new(uint64_t tick_num, uint64_t tick_den)
{
	tw_trace *t = g_new0(tw_trace, 1);

	stream_init(&t->stream);
	t->sources = g_array_new(FALSE, FALSE, sizeof(struct tw_source));
	g_array_set_clear_func(t->sources, source_clear);
	t->tick_num = tick_num;
	t->tick_den = tick_den ? tick_den : 1;
	return t;
}

void tw_trace_free(tw_trace *t)
{
	if (!t)
		return;
	g_return_if_fail(!t->sim);
	stream_clear(&t->stream);
	g_array_unref(t->sources);
	analog_free(t->analog);
	g_free(t);
}

uint32_t tw_trace_add_source(tw_trace *t, const struct tw_source *source)
{
	struct tw_source s = *source;

	s.name = g_strdup(source->name);
	s.scl = g_strdup(source->scl);
	s.sda = g_strdup(source->sda);
	g_array_append_val(t->sources, s);
	return t->sources->len - 1;
}

size_t tw_trace_n_sources(const tw_trace *t)
{
	return t->sources->len;
}

const struct tw_source *tw_trace_source(const tw_trace *t, uint32_t n)
{
	return n < t->sources->len
		       ? &g_array_index(t->sources, struct tw_source, n)
		       : NULL;
}

void tw_trace_tick(const tw_trace *t, uint64_t *num, uint64_t *den)
{
	*num = t->tick_num;
	*den = t->tick_den;
}

uint64_t tw_trace_end(const tw_trace *t)
{
	uint64_t last = t->sim ? t->sim->now_ns : t->stream.state.tick;

	return t->end > last ? t->end : last;
}

void tw_trace_set_end(tw_trace *t, uint64_t tick)
{
	t->end = tick;
}

void tw_trace_append(tw_trace *t, const struct tw_record *record)
{
	g_return_if_fail(record->tick >= t->stream.state.tick);
	stream_append(&t->stream, record);
}

G_STATIC_ASSERT(sizeof(struct stream_iter) <= sizeof(struct tw_trace_iter));

bool tw_trace_next(const tw_trace *t, struct tw_trace_iter *iter,
		   struct tw_record *record)
{
	if (stream_next(&t->stream, (struct stream_iter *)iter, record))
		return true;
	if (!t->sim)
		return false;
	sim_merge_streams(t->sim);
	return stream_next(&t->stream, (struct stream_iter *)iter, record);
}

/* --- merging ----------------------------------------------------------- */

struct head {
	struct stream_iter iter;
	struct tw_record record;
	bool pending; /* @record has not been merged */
	uint32_t n;   /* the island's number, which decides at one instant */
};

static bool before(const struct head *a, const struct head *b)
{
	return a->record.tick < b->record.tick ||
	       (a->record.tick == b->record.tick && a->n < b->n);
}

static void sift_down(struct head **heap, uint32_t n, uint32_t i)
{
	for (;;) {
		uint32_t c = 2 * i + 1;
		struct head *h;

		if (c >= n)
			return;
		if (c + 1 < n && before(heap[c + 1], heap[c]))
			c++;
		if (!before(heap[c], heap[i]))
			return;
		h = heap[i];
		heap[i] = heap[c];
		heap[c] = h;
		i = c;
	}
}

/* What has been merged goes; the rest begins a new stream. */
static void keep_rest(struct stream *s, struct head *h)
{
	struct stream rest;

	stream_init(&rest);
	while (h->pending) {
		stream_append(&rest, &h->record);
		h->pending = stream_next(s, &h->iter, &h->record);
	}
	stream_clear(s);
	*s = rest;
}

/* No island will record anything earlier than this. At this very instant one
 * may, if it has been stopped in it: who asks in the middle of things shall
 * not change the order in which records of one instant come. */
static uint64_t merge_limit(const tw_sim *sim)
{
	uint64_t limit = TW_NEVER;

	for (uint32_t i = 0; i < sim->n_islands; i++)
		limit = MIN(limit, sim->islands[i]->now_ns);
	return sim->beat.beats && limit ? limit - 1 : limit;
}

void sim_merge_streams(tw_sim *sim)
{
	uint64_t limit = merge_limit(sim);
	struct head *heads;
	struct head **heap;
	uint32_t n = 0;

	if (sim->n_islands < 2)
		return;
	heads = g_new0(struct head, sim->n_islands);
	heap = g_new(struct head *, sim->n_islands);
	for (uint32_t i = 0; i < sim->n_islands; i++) {
		struct head *h = &heads[i];

		h->n = i;
		h->pending = stream_next(&sim->islands[i]->own, &h->iter,
					 &h->record);
		if (h->pending)
			heap[n++] = h;
	}
	for (uint32_t i = n; i-- > 0;)
		sift_down(heap, n, i);
	while (n && heap[0]->record.tick <= limit) {
		struct head *h = heap[0];

		stream_append(&sim->trace->stream, &h->record);
		h->pending = stream_next(&sim->islands[h->n]->own, &h->iter,
					 &h->record);
		if (!h->pending)
			heap[0] = heap[--n];
		sift_down(heap, n, 0);
	}
	for (uint32_t i = 0; i < sim->n_islands; i++)
		keep_rest(&sim->islands[i]->own, &heads[i]);
	g_free(heap);
	g_free(heads);
}
