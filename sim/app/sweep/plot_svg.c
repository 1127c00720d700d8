/* SPDX-License-Identifier: MIT */
/* A shmoo plot as SVG. Lengths are tenths of a pixel. */
#include "app/sweep/summary.h"

#include "app/sweep/ticks.h"

#include <string.h>

enum {
	MARGIN = 160,
	LEFT = 820, /* of the cells; the scale is there */
	HEAD = 620, /* title and counts */
	LEGEND = 220,
	FOOT = 560, /* the scale below */
	LEAST_WIDTH = 3000,
};

/* Colours as Okabe and Ito chose them; each has a hatching of its own, too. The
 * tile is 6 by 6. */
static const struct {
	const char *fill, *hatch;
} looks[SWEEP_NONE] = {
	[SWEEP_HELD] = {"#56b4e9", ""},
	[SWEEP_SOME] =
		{"#f0e442",
		 "<path d=\"M1 1h2v2h-2zM4 4h2v2h-2z\" fill=\"#6b6300\"/>"},
	[SWEEP_FAILED] = {"#d55e00", "<path d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\" "
				     "stroke=\"#fff\"/>"},
	[SWEEP_HUNG] = {"#cc79a7", "<path d=\"M0 1.5h6M0 4.5h6\" "
				   "stroke=\"#4a1030\"/>"},
	[SWEEP_CRASHED] = {"#1b1b1b", "<path d=\"M0 0l6 6M0 6l6-6\" "
				      "stroke=\"#fff\"/>"},
	[SWEEP_BROKEN] = {"#fff", "<path d=\"M3 0v6M0 3h6\" "
				  "stroke=\"#c00\"/>"},
	[SWEEP_MISSING] = {"#bbb", "<path d=\"M3 2v2\" stroke=\"#333\"/>"},
};

struct page {
	const struct sweep_grid *g;
	GString *out;
	int64_t width, cell_w, cell_h, top, bottom;
};

static void length(GString *out, const char *name, int64_t v)
{
	g_string_append_printf(out, " %s=\"%s%" G_GINT64_FORMAT, name,
			       v < 0 ? "-" : "", ABS(v) / 10);
	if (v % 10)
		g_string_append_printf(out, ".%u", (unsigned)(ABS(v) % 10));
	g_string_append_c(out, '"');
}

/* @anchor: "start", "middle" or "end". */
static void text(struct page *p, const char *class, const char *anchor,
		 int64_t x, int64_t y, const char *what)
{
	g_autofree char *escaped = g_markup_escape_text(what, -1);

	g_string_append_printf(p->out, "<text class=\"%s\" text-anchor=\"%s\"",
			       class, anchor);
	length(p->out, "x", x);
	length(p->out, "y", y);
	g_string_append_printf(p->out, ">%s</text>\n", escaped);
}

static void rect(struct page *p, const char *class, int64_t x, int64_t y,
		 int64_t w, int64_t h)
{
	g_string_append_printf(p->out, "<rect class=\"%s\"", class);
	length(p->out, "x", x);
	length(p->out, "y", y);
	length(p->out, "width", w);
	length(p->out, "height", h);
	g_string_append(p->out, "/>\n");
}

static void line(struct page *p, int64_t x0, int64_t y0, int64_t x1, int64_t y1)
{
	g_string_append(p->out, "<line class=\"ax\"");
	length(p->out, "x1", x0);
	length(p->out, "y1", y0);
	length(p->out, "x2", x1);
	length(p->out, "y2", y1);
	g_string_append(p->out, "/>\n");
}

static bool seen(const struct sweep_grid *g, enum sweep_verdict v)
{
	for (size_t i = 0; i < g->cols * g->rows; i++)
		if (sweep_bin_verdict(&g->bins[i]) == v)
			return true;
	return false;
}

