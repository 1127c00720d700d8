/* SPDX-License-Identifier: MIT */
/* A row of the picture: what is decoded, bits, wires, nets, marks, time. */
#include "trace/plot_svg.h"

#include "monitor/ticks.h"

#define BLOCK	   200
#define NET_HEIGHT 110
#define BIT_ROOM   90  /* a bit's digit is drawn where all have so much */
#define BESIDE_GAP 130 /* a gap's length may be wider than the gap */

static int64_t place(const struct svg *g, uint64_t tick)
{
	return svg_x(g, tick);
}

/* A block with its text, if that has room; else a shorter one. */
static void block(struct svg *g, const char *class, uint64_t from, uint64_t to,
		  const char *text_class, const char *text, const char *shorter)
{
	int64_t x0 = place(g, from), x1 = place(g, to);
	int64_t room = x1 - x0;

	if (room <= 0)
		return;
	tw_svg_rect(g, class, x0, g->y, room, BLOCK, 30);
	if (tw_svg_text_width(text) > room)
		text = shorter;
	if (text && tw_svg_text_width(text) <= room + (text[1] ? 10 : 40))
		tw_svg_label(g, text_class, 'm', x0 + room / 2, g->y + 140,
			     text);
}

/* START and STOP: a tag whose text stands beside the instant. */
static void condition(struct svg *g, const struct scene_item *it)
{
	const char *text = it->kind == SCENE_START     ? "S"
			   : it->kind == SCENE_RESTART ? "Sr"
						       : "P";
	int64_t width = 90 + (it->kind == SCENE_RESTART ? 60 : 0);
	int64_t x = place(g, it->from) - width / 2;

	tw_svg_rect(g, "q", x, g->y, width, BLOCK, 30);
	tw_svg_label(g, "m", 'm', x + width / 2, g->y + 140, text);
}

static void acknowledge(struct svg *g, const struct scene_item *it)
{
	if (it->ack == TW_SEEN_ACK)
		block(g, "k", it->ack_at, it->to, "kt", "ACK", "A");
	else if (it->ack == TW_SEEN_NACK)
		block(g, "n", it->ack_at, it->to, "nt", "NACK", "N");
}

/* The shorter text of a byte has no 0x. */
static void byte(struct svg *g, const struct scene_item *it)
{
	g_autoptr(GString) text = g_string_new(NULL);

	tw_scene_item_text(it, text);
	block(g,
	      it->kind == SCENE_ADDRESS ? "a"
	      : it->kind == SCENE_CUT	? "n"
					: "d",
	      it->from, it->eight, it->kind == SCENE_CUT ? "nt" : "m",
	      text->str,
	      it->kind == SCENE_CUT ? "cut" : text->str + strlen("0x"));
	acknowledge(g, it);
}

static bool left_out(const struct svg *g, uint64_t tick)
{
	return tw_axis_piece(g->axis, tw_axis_x(g->axis, tick))->gap ==
	       AXIS_LEFT_OUT;
}

static void decoded(struct svg *g)
{
	for (guint i = 0; i < g->s->items->len; i++) {
		const struct scene_item *it =
			scene_get(g->s->items, scene_item, i);

		if (it->from > g->t1)
			break;
		if (!svg_in_row(g, it->from, it->to) || left_out(g, it->from))
			continue;
		if (it->kind <= SCENE_STOP)
			condition(g, it);
		else
			byte(g, it);
	}
	g->y += BLOCK + 30;
}

/* The digit of the bit that rose with the @i-th edge. */
static void bit(struct svg *g, guint i, const struct scene_item *it)
{
	const struct scene_edge *e = scene_get(g->s->edges, scene_edge, i);
	uint64_t end = it->to;
	bool level[2];

	for (guint k = i + 1; k < g->s->edges->len; k++) {
		const struct scene_edge *f =
			scene_get(g->s->edges, scene_edge, k);

		if (f->line == TW_SCL) {
			end = f->tick;
			break;
		}
	}
	if (e->tick >= it->eight || end > g->t1 || end < e->tick)
		return;
	tw_scene_levels(g->s, i + 1, level);
	tw_svg_label(g, "b", 'm', (place(g, e->tick) + place(g, end)) / 2,
		     g->y + 90, level[TW_SDA] ? "1" : "0");
}

