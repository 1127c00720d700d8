/* SPDX-License-Identifier: MIT */
/*
 * What of a capture the host did, and when.
 *
 * SCL is all the host's. SDA is the host's in START, STOP, addresses, bytes it
 * writes and the acknowledge bits of those it reads. A wire shows its level
 * and not who drives it, so where SDA changes hands without an edge the host
 * is taken to act as long after SCL's fall as it usually does. Raw, spikes that
 * the host makes in its own bits are played, too.
 */
#include "replay/replay.h"

#include <stdlib.h>

#define ACK_BIT 8
#define MIN_MARGIN_NS                                                          \
	100 /* SDA keeps this from SCL's edges, if there is room */
/* Raw: as little as the wires take to follow. */
#define RAW_MARGIN_NS 20

static int compare_ns(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static uint64_t median(GArray *values, uint64_t preset)
{
	if (!values->len)
		return preset;
	g_array_sort(values, compare_ns);
	return g_array_index(values, uint64_t, values->len / 2);
}

/* From SCL's fall to the host's change of SDA, where both bits are its own. */
static uint64_t usual_hold(const tw_replay *r)
{
	g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(uint64_t));

	for (guint i = 2; i < r->pulses->len; i++) {
		const struct pulse *p = pulse_at(r, i);
		uint64_t hold = p->last_change_ns - p->fall_ns;

		if (p->last_change_ns != TW_NEVER && !replay_is_targets(r, p) &&
		    !replay_is_targets(r, p - 1))
			g_array_append_val(values, hold);
	}
	return median(values, MIN_MARGIN_NS);
}

static uint64_t usual_low(const tw_replay *r)
{
	g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(uint64_t));

	for (guint i = 1; i < r->pulses->len; i++) {
		const struct pulse *p = pulse_at(r, i);
		uint64_t low = p->rise_ns - p->fall_ns;

		if (p->rise_ns != TW_NEVER)
			g_array_append_val(values, low);
	}
	return median(values, 1);
}

/* Has the target been let go before this pulse: by its NACK or the host's? */
static bool is_let_go(const tw_replay *r, guint pulse)
{
	const struct pulse *p = pulse_at(r, pulse);
	const struct message *m = message_at(r, p->message);

	for (guint i = m->first + ACK_BIT; i < pulse; i += ACK_BIT + 1)
		if (pulse_at(r, i)->sda)
			return true;
	return false;
}

static bool can_be_held(const tw_replay *r, guint pulse)
{
	const struct pulse *p = pulse_at(r, pulse);

	return p->message != NO_MESSAGE &&
	       replay_is_ours(r, message_at(r, p->message)) &&
	       (p->byte > 0 || p->bit == ACK_BIT) && !is_let_go(r, pulse);
}

static bool is_stretch(const tw_replay *r, guint pulse, uint64_t usual)
{
	const struct pulse *p = pulse_at(r, pulse);
	uint64_t limit = 2 * usual + r->config.tolerance_ns;

	return r->config.stretch_is_target && p->rise_ns != TW_NEVER &&
	       p->rise_ns - p->fall_ns > limit && can_be_held(r, pulse);
}

struct maker {
	tw_replay *r;
	uint64_t hold_ns;
	uint64_t low_ns;
	bool sda_low; /* the host pulls */
};

static void add(struct maker *m, guint pulse, enum what what, uint64_t ns)
{
	struct action a = {.at_ns = ns, .pulse = pulse, .what = (uint8_t)what};

	g_array_append_val(m->r->actions, a);
}

/* Keeps SDA away from the edges of SCL: a capture shows edges of one sample
 * as simultaneous. */
static uint64_t inside(const struct pulse *p, uint64_t ns, bool raw)
{
	uint64_t low =
		p->rise_ns == TW_NEVER ? TW_MS(1) : p->rise_ns - p->fall_ns;
	uint64_t margin = MIN(raw ? RAW_MARGIN_NS : MIN_MARGIN_NS, low / 4);

	return CLAMP(ns, p->fall_ns + margin, p->fall_ns + low - margin);
}

