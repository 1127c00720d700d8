/* SPDX-License-Identifier: MIT */
/* What is marked in a row: clock stretching, timing beyond limits, notes. */
#include "trace/plot_svg.h"

#define LANES  8
#define LANE   155
#define NOTICE 150

struct mark {
	uint64_t from;
	uint64_t to;
	bool stretch;
	char *text;
};

static bool hidden(const struct svg *g, uint64_t tick)
{
	return tw_axis_piece(g->axis, tw_axis_x(g->axis, tick))->gap ==
	       AXIS_LEFT_OUT;
}

static void clear_mark(gpointer mark)
{
	g_free(((struct mark *)mark)->text);
}

static int by_from(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return strcmp(x->text, y->text);
}

static void stretches(const struct svg *g, GArray *marks)
{
	for (guint i = 0; i < g->s->stretches->len; i++) {
		const struct scene_stretch *st =
			scene_get(g->s->stretches, scene_stretch, i);
		struct mark m = {
			.from = st->from, .to = st->to, .stretch = true};
		g_autoptr(GString) text = NULL;

		if (!svg_in_row(g, m.from, m.to) || hidden(g, m.from))
			continue;
		text = g_string_new(
			tw_trace_source(g->s->trace, st->port)->name);
		g_string_append(text, " stretches ");
		tw_scene_length_text(g->s, m.to - m.from, text);
		m.text = g_strdup(text->str);
		g_array_append_val(marks, m);
	}
}

/* Only what is certain: a capture of few samples a bit has a possible one in
 * every second. */
static void violations(const struct svg *g, GArray *marks)
{
	for (guint i = 0; i < g->s->violations->len; i++) {
		const struct scene_violation *v =
			scene_get(g->s->violations, scene_violation, i);
		struct mark m = {.from = v->from, .to = v->to};
		g_autoptr(GString) text = NULL;

		if (!v->certain || !svg_in_row(g, m.from, m.to) ||
		    hidden(g, m.to))
			continue;
		text = g_string_new(NULL);
		tw_scene_violation_text(v, text);
		m.text = g_strdup(text->str);
		g_array_append_val(marks, m);
	}
}

/* Those of the row, sorted. Free with g_array_unref(). */
static GArray *marks_of(const struct svg *g)
{
	GArray *marks = g_array_new(FALSE, FALSE, sizeof(struct mark));

	g_array_set_clear_func(marks, clear_mark);
	stretches(g, marks);
	violations(g, marks);
	g_array_sort(marks, by_from);
	return marks;
}

void tw_svg_bands(struct svg *g)
{
	GArray *marks = marks_of(g);

	for (guint i = 0; i < marks->len; i++) {
		const struct mark *m = &g_array_index(marks, struct mark, i);
		int64_t x0 = svg_x(g, m->from), x1 = svg_x(g, m->to);

		tw_svg_rect(g, m->stretch ? "sb" : "vb", x0, g->wires_top,
			    MAX(x1 - x0, 10), g->wires_bottom - g->wires_top,
			    0);
	}
	g_array_unref(marks);
}

/* The first lane that is free at @x, or LANES. */
static unsigned lane(int64_t *free, int64_t x, int64_t end)
{
	for (unsigned i = 0; i < LANES; i++) {
		if (free[i] > x)
			continue;
		free[i] = end + 60;
		return i;
	}
	return LANES;
}

/* Where a text of a mark begins: centred on it, and inside the row. */
static int64_t text_at(const struct svg *g, int64_t x0, int64_t x1,
		       int64_t width)
{
	int64_t right = g->width - SVG_MARGIN;
	int64_t x = (x0 + x1 - width) / 2;

	return MAX(MIN(x, right - width), SVG_MARGIN);
}

static void bracket(struct svg *g, const struct mark *m, int64_t y)
{
	const char *class = m->stretch ? "ss" : "vs";
	int64_t x0 = svg_x(g, m->from), x1 = MAX(svg_x(g, m->to), x0 + 10);

	g_string_append_printf(g->out, "<path class=\"%s\" d=\"M", class);
	tw_svg_length(g->out, x0);
	tw_svg_length(g->out, y);
	g_string_append(g->out, "v 4H");
	tw_svg_length(g->out, x1);
	g_string_append(g->out, "v -4\"/>\n");
}