static void style(struct page *p)
{
	g_string_append(
		p->out,
		"<style>\ntext{font:11px ui-monospace,SFMono-Regular,Menlo,"
		"Consolas,\"DejaVu Sans Mono\",monospace;fill:#1d2630}\n"
		".t,.u{font-family:system-ui,-apple-system,\"Segoe UI\","
		"Roboto,\"DejaVu Sans\",sans-serif}"
		".t{font-size:16px;font-weight:600}.u{font-size:12px}\n"
		".bg{fill:#fff}.ax{stroke:#4c5967}.no{fill:none;stroke:#4c5967}"
		"\n");
	for (unsigned v = 0; v < SWEEP_NONE; v++)
		if (seen(p->g, (enum sweep_verdict)v))
			g_string_append_printf(p->out, ".c%u{fill:url(#p%u)}",
					       v, v);
	g_string_append(p->out,
			"\n@media(prefers-color-scheme:dark){text{fill:#e3e9ef}"
			".bg{fill:#0f151b}.ax,.no{stroke:#a7b1bc}}\n</"
			"style>\n<defs>\n");
	for (unsigned v = 0; v < SWEEP_NONE; v++)
		if (seen(p->g, (enum sweep_verdict)v))
			g_string_append_printf(
				p->out,
				"<pattern id=\"p%u\" width=\"6\" height=\"6\" "
				"patternUnits=\"userSpaceOnUse\"><rect "
				"width=\"6\" height=\"6\" fill=\"%s\"/>%s"
				"</pattern>\n",
				v, looks[v].fill, looks[v].hatch);
	g_string_append(p->out, "</defs>\n");
}

/* From @y on; returns how much of it lies below the first line. */
static int64_t legend(struct page *p, int64_t y, bool draw)
{
	int64_t x = MARGIN, below = 0;

	for (unsigned v = 0; v < SWEEP_NONE; v++) {
		uint64_t n = p->g->all.n[v];
		g_autofree char *name =
			n ? g_strdup_printf("%" G_GUINT64_FORMAT " %s", n,
					    sweep_verdict_names[v])
			  : g_strdup(sweep_verdict_names[v]);
		int64_t width = 240 + 75 * (int64_t)strlen(name);
		char class[8];

		if (!seen(p->g, (enum sweep_verdict)v))
			continue;
		if (x > MARGIN && x + width > p->width - MARGIN) {
			x = MARGIN;
			below += 200;
		}
		g_snprintf(class, sizeof(class), "c%u", v);
		if (draw) {
			rect(p, class, x, y + below, 180, 120);
			text(p, "u", "start", x + 240, y + below + 105, name);
		}
		x += width + 180;
	}
	return below;
}

static void cells(struct page *p)
{
	const struct sweep_grid *g = p->g;

	g_string_append(p->out, "<g shape-rendering=\"crispEdges\">\n");
	for (size_t row = 0; row < g->rows; row++)
		for (size_t col = 0, end; col < g->cols; col = end) {
			enum sweep_verdict v = sweep_grid_at(g, col, row);
			char class[8];

			for (end = col + 1;
			     end < g->cols && sweep_grid_at(g, end, row) == v;
			     end++)
				;
			if (v == SWEEP_NONE)
				continue;
			g_snprintf(class, sizeof(class), "c%u", (unsigned)v);
			rect(p, class, LEFT + (int64_t)col * p->cell_w,
			     p->bottom - (int64_t)(row + 1) * p->cell_h,
			     (int64_t)(end - col) * p->cell_w, p->cell_h);
		}
	g_string_append(p->out, "</g>\n");
}

/* Where along @length a tick is; values are in the middles of their cells. */
static int64_t along(const struct sweep_tick *t, const struct tw_axis *a,
		     int64_t span)
{
	return (t->at + 500) * span / ((int64_t)a->values->len * 1000);
}

