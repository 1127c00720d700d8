/* SPDX-License-Identifier: MIT */
/*
 * A page to look around in. The page itself is made of the files in
 * sim/trace/page; here its data is written: one object of JSON, in which what
 * there is much of (edges, pulls, messages, nets) is a row of numbers, seven
 * bits a byte with the lowest first, as base64. data.js reads it.
 */
#include "trace/plot.h"

#include <string.h>

#include "monitor/excerpt.h"
#include "trace/plot_facts.h"

#define MOST_EDGES 4000000
#define MOST_MARKS 20000

extern const char tw_plot_page[];

struct part {
	const struct scene *s;
	uint64_t from; /* the window */
	uint64_t to;
	GString *out;
};

/* --- Numbers ---------------------------------------------------------------
 */

static void number(GByteArray *to, uint64_t v)
{
	uint8_t byte;

	do {
		byte = (uint8_t)((v & 0x7f) | (v > 0x7f ? 0x80 : 0));
		g_byte_array_append(to, &byte, 1);
		v >>= 7;
	} while (v);
}

/* As a member of the object; frees @numbers. */
static void stream(struct part *p, const char *name, GByteArray *numbers)
{
	g_autofree char *text = g_base64_encode(
		numbers->len ? numbers->data : (const guint8 *)"",
		numbers->len);

	g_string_append_printf(p->out, ",\n\"%s\":\"%s\"", name, text);
	g_byte_array_unref(numbers);
}

static void edges(struct part *p)
{
	GByteArray *to = g_byte_array_new();
	uint32_t slew[2][2] = {{0}};
	uint64_t last = 0;

	for (guint i = tw_scene_edge_at(p->s, p->from); i < p->s->edges->len;
	     i++) {
		const struct scene_edge *e =
			scene_get(p->s->edges, scene_edge, i);
		uint32_t *before = &slew[e->line][e->level];
		bool other = *before != e->slew;

		if (e->tick > p->to)
			break;
		number(to, (e->tick - last) << 3 | (uint64_t)e->line << 2 |
				   (uint64_t)e->level << 1 | other);
		if (other)
			number(to, e->slew);
		*before = e->slew;
		last = e->tick;
	}
	stream(p, "edges", to);
}

static unsigned port_number(const struct scene *s, uint32_t port)
{
	unsigned n = 0;

	while (g_array_index(s->ports, uint32_t, n) != port)
		n++;
	return n;
}

static void pulls(struct part *p)
{
	GByteArray *to = g_byte_array_new();
	uint64_t last = 0;

	for (guint i = 0; i < p->s->pulls->len; i++) {
		const struct scene_pull *pull =
			scene_get(p->s->pulls, scene_pull, i);

		if (pull->from > p->to)
			break;
		if (pull->to < p->from)
			continue;
		number(to, pull->from - last);
		number(to, pull->to - pull->from);
		number(to, port_number(p->s, pull->port) << 3 |
				   (unsigned)pull->line << 2 |
				   (pull->drive & 3u));
		last = pull->from;
	}
	stream(p, "pulls", to);
}

static void item(GByteArray *to, const struct scene_item *it, uint64_t last)
{
	unsigned kind = it->kind - SCENE_ADDRESS;

	number(to, kind | (unsigned)it->ack << 2);
	number(to, it->value);
	number(to, it->from - MIN(last, it->from));
	number(to, it->eight - MIN(it->from, it->eight));
	number(to, it->ack_at - MIN(it->eight, it->ack_at));
	number(to, it->to - MIN(it->ack_at, it->to));
}

static void message(GByteArray *to, const struct scene *s,
		    const struct scene_message *m)
{
	guint n = 0;
	uint64_t last = m->from;

	number(to, m->to - m->from);
	number(to, m->restart | m->addressed << 1 | m->read << 2 |
			   m->refused << 3 | m->cut << 4 |
			   (unsigned)m->ack << 5 | (unsigned)m->end << 7);
	number(to, m->addr);
	for (guint i = m->first_item; i < m->end_item; i++)
		n += scene_get(s->items, scene_item, i)->kind > SCENE_STOP;
	number(to, n);
	for (guint i = m->first_item; i < m->end_item; i++) {
		const struct scene_item *it =
			scene_get(s->items, scene_item, i);

		if (it->kind <= SCENE_STOP)
			continue;
		item(to, it, last);
		last = it->to;
	}
}

