/* SPDX-License-Identifier: MIT */
/* What the world around does in a replay, as parts of a case. */
#include "scenario/case.h"

#include "replay/replay.h"
#include "scenario/steps_text.h"

#include <inttypes.h>
#include <string.h>

/* The event that gives back what @e takes away. */
static const struct event *return_of(const tw_replay *r, guint n)
{
	const struct event *e = &g_array_index(r->events, struct event, n);

	for (guint i = n + 1; i < r->events->len; i++) {
		const struct event *other =
			&g_array_index(r->events, struct event, i);

		if (!other->input && other->value &&
		    !strcmp(other->part, e->part))
			return other;
	}
	return e;
}

static void append_sets(const tw_replay *r, GString *out)
{
	bool first = true;

	for (guint i = 0; i < r->events->len; i++) {
		const struct event *e =
			&g_array_index(r->events, struct event, i);

		if (!e->input || e->learned)
			continue;
		g_string_append_printf(
			out,
			"%s{ \"at_ns\": %" PRIu64
			", \"device\": \"%s\", \"%s\": %" PRId64 " }",
			first ? ", \"set\": [" : ", ", e->at_ns,
			tw_device_name(e->dev), e->input, e->value);
		first = false;
	}
	g_string_append(out, first ? "" : "]");
}

static void append_offs(const tw_replay *r, GString *out)
{
	bool first = true;

	for (guint i = 0; i < r->events->len; i++) {
		const struct event *e =
			&g_array_index(r->events, struct event, i);

		if (e->input || e->value)
			continue;
		g_string_append_printf(
			out,
			"%s{ \"part\": \"%s\", \"from_ns\": %" PRIu64
			", \"to_ns\": %" PRIu64 " }",
			first ? ", \"power_off\": [" : ", ", e->part, e->at_ns,
			return_of(r, i)->at_ns);
		first = false;
	}
	g_string_append(out, first ? "" : "]");
}

void tw_replay_to_keys(const tw_replay *r, GString *out)
{
	append_sets(r, out);
	append_offs(r, out);
	for (guint i = 0; i < r->learned_inputs->len; i++) {
		const struct learned *l =
			&g_array_index(r->learned_inputs, struct learned, i);

		g_string_append_printf(out, "%s\"%s.%s\"",
				       i ? ", " : ", \"learn\": [",
				       tw_device_name(l->dev), l->input);
	}
	g_string_append(out, r->learned_inputs->len ? "]" : "");
}

void tw_replay_to_faults(const tw_replay *r, GString *out)
{
	unsigned n = 0;

	for (guint i = 0; i < r->events->len; i++) {
		const struct event *e =
			&g_array_index(r->events, struct event, i);

		if (e->input || e->value)
			continue;
		steps_text_begin(out);
		g_string_append_printf(
			out,
			"{ \"id\": \"off-%u\", \"kind\": \"brown-out\", "
			"\"point\": \"%s.power\", \"at\": { \"time_ns\": "
			"%" PRIu64 " }, \"for_ns\": %" PRIu64 " }",
			++n, e->part, e->at_ns + r->config.lead_ns,
			return_of(r, i)->at_ns - e->at_ns);
	}
}
