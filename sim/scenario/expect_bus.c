/* SPDX-License-Identifier: MIT */
/* What a bus has seen, against what a step expects of it. */
#include "scenario/trial.h"

#include "monitor/levels.h"
#include "monitor/stretch.h"

#include <string.h>

/* What a bus has seen since a tick. */
struct seen {
	const struct tw_case_wires *wanted;
	uint64_t since;
	GPtrArray *transfers; /* of char */
	GArray *ticks;	      /* uint64_t, when each began */
	GString *transfer;    /* under way */
	uint64_t begin;
	bool counts; /* it has the address that is asked for */
	int64_t starts, restarts, stops;
	GArray *stretches; /* of struct tw_stretch, by port */
};

static void keep(struct seen *s)
{
	if (s->transfer->len && s->counts && s->begin >= s->since) {
		g_ptr_array_add(s->transfers, g_strdup(s->transfer->str));
		g_array_append_val(s->ticks, s->begin);
	}
	g_string_truncate(s->transfer, 0);
}

static const char *ack_of(uint8_t ack)
{
	return ack == TW_SEEN_ACK ? " A" : ack == TW_SEEN_NACK ? " N" : "";
}

static void put_bytes(GString *out, const struct tw_message *m)
{
	if (m->addressed)
		g_string_append_printf(out, " %02x %c%s", m->addr,
				       m->read ? 'R' : 'W', ack_of(m->ack));
	for (size_t i = 0; i < m->n_bytes; i++)
		g_string_append_printf(out, " %02x%s", m->bytes[i].value,
				       ack_of(m->bytes[i].ack));
	/* Of the bits the last belongs to the end. */
	if (m->bits > 1 && m->end != TW_END_OPEN)
		g_string_append_printf(out, " +%u", m->bits - 1u);
}

static void message(void *user, const struct tw_message *m)
{
	struct seen *s = user;

	if (!m->restart) {
		keep(s);
		s->begin = m->start;
		s->counts = s->wanted->addr < 0;
		g_string_append(s->transfer, "S");
	}
	s->counts |= m->addressed && m->addr == s->wanted->addr;
	put_bytes(s->transfer, m);
	if (m->end == TW_END_STOP)
		g_string_append(s->transfer, " P");
	else if (m->end == TW_END_RESTART)
		g_string_append(s->transfer, " Sr");
	if (m->start >= s->since)
		(*(m->restart ? &s->restarts : &s->starts))++;
	s->stops += m->end == TW_END_STOP && m->end_at >= s->since;
}

/* Word by word; "??" and "?" match any word of their kind. */
static bool same_transfer(const char *expected, const char *got)
{
	g_auto(GStrv) a = g_strsplit(expected, " ", -1);
	g_auto(GStrv) b = g_strsplit(got, " ", -1);
	size_t i = 0;

	for (; a[i] && b[i]; i++) {
		bool any = (!strcmp(a[i], "??") && strlen(b[i]) == 2 &&
			    strcmp(b[i], "Sr")) ||
			   (!strcmp(a[i], "?") && strlen(b[i]) == 1);

		if (!any && strcmp(a[i], b[i]))
			return false;
	}
	return !a[i] && !b[i];
}

static void span(void *user, const struct stretch_span *sp)
{
	struct seen *s = user;
	struct tw_stretch *sum;
	uint64_t length = sp->to - sp->from;

	if (sp->from < s->since)
		return;
	if (sp->port >= s->stretches->len)
		g_array_set_size(s->stretches, sp->port + 1);
	sum = &g_array_index(s->stretches, struct tw_stretch, sp->port);
	sum->port = sp->port;
	sum->count++;
	if (length > sum->longest) {
		sum->longest = length;
		sum->longest_at = sp->from;
	}
}

/* A port's own name, or that of the firmware or device whose it is. */
static bool is_part(const char *port, const char *name)
{
	return g_str_has_prefix(port, name) &&
	       (!port[strlen(name)] || port[strlen(name)] == '.');
}

