/* SPDX-License-Identifier: MIT */
/* A picture as SVG: its head, its rows. */
#include "trace/plot.h"
#include "trace/plot_facts.h"
#include "trace/plot_svg.h"

#define DEFAULT_WIDTH 9600
#define LEAST_BIT     180 /* width of a clock period */
#define MOST_BIT      3000
#define MOST_BYTES    48  /* shown unless asked */
#define MOST_ASKED    800 /* shown at all */

static void legend_entry(struct svg *g, int64_t *x, const char *class,
			 const char *text)
{
	int64_t width = tw_svg_text_width(text) + 280;

	if (*x + width > g->width - SVG_MARGIN && *x > SVG_MARGIN) {
		*x = SVG_MARGIN;
		g->y += 180;
	}
	tw_svg_rect(g, class, *x, g->y + 40, 140, class[0] == 'p' ? 50 : 90,
		    10);
	tw_svg_label(g, "x", 's', *x + 180, g->y + 115, text);
	*x += width;
}

/* What the colours mean that are in the picture. */
static void legend(struct svg *g)
{
	const struct scene *s = g->s;
	int64_t x = SVG_MARGIN;
	guint sure = tw_plot_certain(s);
	bool any;

	any = s->ports->len || s->stretches->len || sure;

	for (guint i = 0; i < s->ports->len; i++) {
		uint32_t port = g_array_index(s->ports, uint32_t, i);
		g_autofree char *text = g_strdup_printf(
			"%s pulls", tw_trace_source(s->trace, port)->name);
		char class[16];

		g_snprintf(class, sizeof(class), "p%u",
			   tw_svg_port_colour(g, port));
		legend_entry(g, &x, class, text);
	}
	if (s->stretches->len)
		legend_entry(g, &x, "sb", "clock stretching");
	if (sure)
		legend_entry(g, &x, "vb", "beyond a limit");
	if (any)
		g->y += 250;
}

static void head(struct svg *g, const struct tw_plot_config *config)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const char *title =
		config->title ? config->title
			      : tw_trace_source(g->s->trace, g->s->bus)->name;

	tw_svg_paragraph(g, "t", 95, 220, title);
	tw_plot_facts(g->s, text);
	tw_svg_paragraph(g, "u", SVG_SANS, 180, text->str);
	g_string_truncate(text, 0);
	tw_excerpt_text(g->excerpt, g->s, text);
	if (text->len)
		tw_svg_paragraph(g, "u", SVG_SANS, 180, text->str);
	g->y += 40;
	legend(g);
}

/* For those who do not see the picture: what is said in it. */
static void description(const struct svg *g, GString *out)
{
	g_autoptr(GString) text = g_string_new(NULL);

	tw_plot_facts(g->s, text);
	g_string_append_c(text, '.');
	for (guint i = 0; i < g->s->items->len && text->len < 1500; i++) {
		const struct scene_item *it =
			scene_get(g->s->items, scene_item, i);
		bool shown = false;

		for (size_t k = 0; k < g->excerpt->n; k++)
			shown |= it->from >= g->excerpt->windows[k].from &&
				 it->from <= g->excerpt->windows[k].to;
		if (!shown)
			continue;
		g_string_append_c(text, ' ');
		tw_scene_item_text(it, text);
		if (it->kind >= SCENE_ADDRESS && it->ack != TW_SEEN_NOTHING)
			g_string_append(text, it->ack == TW_SEEN_ACK ? " ACK"
								     : " NACK");
		g_string_append_c(text, ';');
	}
	tw_svg_escape(out, text->str);
}

static void document(struct svg *g, const struct tw_plot_config *config,
		     const GString *body, GString *out)
{
	const char *title = config->title ? config->title : "I2C waveform";

	g_string_append(
		out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
		     "aria-labelledby=\"title desc\"");
	tw_svg_attr(out, "width", g->width);
	tw_svg_attr(out, "height", g->y);
	g_string_append(out, " viewBox=\"0 0");
	tw_svg_length(out, g->width);
	tw_svg_length(out, g->y);
	g_string_append(out, "\">\n<title id=\"title\">");
	tw_svg_escape(out, title);
	g_string_append(out, "</title>\n<desc id=\"desc\">");
	description(g, out);
	g_string_append(out, "</desc>\n");
	tw_svg_style(out);
	g_string_append(out, "<rect class=\"bg\" width=\"100%\" "
			     "height=\"100%\"/>\n");
	g_string_append_len(out, body->str, (gssize)body->len);
	g_string_append(out, "</svg>\n");
}

static int64_t longest(const GArray *rows)
{
	int64_t best = 1;

	for (guint i = 0; i < rows->len; i++) {
		const struct axis_row *r =
			&g_array_index(rows, struct axis_row, i);

		best = MAX(best, r->x1 - r->x0);
	}
	return best;
}

/* Rows of periods as narrow as can be read; then as wide as these rows allow.
 */
static GArray *lay_out(struct axis *axis, const struct scene *s,
		       const struct excerpt *e, int64_t room)
{
	int64_t bit = LEAST_BIT;
	GArray *rows, *wider;

	tw_axis_init(axis, s, e->windows, e->n, bit);
	rows = tw_axis_rows(axis, room);
	for (int64_t more = MIN(bit * room / longest(rows), MOST_BIT);
	     more > bit; more -= 4) {
		tw_axis_clear(axis);
		tw_axis_init(axis, s, e->windows, e->n, more);
		wider = tw_axis_rows(axis, room);
		if (wider->len <= rows->len) {
			g_array_unref(rows);
			return wider;
		}
		g_array_unref(wider);
	}
	tw_axis_clear(axis);
	tw_axis_init(axis, s, e->windows, e->n, bit);
	return rows;
}

void tw_plot_svg(const struct scene *s, const struct tw_plot_config *config,
		 GString *out)
{
	struct excerpt_wish wish = {.from = config->from, .to = config->to};
	g_autoptr(GString) body = g_string_new(NULL);
	struct excerpt e;
	struct axis axis;
	GArray *rows;
	struct svg g = {
		.out = body,
		.s = s,
		.axis = &axis,
		.excerpt = &e,
		.width = config->width ? config->width * 10 : DEFAULT_WIDTH,
		.left = SVG_MARGIN + SVG_GUTTER,
		.y = SVG_MARGIN,
	};

	wish.most = wish.from || wish.to ? MOST_ASKED : MOST_BYTES;
	tw_excerpt(&e, s, &wish);
	rows = lay_out(&axis, s, &e, g.width - g.left - SVG_MARGIN);
	g.step_ns = tw_axis_step_ns(&axis, s, 1000);
	head(&g, config);
	tw_svg_index(&g);
	for (guint i = 0; i < rows->len; i++) {
		g.row = g_array_index(rows, struct axis_row, i);
		tw_svg_row(&g);
	}
	g_array_unref(rows);
	document(&g, config, body, out);
	tw_axis_clear(&axis);
}
