/* SPDX-License-Identifier: MIT */
/* A shmoo plot in characters. */
#include "app/sweep/summary.h"

#include "app/sweep/ticks.h"

#include <string.h>

enum {
	LEFT = 11, /* characters before the first column */
	WIDEST = 8,
};

/* How many characters a column gets: small plots are wider. */
static size_t zoom(const struct sweep_grid *g, const struct sweep_look *look)
{
	size_t room = look->width > LEFT + 1 ? look->width - LEFT - 1 : 1;

	return CLAMP(room / g->cols, 1, WIDEST);
}

/* Told apart by shape alone; colours as Okabe and Ito chose them, which the
 * colour-blind can tell apart, too. */
static const struct {
	const char *glyph, *ascii, *colour;
} looks[SWEEP_VERDICTS] = {
	[SWEEP_HELD] = {"\u2588", "#", "38;5;74"},
	[SWEEP_SOME] = {"\u2592", "+", "38;5;220"},
	[SWEEP_FAILED] = {"\u00b7", ".", "38;5;166"},
	[SWEEP_HUNG] = {"\u2261", "h", "38;5;175"},
	[SWEEP_CRASHED] = {"\u00d7", "x", "1;31"},
	[SWEEP_BROKEN] = {"!", "!", "1;7"},
	[SWEEP_MISSING] = {"?", "?", "2"},
	[SWEEP_NONE] = {" ", " ", "0"},
};

static const char *glyph(enum sweep_verdict v, const struct sweep_look *look)
{
	return look->ascii ? looks[v].ascii : looks[v].glyph;
}

static void paint(GString *out, enum sweep_verdict v,
		  const struct sweep_look *look, const char *text)
{
	if (look->colour)
		g_string_append_printf(out, "\033[%sm%s\033[0m",
				       looks[v].colour, text);
	else
		g_string_append(out, text);
}

/* Which of @n columns or rows a tick is in. */
static size_t bin_of(const struct sweep_tick *tick, const struct tw_axis *axis,
		     size_t n)
{
	size_t value = (size_t)((tick->at + 500) / 1000);

	return MIN(value, axis->values->len - 1) * n / axis->values->len;
}

static void row_label(const struct sweep_grid *g, const GArray *ticks,
		      size_t row, GString *out)
{
	const char *label = "";

	for (guint i = 0; i < ticks->len; i++) {
		const struct sweep_tick *t =
			&g_array_index(ticks, struct sweep_tick, i);

		if (bin_of(t, g->y, g->rows) == row)
			label = t->label;
	}
	g_string_append_printf(out, "%*s ", LEFT - 2, label);
}

static void rows(const struct sweep_grid *g, const struct sweep_look *look,
		 GString *out)
{
	GArray *ticks =
		g->y ? sweep_ticks(g->y, g->rows > 12 ? g->rows / 2 : g->rows)
		     : NULL;

	for (size_t row = g->rows; row-- > 0;) {
		if (ticks)
			row_label(g, ticks, row, out);
		else
			g_string_append_printf(out, "%*s", LEFT - 1, "");
		g_string_append(out, look->ascii ? "|" : "\u2502");
		for (size_t col = 0; col < g->cols;) {
			enum sweep_verdict v = sweep_grid_at(g, col, row);
			g_autoptr(GString) run = g_string_new(NULL);

			for (; col < g->cols && sweep_grid_at(g, col, row) == v;
			     col++)
				for (size_t i = 0; i < zoom(g, look); i++)
					g_string_append(run, glyph(v, look));
			paint(out, v, look, run->str);
		}
		while (out->str[out->len - 1] == ' ')
			g_string_truncate(out, out->len - 1);
		g_string_append_c(out, '\n');
	}
	g_clear_pointer(&ticks, g_array_unref);
}

/* The scale below, and what it is of. */
static void scale(const struct sweep_grid *g, const struct sweep_look *look,
		  GString *out)
{
	size_t wide = zoom(g, look), cols = g->cols * wide;
	GArray *ticks = sweep_ticks(g->x, MAX(cols / 8, 2));
	g_autofree char *marks = g_strnfill(cols, '-');
	g_autoptr(GString) labels = g_string_new(NULL);

	for (guint i = 0; i < ticks->len; i++) {
		const struct sweep_tick *t =
			&g_array_index(ticks, struct sweep_tick, i);
		size_t at = bin_of(t, g->x, g->cols) * wide + wide / 2;
		size_t half = strlen(t->label) / 2;
		size_t from = LEFT + at > half ? LEFT + at - half : 0;

		marks[at] = '+';
		if (labels->len && labels->len + 1 > from)
			continue;
		while (labels->len < from)
			g_string_append_c(labels, ' ');
		g_string_append(labels, t->label);
	}
	g_array_unref(ticks);
	g_string_append_printf(out, "%*s%s", LEFT - 1, "",
			       look->ascii ? "+" : "\u2514");
	for (const char *m = marks; *m; m++)
		if (look->ascii)
			g_string_append_c(out, *m);
		else
			g_string_append(out, *m == '+' ? "\u252c" : "\u2500");
	g_string_append_printf(out, "\n%s\n", labels->str);
}

static void legend(const struct sweep_grid *g, const struct sweep_look *look,
		   GString *out)
{
	bool any = false;

	g_string_append_printf(out, "%*s", LEFT, "");
	for (unsigned v = 0; v < SWEEP_NONE; v++) {
		bool seen = false;

		for (size_t i = 0; i < g->cols * g->rows; i++)
			seen |= sweep_bin_verdict(&g->bins[i]) == v;
		if (!seen)
			continue;
		g_string_append(out, any ? "   " : "");
		any = true;
		paint(out, (enum sweep_verdict)v, look,
		      glyph((enum sweep_verdict)v, look));
		g_string_append_printf(out, " %s", sweep_verdict_names[v]);
	}
	g_string_append_c(out, '\n');
}

void sweep_plot_text(const struct sweep_grid *g, const struct sweep_look *look,
		     GString *out)
{
	g_string_append_printf(out, "%s\n", g->plan->title);
	if (g->y) {
		sweep_axis_title(g->y, out);
		g_string_append_c(out, '\n');
	}
	rows(g, look, out);
	scale(g, look, out);
	g_string_append_printf(out, "%*s", LEFT, "");
	sweep_axis_title(g->x, out);
	g_string_append_c(out, '\n');
	legend(g, look, out);
}