static char *stretch_text(const struct tw_stretch *sum)
{
	if (!sum->count)
		return g_strdup("none");
	return g_strdup_printf("%" PRIu64 " time%s, longest %" PRIu64
			       " ns, at %" PRIu64 " ns",
			       sum->count, sum->count > 1 ? "s" : "",
			       sum->longest, sum->longest_at);
}

static char *limits_text(const struct tw_case_item *item)
{
	GString *text = g_string_new(NULL);

	if (item->count >= 0)
		g_string_append_printf(text, "%" PRId64 " time%s, ",
				       item->count,
				       item->count == 1 ? "" : "s");
	g_string_append(text, "longest ");
	if (item->max == TW_SCENARIO_MAX_NS && !item->min)
		g_string_append(text, "any");
	else if (item->max == TW_SCENARIO_MAX_NS)
		g_string_append_printf(text, "at least %" PRIu64 " ns",
				       item->min);
	else if (!item->min)
		g_string_append_printf(text, "at most %" PRIu64 " ns",
				       item->max);
	else
		g_string_append_printf(text, "%" PRIu64 " to %" PRIu64 " ns",
				       item->min, item->max);
	return g_string_free(text, FALSE);
}

/* Takes what @item is about out of what has been seen. */
static void judge_stretch(struct tw_trial *t, struct seen *s,
			  const struct tw_case_item *item)
{
	const tw_trace *trace = tw_sim_trace(t->sim);
	struct tw_stretch sum = {0};
	g_autofree char *what = g_strdup_printf("stretching by %s", item->text);
	g_autofree char *expected = limits_text(item), *got = NULL;

	for (guint i = 0; i < s->stretches->len; i++) {
		struct tw_stretch *one =
			&g_array_index(s->stretches, struct tw_stretch, i);

		if (!one->count ||
		    !is_part(tw_trace_source(trace, i)->name, item->text))
			continue;
		if (one->longest > sum.longest) {
			sum.longest = one->longest;
			sum.longest_at = one->longest_at;
		}
		sum.count += one->count;
		one->count = 0;
	}
	got = stretch_text(&sum);
	tw_trial_note(
		t, item->at,
		sum.longest >= item->min && sum.longest <= item->max &&
			(item->count < 0 || sum.count == (uint64_t)item->count),
		what, expected, got);
}

static void judge_stretches(struct tw_trial *t, const struct tw_case_step *step,
			    struct seen *s)
{
	const GArray *items = step->wires->stretches;
	const char *bus = tw_bus_name(t->buses[step->number]);
	g_autofree char *what = NULL;
	bool alone = true;

	for (guint i = 0; i < items->len; i++)
		judge_stretch(t, s,
			      &g_array_index(items, struct tw_case_item, i));
	what = g_strdup_printf("stretching on %s%s", bus,
			       items->len ? " by others" : "");
	for (guint i = 0; i < s->stretches->len && alone; i++) {
		const struct tw_stretch *one =
			&g_array_index(s->stretches, struct tw_stretch, i);
		g_autofree char *length = stretch_text(one), *got = NULL;

		if (!one->count)
			continue;
		alone = false;
		got = g_strdup_printf(
			"by %s, %s",
			tw_trace_source(tw_sim_trace(t->sim), i)->name, length);
		tw_trial_note(t, tw_trial_at(t, step, "stretches"), false, what,
			      "none", got);
	}
	if (alone)
		tw_trial_note(t, tw_trial_at(t, step, "stretches"), true, what,
			      "none", "none");
}

static void judge_transfers(struct tw_trial *t, const struct tw_case_step *step,
			    const struct seen *s, const char *on)
{
	const struct tw_case_wires *w = step->wires;
	g_autofree char *with =
		w->addr < 0 ? g_strdup(on)
			    : g_strdup_printf("with 0x%02x %s", w->addr, on);
	struct tw_trial_list list = {.noun = "transfer",
				     .whose = with,
				     .items = w->transfers,
				     .got = s->transfers,
				     .ticks = s->ticks,
				     .same = same_transfer};

	tw_trial_compare_list(t, tw_trial_at(t, step, "transfers"), &list);
}

