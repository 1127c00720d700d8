/* SPDX-License-Identifier: MIT */
/* Where two recordings differ, as one JSON object. */
#include "replay/diff.h"

static void put_string(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (; *text; text++)
		if (*text == '"' || *text == '\\')
			g_string_append_printf(out, "\\%c", *text);
		else if ((unsigned char)*text < ' ')
			g_string_append_printf(out, "\\u%04x", *text);
		else
			g_string_append_c(out, *text);
	g_string_append_c(out, '"');
}

static void put_side(const tw_diff *d, unsigned side, const struct diff_pair *p,
		     GString *out)
{
	const struct diff_message *m;

	g_string_append_printf(out, ",\"%c\":", 'a' + (int)side);
	if (p->index[side] == DIFF_NONE) {
		g_string_append(out, "null");
		return;
	}
	m = diff_at(d, side, p->index[side]);
	g_string_append_printf(out,
			       "{\"m\":%" G_GUINT64_FORMAT
			       ",\"at\":%" G_GUINT64_FORMAT "}",
			       m->number, diff_ns(d, side, m));
}

static const char *kind(const struct diff_pair *p)
{
	return p->index[0] == DIFF_NONE || p->index[1] == DIFF_NONE ? "only"
	       : p->same					    ? "time"
								    : "data";
}

static void put_list(const tw_diff *d, GString *out)
{
	const char *comma = "";

	for (guint i = 0; i < d->pairs->len; i++) {
		const struct diff_pair *p = diff_pair_at(d, i);
		g_autoptr(GString) words = g_string_new(NULL);

		if (p->same && !(p->late && d->config.judge_times))
			continue;
		diff_words(d, p, words);
		g_string_append_printf(out, "%s\n{\"kind\":\"%s\"", comma,
				       kind(p));
		put_side(d, 0, p, out);
		put_side(d, 1, p, out);
		g_string_append(out, ",\"text\":");
		put_string(out, words->str);
		g_string_append_c(out, '}');
		comma = ",";
	}
}

void tw_diff_to_json(const tw_diff *d, GString *out)
{
	g_string_append(out, "{\"a\":");
	put_string(out, d->sides[0].name);
	g_string_append(out, ",\"b\":");
	put_string(out, d->sides[1].name);
	g_string_append_printf(out,
			       ",\"same\":%" G_GUINT64_FORMAT
			       ",\"different\":%" G_GUINT64_FORMAT
			       ",\"only_a\":%" G_GUINT64_FORMAT
			       ",\"only_b\":%" G_GUINT64_FORMAT ",\"best\":%s",
			       d->n_same, d->n_changed, d->n_only[0],
			       d->n_only[1], d->is_best ? "true" : "false");
	if (d->has_times)
		g_string_append_printf(out,
				       ",\"offset_ns\":%" G_GINT64_FORMAT
				       ",\"gaps\":%" G_GUINT64_FORMAT
				       ",\"worst_gap_ns\":%" G_GUINT64_FORMAT,
				       d->offset_ns, d->n_gaps, d->worst_ns);
	if (d->has_drift)
		g_string_append_printf(out,
				       ",\"drift_ppb\":%" G_GINT64_FORMAT
				       ",\"drift_doubt_ppb\":%" G_GINT64_FORMAT,
				       d->drift_ppb, d->drift_doubt_ppb);
	if (d->config.judge_times)
		g_string_append_printf(out,
				       ",\"tolerance_ns\":%" G_GUINT64_FORMAT
				       ",\"late\":%" G_GUINT64_FORMAT,
				       d->config.tolerance_ns, d->n_late);
	g_string_append(out, ",\"differences\":[");
	put_list(d, out);
	g_string_append(out, "]}\n");
}