/* Raw: every change of SDA, where both bits are the host's own. */
static bool raw_low_phase(struct maker *m, guint n)
{
	const struct pulse *p = pulse_at(m->r, n);

	if (!m->r->config.raw || replay_is_targets(m->r, p) ||
	    replay_is_targets(m->r, p - 1))
		return false;
	add(m, n, SCL_LOW, p->fall_ns);
	for (guint i = 0; i < p->n_changes; i++) {
		const struct condition *c = &g_array_index(
			m->r->changes, struct condition, p->change + i);

		if (c->level != m->sda_low)
			continue;
		m->sda_low = !c->level;
		add(m, n, c->level ? SDA_RELEASE : SDA_LOW,
		    inside(p, c->at_ns, true));
	}
	return true;
}

static void low_phase(struct maker *m, guint n)
{
	const struct pulse *p = pulse_at(m->r, n);
	bool targets = replay_is_targets(m->r, p);
	bool low = !targets && !p->sda;
	uint64_t seen = targets ? p->first_rise_ns : p->last_change_ns;

	add(m, n, SCL_LOW, p->fall_ns);
	if (p->rise_ns == TW_NEVER)
		low = false;
	if (low == m->sda_low)
		return;
	m->sda_low = low;
	add(m, n, low ? SDA_LOW : SDA_RELEASE,
	    inside(p, seen == TW_NEVER ? p->fall_ns + m->hold_ns : seen,
		   m->r->config.raw));
}

static void high_phase(struct maker *m, guint n)
{
	const struct pulse *p = pulse_at(m->r, n);

	for (guint i = 0; i < p->n_conditions; i++) {
		struct condition *c = &g_array_index(
			m->r->conditions, struct condition, p->condition + i);

		m->sda_low = !c->level;
		add(m, n, c->level ? SDA_RELEASE : SDA_LOW, c->at_ns);
		g_array_index(m->r->actions, struct action,
			      m->r->actions->len - 1)
			.condition = true;
	}
}

static void release(struct maker *m, guint n)
{
	const struct pulse *p = pulse_at(m->r, n);
	struct action *a;

	add(m, n, SCL_RELEASE, p->rise_ns);
	if (!is_stretch(m->r, n, m->low_ns))
		return;
	a = &g_array_index(m->r->actions, struct action,
			   m->r->actions->len - 1);
	a->short_low = true;
	a->at_ns = MAX(p->fall_ns + m->low_ns, a[-1].at_ns);
}

/* Each before the first action that is later. */
static void insert_events(tw_replay *r)
{
	GArray *all;
	guint a = 0;

	if (!r->events->len)
		return;
	all = g_array_new(FALSE, TRUE, sizeof(struct action));
	for (guint e = 0; e < r->events->len; e++) {
		struct action event = {
			.at_ns =
				g_array_index(r->events, struct event, e).at_ns,
			.pulse = e,
			.what = EVENT,
		};

		while (a < r->actions->len &&
		       g_array_index(r->actions, struct action, a).at_ns <=
			       event.at_ns)
			g_array_append_val(
				all,
				g_array_index(r->actions, struct action, a++));
		g_array_append_val(all, event);
	}
	if (a < r->actions->len)
		g_array_append_vals(
			all, &g_array_index(r->actions, struct action, a),
			r->actions->len - a);
	g_array_free(r->actions, TRUE);
	r->actions = all;
}

void replay_make_actions(tw_replay *r)
{
	struct maker m = {
		.r = r, .hold_ns = usual_hold(r), .low_ns = usual_low(r)};

	g_array_set_size(r->actions, 0);
	high_phase(&m, 0);
	for (guint i = 1; i < r->pulses->len; i++) {
		if (!raw_low_phase(&m, i))
			low_phase(&m, i);
		if (pulse_at(r, i)->rise_ns == TW_NEVER)
			break;
		release(&m, i);
		high_phase(&m, i);
	}
	insert_events(r);
}
