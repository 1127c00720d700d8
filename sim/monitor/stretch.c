/* SPDX-License-Identifier: MIT */
/* Who stretches the clock. */
#include "monitor/stretch.h"

#include <string.h>

#include "monitor/ticks.h"
#include "twowire/bus.h"
#include "twowire/port.h"

void tw_stretch_init(struct stretch_tracker *s, const tw_trace *trace,
		     uint32_t bus, stretch_fn fn, void *user)
{
	*s = (struct stretch_tracker){
		.trace = trace, .bus = bus, .fn = fn, .user = user};
	s->n_ports = tw_trace_n_sources(trace);
	s->ports = g_new0(struct stretch_port, s->n_ports + 1);
}

void tw_stretch_clear(struct stretch_tracker *s)
{
	g_free(s->ports);
}

static void span(struct stretch_tracker *s, uint32_t port, uint64_t to,
		 bool open)
{
	struct stretch_span sp = {
		.port = port,
		.from = MAX(s->from, s->ports[port].since),
		.to = to,
		.open = open,
	};

	if (sp.to > sp.from)
		s->fn(s->user, &sp);
}

static bool is_controller(const struct stretch_tracker *s, uint32_t port)
{
	return tw_trace_source(s->trace, port)->role == TW_ROLE_CONTROLLER;
}

/* Ends every span under way. */
static void end_all(struct stretch_tracker *s, uint64_t tick, bool open)
{
	if (!s->released)
		return;
	for (uint32_t i = 0; s->n_others && i < s->n_ports; i++)
		if (s->ports[i].pulls && !is_controller(s, i))
			span(s, i, tick, open);
	s->released = false;
}

static void controller(struct stretch_tracker *s, bool pulls, uint64_t tick)
{
	if (pulls) {
		end_all(s, tick, false);
		s->n_controllers++;
		return;
	}
	s->n_controllers--;
	if (!s->n_controllers && s->low) {
		s->released = true;
		s->from = tick;
	}
}

static void other(struct stretch_tracker *s, uint32_t port, bool pulls,
		  uint64_t tick)
{
	if (pulls) {
		s->ports[port].since = tick;
		s->n_others++;
		return;
	}
	if (s->released)
		span(s, port, tick, false);
	s->n_others--;
}

static void pull(struct stretch_tracker *s, const struct tw_record *r)
{
	struct stretch_port *port = &s->ports[r->source];
	bool pulls = r->drive == TW_LOW;

	if (pulls == port->pulls)
		return;
	if (is_controller(s, r->source))
		controller(s, pulls, r->tick);
	else
		other(s, r->source, pulls, r->tick);
	port->pulls = pulls;
}

void tw_stretch_record(struct stretch_tracker *s, const struct tw_record *r)
{
	if (r->line != TW_SCL || r->source >= s->n_ports)
		return;
	if (r->kind == TW_RECORD_EDGE && r->source == s->bus) {
		s->low = !r->level;
		if (r->level)
			s->released = false;
	} else if (r->kind == TW_RECORD_PULL &&
		   tw_trace_source(s->trace, r->source)->bus == s->bus) {
		pull(s, r);
	}
}

void tw_stretch_finish(struct stretch_tracker *s)
{
	end_all(s, tw_trace_end(s->trace), true);
}

/* --- Summary ----------------------------------------------------------- */

static void sum_up(void *user, const struct stretch_span *sp)
{
	struct tw_stretch *sum = (struct tw_stretch *)user + sp->port;
	uint64_t length = sp->to - sp->from;

	sum->port = sp->port;
	sum->count++;
	sum->total += length;
	if (length > sum->longest) {
		sum->longest = length;
		sum->longest_at = sp->from;
	}
}

struct tw_stretch *tw_trace_stretches(const tw_trace *trace, uint32_t bus,
				      size_t *n)
{
	size_t n_ports = tw_trace_n_sources(trace);
	struct tw_stretch *sums = g_new0(struct tw_stretch, n_ports + 1);
	struct stretch_tracker s;
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	tw_stretch_init(&s, trace, bus, sum_up, sums);
	while (tw_trace_next(trace, &iter, &r))
		tw_stretch_record(&s, &r);
	tw_stretch_finish(&s);
	tw_stretch_clear(&s);
	*n = 0;
	for (size_t i = 0; i < n_ports; i++)
		if (sums[i].count)
			sums[(*n)++] = sums[i];
	return sums;
}

static bool knows_ports(const tw_trace *trace, uint32_t bus)
{
	for (size_t i = 0; i < tw_trace_n_sources(trace); i++) {
		const struct tw_source *s = tw_trace_source(trace, (uint32_t)i);

		if (s->kind == TW_SOURCE_PORT && s->bus == bus)
			return true;
	}
	return false;
}

void tw_trace_stretch_text(const tw_trace *trace, uint32_t bus, GString *out)
{
	g_autofree struct tw_stretch *all = NULL;
	uint64_t num, den;
	size_t n;

	if (!knows_ports(trace, bus)) {
		g_string_append(out, "stretching: unknown, the trace does not "
				     "say who pulls\n");
		return;
	}
	all = tw_trace_stretches(trace, bus, &n);
	tw_trace_tick(trace, &num, &den);
	if (!n)
		g_string_append(out, "stretching: none\n");
	for (size_t i = 0; i < n; i++) {
		g_string_append_printf(
			out,
			"stretching: %s held SCL low %" G_GUINT64_FORMAT
			" time%s, ",
			tw_trace_source(trace, all[i].port)->name, all[i].count,
			all[i].count > 1 ? "s" : "");
		tw_ns_text(out, ticks_to_ns(all[i].total, num, den));
		g_string_append(out, " in all, longest ");
		tw_ns_text(out, ticks_to_ns(all[i].longest, num, den));
		g_string_append_printf(
			out, " at %" G_GUINT64_FORMAT " ns\n",
			ticks_to_ns(all[i].longest_at, num, den));
	}
}