static void messages(struct part *p)
{
	GByteArray *to = g_byte_array_new();
	uint64_t last = 0;

	for (guint i = tw_scene_message_at(p->s, p->from);
	     i < p->s->messages->len; i++) {
		const struct scene_message *m =
			scene_get(p->s->messages, scene_message, i);

		if (m->from > p->to)
			break;
		number(to, m->from - last);
		message(to, p->s, m);
		last = m->from;
	}
	stream(p, "messages", to);
}

static void net_edges(struct part *p)
{
	GByteArray *to = g_byte_array_new();
	uint64_t last = 0;

	for (guint i = 0; i < p->s->nets->len; i++) {
		const struct scene_net *n = scene_get(p->s->nets, scene_net, i);
		unsigned which = 0;

		if (n->tick > p->to)
			break;
		while (g_array_index(p->s->net_sources, uint32_t, which) !=
		       n->source)
			which++;
		number(to, n->tick - last);
		number(to, which << 1 | n->level);
		last = n->tick;
	}
	stream(p, "net_edges", to);
}

/* --- JSON ------------------------------------------------------------------
 */

/* Nothing in it can end the element that it stands in. */
static void quoted(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (const char *c = text; *c; c++) {
		if (*c == '"' || *c == '\\')
			g_string_append_printf(out, "\\%c", *c);
		else if (*c == '<' || (unsigned char)*c < 0x20)
			g_string_append_printf(out, "\\u%04x", (unsigned)*c);
		else
			g_string_append_c(out, *c);
	}
	g_string_append_c(out, '"');
}

static void sources(struct part *p, const char *name, const GArray *which)
{
	g_string_append_printf(p->out, ",\n\"%s\":[", name);
	for (guint i = 0; i < which->len; i++) {
		const struct tw_source *s = tw_trace_source(
			p->s->trace, g_array_index(which, uint32_t, i));

		g_string_append(p->out, i ? ",{\"name\":" : "{\"name\":");
		quoted(p->out, s->name);
		g_string_append_printf(p->out, ",\"rest\":%u}", s->rest_high);
	}
	g_string_append_c(p->out, ']');
}

static void stretches(struct part *p)
{
	const char *comma = "";

	g_string_append(p->out, ",\n\"stretches\":[");
	for (guint i = 0; i < MIN(p->s->stretches->len, MOST_MARKS); i++) {
		const struct scene_stretch *st =
			scene_get(p->s->stretches, scene_stretch, i);

		if (st->from > p->to || st->to < p->from)
			continue;
		g_string_append_printf(p->out,
				       "%s[%" G_GUINT64_FORMAT
				       ",%" G_GUINT64_FORMAT ",%u]",
				       comma, st->from, st->to - st->from,
				       port_number(p->s, st->port));
		comma = ",";
	}
	g_string_append_c(p->out, ']');
}

/* What is only possible is counted, not marked. */
static void violations(struct part *p)
{
	const char *comma = "";
	unsigned n = 0;

	g_string_append(p->out, ",\n\"violations\":[");
	for (guint i = 0; i < p->s->violations->len && n < MOST_MARKS; i++) {
		const struct scene_violation *v =
			scene_get(p->s->violations, scene_violation, i);
		g_autoptr(GString) text = NULL;

		if (!v->certain || v->from > p->to || v->to < p->from)
			continue;
		text = g_string_new(NULL);
		tw_scene_violation_text(v, text);
		g_string_append_printf(p->out,
				       "%s[%" G_GUINT64_FORMAT
				       ",%" G_GUINT64_FORMAT ",",
				       comma, v->from, v->to - v->from);
		quoted(p->out, text->str);
		g_string_append_c(p->out, ']');
		comma = ",";
		n++;
	}
	g_string_append_c(p->out, ']');
}