static bool is_free(const tw_bus *bus)
{
	return tw_bus_level(bus, TW_SCL) && tw_bus_level(bus, TW_SDA) &&
	       !tw_bus_busy(bus);
}

static void judge_free(struct tw_trial *t, const struct tw_case_step *step)
{
	const tw_bus *bus = t->buses[step->number];
	const char *got = !tw_bus_level(bus, TW_SCL)   ? "SCL low"
			  : !tw_bus_level(bus, TW_SDA) ? "SDA low"
			  : tw_bus_busy(bus) ? "no STOP since the last START"
					     : "free";

	tw_trial_note(t, tw_trial_at(t, step, "free"),
		      is_free(bus) == step->wires->free, tw_bus_name(bus),
		      step->wires->free ? "free" : "not free", got);
}

static void hand_over(tw_decoder *decoder, const struct levels *l)
{
	tw_decoder_levels(decoder, l->tick, l->level[TW_SCL], l->level[TW_SDA]);
}

/* Where the bus is free nothing is under way, and the next step can go on from
 * there. */
static void look(struct tw_trial *t, const struct tw_case_step *step,
		 uint32_t bus, struct seen *s)
{
	g_autoptr(tw_decoder) decoder = tw_decoder_new(message, s);
	const tw_trace *trace = tw_sim_trace(t->sim);
	struct tw_trace_iter *looked_at = &t->looked_at[step->number];
	struct tw_trace_iter iter = {0};
	struct stretch_tracker tracker;
	struct levels now, done;
	struct tw_record r;

	if (!step->from_begin)
		iter = *looked_at;
	levels_init(&now);
	tw_stretch_init(&tracker, trace, bus, span, s);
	while (tw_trace_next(trace, &iter, &r)) {
		tw_stretch_record(&tracker, &r);
		if (r.kind == TW_RECORD_EDGE && r.source == bus &&
		    levels_edge(&now, &r, &done))
			hand_over(decoder, &done);
	}
	if (now.pending)
		hand_over(decoder, &now);
	tw_decoder_finish(decoder);
	keep(s);
	tw_stretch_finish(&tracker);
	tw_stretch_clear(&tracker);
	if (is_free(t->buses[step->number]))
		*looked_at = iter;
}

static void judge_count(struct tw_trial *t, const struct tw_case_step *step,
			const char *key, int64_t expected, int64_t got)
{
	g_autofree char *what = g_strdup_printf(
		"%s on %s", key, tw_bus_name(t->buses[step->number]));

	tw_trial_compare_count(t, tw_trial_at(t, step, key), what, expected,
			       got);
}

void tw_trial_expect_bus(struct tw_trial *t, const struct tw_case_step *step)
{
	const struct tw_case_wires *w = step->wires;
	const char *name = tw_bus_name(t->buses[step->number]);
	g_autofree char *on = g_strdup_printf("on %s", name);
	struct seen s = {.wanted = w, .since = tw_trial_since(t, step)};
	uint32_t bus;

	if (!tw_trace_find_bus(tw_sim_trace(t->sim), name, &bus))
		return;
	s.transfers = g_ptr_array_new_with_free_func(g_free);
	s.ticks = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	s.transfer = g_string_new(NULL);
	s.stretches = g_array_new(FALSE, TRUE, sizeof(struct tw_stretch));
	look(t, step, bus, &s);
	if (w->transfers)
		judge_transfers(t, step, &s, on);
	judge_count(t, step, "starts", w->starts, s.starts);
	judge_count(t, step, "restarts", w->restarts, s.restarts);
	judge_count(t, step, "stops", w->stops, s.stops);
	if (w->stretches)
		judge_stretches(t, step, &s);
	if (w->free >= 0)
		judge_free(t, step);
	g_ptr_array_unref(s.transfers);
	g_array_unref(s.ticks);
	g_string_free(s.transfer, TRUE);
	g_array_unref(s.stretches);
}
