/* SPDX-License-Identifier: MIT */
/* A record stream as a capture: its wires' and nets' levels. */
#include "trace/channels.h"
#include "trace/reader.h"
#include "trace/twt_read.h"

struct twt_capture {
	tw_trace *trace;
	struct channels channels;
	GError *damage; /* met while it was read; told at the end of a stream */
};

static bool open_stream(tw_capture *c, GError **error)
{
	struct twt_capture *t = g_new0(struct twt_capture, 1);
	g_autofree char *remark = NULL;

	c->state = t;
	tw_twt_read(c->file, c->path, &t->trace, &remark, &t->damage);
	if (!t->trace) {
		g_propagate_error(error, g_steal_pointer(&t->damage));
		return false;
	}
	if (remark)
		tw_capture_remark(c, "%s", remark);
	tw_channels_init(&t->channels, t->trace);
	for (unsigned i = 0; i < t->channels.all->len; i++)
		tw_capture_add_channel(c, channels_get(&t->channels, i)->name,
				       i);
	tw_trace_tick(t->trace, &c->num, &c->den);
	return true;
}

static void close_stream(tw_capture *c)
{
	struct twt_capture *t = c->state;

	if (t->trace)
		tw_channels_clear(&t->channels);
	tw_trace_free(t->trace);
	g_clear_error(&t->damage);
	g_free(t);
}

struct teller {
	const struct capture_set *set;
	uint64_t levels;
	uint64_t tick;
	bool changed;
};

static void tell(struct teller *t)
{
	if (t->changed)
		t->set->fn(t->set->user, t->tick, t->levels);
	t->changed = false;
}

static void change(struct teller *t, int channel, bool level)
{
	for (size_t i = 0; i < t->set->n; i++) {
		if (t->set->numbers[i] != (unsigned)channel ||
		    (t->levels >> i & 1) == level)
			continue;
		t->levels ^= 1ull << i;
		t->changed = true;
	}
}

/* Tick 0 is told of, whatever happens there. */
static struct teller begin(const struct twt_capture *c,
			   const struct capture_set *set)
{
	struct teller t = {.set = set, .changed = true};

	for (size_t i = 0; i < set->n; i++)
		t.levels |=
			(uint64_t)channels_get(&c->channels, set->numbers[i])
				->high
			<< i;
	return t;
}

static bool stream_channels(tw_capture *c, const struct capture_set *set,
			    uint64_t *end, GError **error)
{
	struct twt_capture *t = c->state;
	struct teller teller = begin(t, set);
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(t->trace, &iter, &r) &&
	       !(set->stop && *set->stop)) {
		int n = channels_of(&t->channels, &r);

		if (n < 0)
			continue;
		if (r.tick != teller.tick)
			tell(&teller);
		teller.tick = r.tick;
		change(&teller, n, channels_level(&r));
	}
	tell(&teller);
	if (end)
		*end = tw_trace_end(t->trace);
	if (t->damage)
		g_propagate_error(error, g_error_copy(t->damage));
	return !t->damage;
}

bool tw_twt_take_over(tw_capture *c, tw_trace **trace, GError **error)
{
	struct twt_capture *t = c->state;

	tw_channels_clear(&t->channels);
	*trace = g_steal_pointer(&t->trace);
	if (!t->damage)
		return true;
	g_propagate_error(error, g_steal_pointer(&t->damage));
	return false;
}

const struct capture_format tw_capture_format_twt = {
	.open = open_stream,
	.stream_channels = stream_channels,
	.close = close_stream,
};