static void notes(struct part *p)
{
	const char *comma = "";

	g_string_append(p->out, ",\n\"notes\":[");
	for (guint i = 0; i < MIN(p->s->notes->len, MOST_MARKS); i++) {
		const struct scene_note *n =
			scene_get(p->s->notes, scene_note, i);

		if (n->tick > p->to || n->tick < p->from)
			continue;
		g_string_append_printf(p->out, "%s[%" G_GUINT64_FORMAT ",",
				       comma, n->tick);
		quoted(p->out, n->text);
		g_string_append_c(p->out, ']');
		comma = ",";
	}
	g_string_append_c(p->out, ']');
}

/* What bytes mean, by message: its device, then a phrase for each byte or
 * null. */
static void means_of(struct part *p, const struct scene_message *m)
{
	for (guint i = m->first_item; i < m->end_item; i++) {
		const struct scene_item *it =
			scene_get(p->s->items, scene_item, i);

		if (it->kind != SCENE_ADDRESS && it->kind != SCENE_DATA)
			continue;
		if (it->kind == SCENE_DATA)
			g_string_append_c(p->out, ',');
		if (it->means)
			quoted(p->out, it->means);
		else
			g_string_append(p->out, "null");
	}
}

static void means(struct part *p)
{
	guint first = tw_scene_message_at(p->s, p->from);
	const char *comma = "";

	g_string_append(p->out, ",\n\"means\":{");
	for (guint i = first; p->s->reading && i < p->s->messages->len; i++) {
		const struct scene_message *m =
			scene_get(p->s->messages, scene_message, i);

		if (m->from > p->to)
			break;
		if (!m->addressed ||
		    !scene_get(p->s->items, scene_item, m->first_item + 1)
			     ->means)
			continue;
		g_string_append_printf(p->out, "%s\"%u\":[", comma, i - first);
		means_of(p, m);
		g_string_append_c(p->out, ']');
		comma = ",";
	}
	g_string_append_c(p->out, '}');
}

/* The window that was asked for; cut where the page would become too large. */
static bool choose(struct part *p, const struct tw_plot_config *config)
{
	guint last;

	p->from = config->from;
	p->to = config->to ? config->to : UINT64_MAX;
	last = tw_scene_edge_at(p->s, p->from) + MOST_EDGES;
	if (last >= p->s->edges->len ||
	    scene_get(p->s->edges, scene_edge, last)->tick >= p->to)
		return true;
	p->to = scene_get(p->s->edges, scene_edge, last)->tick;
	return false;
}

static void head(struct part *p, const struct tw_plot_config *config,
		 bool whole)
{
	const struct scene *s = p->s;
	g_autoptr(GString) facts = g_string_new(NULL);

	tw_plot_facts(s, facts);
	if (!whole)
		g_string_append(facts, "; only the first of it is here: --from "
				       "and --to choose");
	else if (config->from || config->to)
		g_string_append(facts, "; a window of it is here");
	g_string_append(p->out, "{\"title\":");
	quoted(p->out, tw_plot_title(s, config));
	g_string_append(p->out, ",\"facts\":");
	quoted(p->out, facts->str);
	g_string_append_printf(
		p->out,
		",\"num\":%" G_GUINT64_FORMAT ",\"den\":%" G_GUINT64_FORMAT
		",\"begin\":%" G_GUINT64_FORMAT ",\"end\":%" G_GUINT64_FORMAT
		",\"bit\":%" G_GUINT64_FORMAT,
		s->num, s->den, p->from, MIN(s->end, p->to), s->bit_ticks);
}

void tw_plot_html(const struct scene *s, const struct tw_plot_config *config,
		  GString *out)
{
	const char *place = strstr(tw_plot_page, "@DATA@");
	struct part p = {.s = s, .out = out};
	bool whole = choose(&p, config);

	g_string_append_len(out, tw_plot_page, place - tw_plot_page);
	head(&p, config, whole);
	sources(&p, "ports", s->ports);
	sources(&p, "nets", s->net_sources);
	edges(&p);
	pulls(&p);
	messages(&p);
	net_edges(&p);
	stretches(&p);
	violations(&p);
	notes(&p);
	means(&p);
	g_string_append_c(out, '}');
	g_string_append(out, place + strlen("@DATA@"));
}