/* The same said several times in a row is said once, with a count; NULL: it
 * has been said. */
static char *said(const GArray *marks, guint n)
{
	const char *text = g_array_index(marks, struct mark, n).text;
	guint times = 1;

	for (guint i = 0; i < n; i++)
		if (!strcmp(g_array_index(marks, struct mark, i).text, text))
			return NULL;
	for (guint i = n + 1; i < marks->len; i++)
		times += !strcmp(g_array_index(marks, struct mark, i).text,
				 text);
	return times > 1 ? g_strdup_printf("%s, %u times", text, times)
			 : g_strdup(text);
}

void tw_svg_marks(struct svg *g)
{
	GArray *marks = marks_of(g);
	int64_t free[LANES] = {0};
	unsigned lanes = 0, unlabelled = 0;

	for (guint i = 0; i < marks->len; i++) {
		const struct mark *m = &g_array_index(marks, struct mark, i);
		g_autofree char *text = said(marks, i);
		int64_t x0 = svg_x(g, m->from), x1 = svg_x(g, m->to);
		int64_t width, at;
		unsigned in;

		if (!text)
			continue;
		width = tw_svg_text_width(text);
		at = text_at(g, x0, x1, width);
		in = lane(free, MIN(at, x0), MAX(at + width, x1));
		if (in == LANES) {
			unlabelled++;
			continue;
		}
		lanes = MAX(lanes, in + 1);
		bracket(g, m, g->y + in * LANE - 20);
		tw_svg_label(g, m->stretch ? "st" : "v", 's', at,
			     g->y + in * LANE + 115, text);
	}
	g->y += lanes * LANE + (lanes ? 40 : 0);
	if (unlabelled) {
		g_autofree char *more =
			g_strdup_printf("and %u more", unlabelled);

		tw_svg_label(g, "v", 's', g->left, g->y + 80, more);
		g->y += LANE;
	}
	g_array_unref(marks);
}

/* --- Notes --------------------------------------------------------------- */

/* A text that fits, with "..." where it does not. */
static char *shortened(const char *text, int64_t room)
{
	glong most = (glong)(room / SVG_CHAR);

	if (g_utf8_strlen(text, -1) <= most || most < 4)
		return g_strdup(text);
	return g_strdup_printf(
		"%.*s...",
		(int)(g_utf8_offset_to_pointer(text, most - 3) - text), text);
}

struct flag {
	int64_t x;
	unsigned lane;
};

/* Text at a note's place, in the first lane with room; how many lanes. */
static unsigned flag_texts(struct svg *g, GArray *flags)
{
	int64_t free[LANES] = {0};
	unsigned lanes = 0;

	for (guint i = 0; i < g->s->notes->len; i++) {
		const struct scene_note *n =
			scene_get(g->s->notes, scene_note, i);
		struct flag f;
		g_autofree char *text = NULL;
		int64_t width, at;

		if (n->tick < g->t0 || n->tick > g->t1 ||
		    (n->tick == g->t1 && n->tick != g->s->end) ||
		    hidden(g, n->tick))
			continue;
		f.x = svg_x(g, n->tick);
		text = shortened(n->text, g->width - SVG_MARGIN - g->left);
		width = tw_svg_text_width(text);
		at = MIN(f.x, g->width - SVG_MARGIN - width);
		f.lane = lane(free, at, at + width);
		if (f.lane == LANES)
			continue;
		lanes = MAX(lanes, f.lane + 1);
		tw_svg_label(g, "no", 's', at, g->y + f.lane * NOTICE + 100,
			     text);
		g_array_append_val(flags, f);
	}
	return lanes;
}

void tw_svg_notes(struct svg *g)
{
	GArray *flags = g_array_new(FALSE, FALSE, sizeof(struct flag));
	unsigned lanes = flag_texts(g, flags);
	int64_t base = g->y;

	g->y += lanes * NOTICE + (lanes ? 40 : 0);
	for (guint i = 0; i < flags->len; i++) {
		const struct flag *f = &g_array_index(flags, struct flag, i);

		tw_svg_line(g, "nl", f->x, base + f->lane * NOTICE + 120, f->x,
			    g->y + 900);
	}
	g_array_unref(flags);
}
