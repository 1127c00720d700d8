/* SPDX-License-Identifier: MIT */
#include "monitor/waveform_marks.h"

#include <string.h>

#define MOST_MARKS 6 /* rows of violations in a panel */

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

/* A row of marks with one text: signs below the columns they are about. */
struct marks {
	const struct drawing *d;
	GString *signs; /* one a column of the panel */
	unsigned n;
};

static void sign(struct marks *m, uint64_t from, uint64_t to, char sign)
{
	const struct drawing *d = m->d;
	unsigned a = d->from;

	if (from >= column_end(d, d->to - 1) || to <= column(d, a)->tick)
		return;
	while (a + 1 < d->to && column_end(d, a) <= from)
		a++;
	m->n++;
	do
		m->signs->str[a - d->from] = sign;
	while (++a < d->to && column(d, a)->tick < to);
}

/* "     ~~~ text": the text behind the last sign, or where that has no room
 * before the first, or else below. */
static void row(struct marks *m, const char *text)
{
	GString *out = m->d->out;
	unsigned width = (unsigned)g_utf8_strlen(text, -1);
	unsigned panel = m->d->to - m->d->from;
	unsigned before = (unsigned)strspn(m->signs->str, " ");

	g_strchomp(m->signs->str);
	if (strlen(m->signs->str) + 1 + width <= panel)
		g_string_append_printf(out, "%*s%s %s", GUTTER, "",
				       m->signs->str, text);
	else if (before > width)
		g_string_append_printf(out, "%*s%s", GUTTER + before - 1, text,
				       m->signs->str + before - 1);
	else
		g_string_append_printf(out, "%*s%s\n%*s%s", GUTTER, "",
				       m->signs->str, GUTTER, "", text);
	tw_waveform_end_line(out);
}

static void begin(struct marks *m)
{
	m->n = 0;
	g_string_truncate(m->signs, 0);
	for (unsigned i = m->d->from; i < m->d->to; i++)
		g_string_append_c(m->signs, ' ');
}

static void stretches(struct marks *m)
{
	const struct scene *s = m->d->scene;

	for (guint i = 0; i < s->stretches->len; i++) {
		const struct scene_stretch *st =
			scene_get(s->stretches, scene_stretch, i);
		g_autoptr(GString) text =
			g_string_new(tw_trace_source(s->trace, st->port)->name);

		begin(m);
		sign(m, st->from, st->to, '~');
		g_string_append(text, " stretches ");
		tw_scene_length_text(s, st->to - st->from, text);
		if (m->n)
			row(m, text->str);
	}
}

static char *text_of(const struct scene *s, guint violation)
{
	const struct scene_violation *v =
		scene_get(s->violations, scene_violation, violation);
	GString *text = g_string_new(NULL);

	tw_scene_violation_text(v, text);
	return g_string_free(text, FALSE);
}

/* All of the panel that read the same as the @n-th go into one row. */
static bool violation(struct marks *m, guint n)
{
	const struct scene *s = m->d->scene;
	g_autofree char *text = text_of(s, n), *all = NULL;
	uint64_t end = column_end(m->d, m->d->to - 1);

	begin(m);
	for (guint i = n; i < s->violations->len; i++) {
		const struct scene_violation *v =
			scene_get(s->violations, scene_violation, i);
		g_autofree char *other = NULL;

		if (v->from > end && v->to > end)
			break;
		other = text_of(s, i);
		if (v->certain && !strcmp(text, other))
			sign(m, v->from, v->to, '^');
	}
	if (!m->n)
		return false;
	all = g_strdup_printf("%s, %u times", text, m->n);
	row(m, m->n > 1 ? all : text);
	return true;
}

/* A row for each that is certain, but one for those that read the same. */
static void violations(struct marks *m)
{
	const struct scene *s = m->d->scene;
	g_autoptr(GHashTable) said =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	unsigned n = 0;

	for (guint i = 0; i < s->violations->len; i++) {
		const struct scene_violation *v =
			scene_get(s->violations, scene_violation, i);
		g_autofree char *text = NULL;

		if (!v->certain || v->to <= column(m->d, m->d->from)->tick ||
		    v->from >= column_end(m->d, m->d->to - 1))
			continue;
		text = text_of(s, i);
		if (g_hash_table_contains(said, text))
			continue;
		g_hash_table_add(said, g_steal_pointer(&text));
		if (violation(m, i) && ++n == MOST_MARKS)
			return;
	}
}

void tw_waveform_marks(const struct drawing *d)
{
	struct marks m = {.d = d};

	if (!d->scene || d->to <= d->from)
		return;
	m.signs = g_string_new(NULL);
	stretches(&m);
	violations(&m);
	g_string_free(m.signs, TRUE);
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
