/* SPDX-License-Identifier: MIT */
#include "monitor/waveform_marks.h"

#define MOST_MARKS 6 /* in a panel */

static const struct wave_column *column(const struct drawing *d, unsigned n)
{
	return &g_array_index(d->wave->columns, struct wave_column, n);
}

/* When a column ends: where the next begins that begins later. */
static uint64_t column_end(const struct drawing *d, unsigned n)
{
	uint64_t begin = column(d, n)->tick;

	for (n++; n < d->wave->columns->len; n++)
		if (column(d, n)->tick > begin)
			return column(d, n)->tick;
	return begin + 1;
}

void tw_waveform_end_line(GString *out)
{
	while (out->len && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

static bool pulls_at(const struct scene *s, uint32_t port, enum tw_line line,
		     uint64_t tick)
{
	for (guint i = 0; i < s->pulls->len; i++) {
		const struct scene_pull *p = scene_get(s->pulls, scene_pull, i);

		if (p->from > tick)
			return false;
		if (p->port == port && p->line == line && p->to > tick)
			return true;
	}
	return false;
}

void tw_waveform_pulls(const struct drawing *d, enum tw_line line)
{
	for (guint k = 0; d->scene && k < d->scene->ports->len; k++) {
		uint32_t port = g_array_index(d->scene->ports, uint32_t, k);
		g_autoptr(GString) row = g_string_new(NULL);
		bool any = false;

		g_string_append_printf(row, "%*u  ", GUTTER - 2, k + 1);
		for (unsigned i = d->from; i < d->to; i++) {
			uint64_t begin = column(d, i)->tick;
			uint64_t mid = begin + (column_end(d, i) - begin) / 2;
			bool pulls = pulls_at(d->scene, port, line, mid);

			g_string_append(row, !pulls	? " "
					     : d->ascii ? "="
							: "━");
			any |= pulls;
		}
		if (!any)
			continue;
		g_string_append_len(d->out, row->str, (gssize)row->len);
		tw_waveform_end_line(d->out);
	}
}

/* "     ~~~~ text" below the columns from @from to @to; false: elsewhere. */
static bool mark(const struct drawing *d, uint64_t from, uint64_t to, char sign,
		 const char *text)
{
	unsigned a = d->from, b;
	unsigned width = (unsigned)g_utf8_strlen(text, -1);

	if (from >= column_end(d, d->to - 1) || to <= column(d, d->from)->tick)
		return false;
	while (a + 1 < d->to && column_end(d, a) <= from)
		a++;
	for (b = a + 1; b < d->to && column(d, b)->tick < to;)
		b++;
	if (b + 1 + width > d->to && a > d->from + width) {
		g_string_append_printf(d->out, "%*s%s ",
				       (int)(GUTTER + a - d->from - width - 1),
				       "", text);
		text = "";
	} else {
		g_string_append_printf(d->out, "%*s",
				       (int)(GUTTER + a - d->from), "");
	}
	for (unsigned i = a; i < b; i++)
		g_string_append_c(d->out, sign);
	g_string_append_printf(d->out, " %s", text);
	tw_waveform_end_line(d->out);
	return true;
}

void tw_waveform_marks(const struct drawing *d)
{
	unsigned n = 0;

	for (guint i = 0; d->scene && i < d->scene->stretches->len; i++) {
		const struct scene_stretch *st =
			scene_get(d->scene->stretches, scene_stretch, i);
		g_autoptr(GString) text = g_string_new(
			tw_trace_source(d->scene->trace, st->port)->name);

		g_string_append(text, " stretches ");
		tw_scene_length_text(d->scene, st->to - st->from, text);
		if (n < MOST_MARKS)
			n += mark(d, st->from, st->to, '~', text->str);
	}
	for (guint i = 0; d->scene && i < d->scene->violations->len; i++) {
		const struct scene_violation *v =
			scene_get(d->scene->violations, scene_violation, i);
		g_autoptr(GString) text = g_string_new(NULL);

		if (!v->certain)
			continue;
		tw_scene_violation_text(v, text);
		if (n < MOST_MARKS)
			n += mark(d, v->from, v->to, '^', text->str);
	}
	if (n == MOST_MARKS)
		g_string_append_printf(d->out, "%*s(marks: the first %u)\n",
				       GUTTER, "", MOST_MARKS);
}

void tw_waveform_legend(const struct scene *scene, bool ascii, GString *out)
{
	if (!scene->ports->len)
		return;
	g_string_append(out, ascii ? "\n==" : "\n━━");
	g_string_append(out, " who pulls:");
	for (guint k = 0; k < scene->ports->len; k++)
		g_string_append_printf(
			out, "%s %u %s", k ? "," : "", k + 1,
			tw_trace_source(
				scene->trace,
				g_array_index(scene->ports, uint32_t, k))
				->name);
	g_string_append_c(out, '\n');
}