static void scale_x(struct page *p)
{
	int64_t span = (int64_t)p->g->cols * p->cell_w;
	GArray *ticks = sweep_ticks(p->g->x, (size_t)(span / 700));
	g_autoptr(GString) title = g_string_new(NULL);

	for (guint i = 0; i < ticks->len; i++) {
		const struct sweep_tick *t =
			&g_array_index(ticks, struct sweep_tick, i);
		int64_t x = LEFT + along(t, p->g->x, span);

		line(p, x, p->bottom, x, p->bottom + 50);
		text(p, "k", "middle", x, p->bottom + 180, t->label);
	}
	g_array_unref(ticks);
	sweep_axis_title(p->g->x, title);
	text(p, "u", "middle", LEFT + span / 2, p->bottom + 380, title->str);
}

static void scale_y(struct page *p)
{
	int64_t span = (int64_t)p->g->rows * p->cell_h;
	GArray *ticks = sweep_ticks(p->g->y, (size_t)(span / 300));
	g_autoptr(GString) title = g_string_new(NULL);

	for (guint i = 0; i < ticks->len; i++) {
		const struct sweep_tick *t =
			&g_array_index(ticks, struct sweep_tick, i);
		int64_t y = p->bottom - along(t, p->g->y, span);

		line(p, LEFT - 50, y, LEFT, y);
		text(p, "k", "end", LEFT - 80, y + 40, t->label);
	}
	g_array_unref(ticks);
	sweep_axis_title(p->g->y, title);
	text(p, "u", "start", MARGIN, p->top - 60, title->str);
}

static void document(struct page *p, const GString *body, GString *out)
{
	g_autofree char *title = g_markup_escape_text(p->g->plan->title, -1);
	g_autoptr(GString) counts = g_string_new(NULL);

	sweep_counts_text(&p->g->all, counts);
	g_string_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
			     "role=\"img\" aria-labelledby=\"title desc\"");
	length(out, "width", p->width);
	length(out, "height", p->bottom + FOOT);
	g_string_append_printf(out,
			       " viewBox=\"0 0 %" G_GINT64_FORMAT
			       " %" G_GINT64_FORMAT "\">\n<title id=\"title\">"
			       "%s</title>\n<desc id=\"desc\">%s</desc>\n",
			       p->width / 10, (p->bottom + FOOT) / 10, title,
			       counts->str);
	g_string_append_len(out, body->str, (gssize)body->len);
	g_string_append(out, "</svg>\n");
}

static void head(struct page *p)
{
	g_autoptr(GString) what = g_string_new(NULL);

	style(p);
	g_string_append(p->out, "<rect class=\"bg\" width=\"100%\" "
				"height=\"100%\"/>\n");
	text(p, "t", "start", MARGIN, 280, p->g->plan->title);
	g_string_append_printf(what, "%" G_GUINT64_FORMAT " cells",
			       p->g->plan->n_cells);
	text(p, "u", "start", MARGIN, 480, what->str);
	legend(p, HEAD, true);
}

void sweep_plot_svg(const struct sweep_grid *grid, unsigned width, GString *out)
{
	g_autoptr(GString) body = g_string_new(NULL);
	struct page p = {
		.g = grid,
		.out = body,
		.width = MAX((int64_t)width * 10, LEAST_WIDTH),
		.top = HEAD + LEGEND + (grid->y ? 260 : 60),
	};
	int64_t room = p.width - LEFT - MARGIN;

	p.top += legend(&p, 0, false);
	p.cell_w = MAX(room / (int64_t)grid->cols, 1);
	p.cell_h = CLAMP(room * 11 / 20 / (int64_t)grid->rows, 1, 400);
	p.bottom = p.top + (int64_t)grid->rows * p.cell_h;
	p.bottom += (10 - p.bottom % 10) % 10;
	head(&p);
	cells(&p);
	rect(&p, "no", LEFT, p.bottom - (int64_t)grid->rows * p.cell_h,
	     (int64_t)grid->cols * p.cell_w, (int64_t)grid->rows * p.cell_h);
	scale_x(&p);
	if (grid->y)
		scale_y(&p);
	document(&p, body, out);
}