/* The digits of a piece's bits, if what is seen of it has room for them all. */
static void bits_of(struct svg *g, const struct scene_item *it)
{
	guint first = tw_scene_edge_at(g->s, MAX(it->from, g->t0));
	int64_t n = 0;
	guint end;

	for (end = first; end < g->s->edges->len; end++) {
		const struct scene_edge *e =
			scene_get(g->s->edges, scene_edge, end);

		if (e->tick > MIN(it->to, g->t1))
			break;
		n += e->line == TW_SCL && e->level;
	}
	if (place(g, it->to) - place(g, it->from) < (n - 1) * BIT_ROOM)
		return;
	for (guint k = first; k < end; k++) {
		const struct scene_edge *e =
			scene_get(g->s->edges, scene_edge, k);

		if (e->line == TW_SCL && e->level)
			bit(g, k, it);
	}
}

static void bits(struct svg *g)
{
	for (guint i = 0; i < g->s->items->len; i++) {
		const struct scene_item *it =
			scene_get(g->s->items, scene_item, i);

		if (it->from > g->t1)
			break;
		if (it->kind <= SCENE_STOP ||
		    !svg_in_row(g, it->from, it->to) || left_out(g, it->from))
			continue;
		bits_of(g, it);
	}
	g->y += 130;
}

/* --- Nets ---------------------------------------------------------------- */

/* A net's level before @tick, and the index of what comes then. */
static bool net_before(const struct scene *s, uint32_t source, uint64_t tick,
		       guint *next)
{
	bool level = tw_trace_source(s->trace, source)->rest_high;

	for (*next = 0; *next < s->nets->len; (*next)++) {
		const struct scene_net *n =
			scene_get(s->nets, scene_net, *next);

		if (n->tick >= tick)
			break;
		if (n->source == source)
			level = n->level;
	}
	return level;
}

/* On to @x, and there to a level. */
static void net_step(struct svg *g, int64_t x, bool level)
{
	g_string_append_c(g->out, 'H');
	tw_svg_length(g->out, x);
	g_string_append_c(g->out, 'V');
	tw_svg_length(g->out, level ? g->y + 10 : g->y + NET_HEIGHT);
}

/* Of changes closer than half a pixel the first is drawn, and where they
 * lead. */
static void net(struct svg *g, uint32_t source)
{
	const struct scene *s = g->s;
	guint i;
	bool level = net_before(s, source, g->t0, &i), drawn = level;
	int64_t last = INT64_MIN / 2;

	tw_svg_label(g, "u", 's', SVG_MARGIN, g->y + 90,
		     tw_trace_source(s->trace, source)->name);
	g_string_append(g->out, "<path class=\"w\" d=\"M");
	tw_svg_length(g->out, g->left);
	tw_svg_length(g->out, level ? g->y + 10 : g->y + NET_HEIGHT);
	for (; i < s->nets->len; i++) {
		const struct scene_net *n = scene_get(s->nets, scene_net, i);
		int64_t x;

		if (n->tick > g->t1)
			break;
		if (n->source != source)
			continue;
		x = svg_x(g, n->tick);
		if (x - last >= 5) {
			if (drawn != level)
				net_step(g, last, level);
			net_step(g, x, n->level);
			drawn = n->level;
			last = x;
		}
		level = n->level;
	}
	if (drawn != level)
		net_step(g, last, level);
	g_string_append_c(g->out, 'H');
	tw_svg_length(g->out, svg_x(g, g->t1));
	g_string_append(g->out, "\"/>\n");
	g->y += NET_HEIGHT + 60;
}

/* --- Time ---------------------------------------------------------------- */

static void time_text(const struct svg *g, uint64_t at, GString *out)
{
	static const struct {
		uint64_t ns;
		const char *name;
	} units[] = {{1000000000, " s"},
		     {1000000, " ms"},
		     {1000, " us"},
		     {1, " ns"}};
	g_autofree char *digits = NULL;
	size_t i = 0, n;

	while (g->s->num && g->step_ns % units[i].ns)
		i++;
	digits = g_strdup_printf("%" G_GUINT64_FORMAT,
				 g->s->num ? at / units[i].ns : at);
	n = strlen(digits);
	for (size_t k = 0; k < n; k++) {
		if (k && (n - k) % 3 == 0)
			g_string_append(out, "\u202f");
		g_string_append_c(out, digits[k]);
	}
	if (g->s->num)
		g_string_append(out, units[i].name);
}

static uint64_t to_ns(const struct scene *s, uint64_t tick)
{
	return s->num ? ticks_to_ns(tick, s->num, s->den) : tick;
}

static void ticks_of(struct svg *g, const struct axis_piece *p)
{
	const struct scene *s = g->s;
	uint64_t t0 = MAX(p->t0, g->t0), t1 = MIN(p->t1, g->t1);
	uint64_t at = (to_ns(s, t0) + g->step_ns - 1) / g->step_ns * g->step_ns;
	int64_t left = svg_x(g, t0), right = svg_x(g, t1);
	int64_t least = left + (p->x0 > g->row.x0 ? BESIDE_GAP : -40);
	int64_t most = right - (p->x1 < g->row.x1 ? BESIDE_GAP : -40);

	for (; at <= to_ns(s, t1); at += g->step_ns) {
		g_autoptr(GString) text = g_string_new(NULL);
		uint64_t tick =
			s->num ? ticks_scale(at, s->den, s->num * NS_PER_S)
			       : at;
		int64_t x, half;

		if (tick < t0)
			continue;
		x = svg_x(g, tick);
		tw_svg_line(g, "gr", x, g->wires_top, x, g->y);
		tw_svg_line(g, "ax", x, g->y, x, g->y + 40);
		time_text(g, at, text);
		half = tw_svg_text_width(text->str) / 2;
		if (x - half < least || x + half > most ||
		    x + half > g->width - SVG_MARGIN)
			continue;
		tw_svg_label(g, "x", 'm', x, g->y + 150, text->str);
	}
}

static void gap(struct svg *g, const struct axis_piece *p)
{
	g_autoptr(GString) text = g_string_new(NULL);
	int64_t x0 = g->left + MAX(p->x0, g->row.x0) - g->row.x0;
	int64_t x1 = g->left + MIN(p->x1, g->row.x1) - g->row.x0;
	int64_t mid = (x0 + x1) / 2;
	int64_t top = g->wires_top, bottom = g->y;

	if (x1 - x0 < 100)
		return;
	tw_svg_rect(g, "g", x0, top, x1 - x0, bottom - top, 0);
	for (int64_t side = -30; side <= 30; side += 60)
		tw_svg_line(g, "gs", mid + side - 25, bottom + 50,
			    mid + side + 25, bottom - 50);
	tw_scene_length_text(g->s, p->t1 - p->t0, text);
	tw_svg_label(g, "x", 'm', mid, bottom + 150, text->str);
}

/* Where time does not run to scale, behind everything; then the scale. */
static void scale(struct svg *g)
{
	for (guint i = 0; i < g->axis->pieces->len; i++) {
		const struct axis_piece *p =
			scene_get(g->axis->pieces, axis_piece, i);

		if (p->x1 <= g->row.x0 || p->x0 >= g->row.x1)
			continue;
		if (p->gap)
			gap(g, p);
		else
			ticks_of(g, p);
	}
	tw_svg_line(g, "ax", g->left, g->y, g->left + g->row.x1 - g->row.x0,
		    g->y);
}

/* What is behind the wires has to be written before them, but knows its height
 * only after them. */
static void behind(struct svg *g, size_t at)
{
	g_autofree char *wires = g_strdup(g->out->str + at);

	g_string_truncate(g->out, at);
	scale(g);
	tw_svg_bands(g);
	g_string_append(g->out, wires);
}

void tw_svg_row(struct svg *g)
{
	size_t at;

	g->t0 = tw_axis_tick(g->axis, g->row.x0);
	g->t1 = tw_axis_tick(g->axis, g->row.x1);
	tw_svg_notes(g);
	g->wires_top = g->y - 20;
	at = g->out->len;
	decoded(g);
	bits(g);
	tw_svg_wire(g, TW_SCL);
	tw_svg_wire(g, TW_SDA);
	for (guint i = 0; i < g->s->net_sources->len; i++)
		net(g, g_array_index(g->s->net_sources, uint32_t, i));
	g->wires_bottom = g->y;
	tw_svg_marks(g);
	behind(g, at);
	g->y += 320;
}
