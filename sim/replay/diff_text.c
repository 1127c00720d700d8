/* SPDX-License-Identifier: MIT */
/* Where two recordings differ, for people. */
#include "replay/diff.h"

#include "monitor/ticks.h"

static bool is_told(const tw_diff *d, const struct diff_pair *p)
{
	return !p->same || (p->late && d->config.judge_times);
}

static void put_list(const tw_diff *d, uint64_t most, GString *out)
{
	uint64_t n = 0;

	for (guint i = 0; i < d->pairs->len; i++) {
		const struct diff_pair *p = diff_pair_at(d, i);

		if (!is_told(d, p) || (n++ >= most && most))
			continue;
		diff_words(d, p, out);
		g_string_append_c(out, '\n');
	}
	if (most && n > most)
		g_string_append_printf(
			out, "... and %" G_GUINT64_FORMAT " more\n", n - most);
	g_string_append(out, n ? "\n" : "no difference\n\n");
}

static void put_counts(const tw_diff *d, GString *out)
{
	g_string_append_printf(
		out,
		"messages    %" G_GUINT64_FORMAT " the same, %" G_GUINT64_FORMAT
		" different, %" G_GUINT64_FORMAT
		" only in %s, %" G_GUINT64_FORMAT " only in %s\n",
		d->n_same, d->n_changed, d->n_only[0], d->sides[0].name,
		d->n_only[1], d->sides[1].name);
	if (!d->is_best)
		g_string_append(
			out, "            so many differ that another pairing "
			     "may show fewer\n");
}

static void put_clocks(const tw_diff *d, GString *out)
{
	int64_t offset = d->offset_ns;

	g_string_append(out, "clocks      the first common message comes ");
	if (offset)
		tw_ns_text(out, offset < 0 ? 0 - (uint64_t)offset
					   : (uint64_t)offset);
	g_string_append_printf(out, "%s",
			       !offset	    ? "at the same time"
			       : offset < 0 ? " earlier"
					    : " later");
	g_string_append_printf(out, " in %s", d->sides[1].name);
	if (d->has_drift) {
		g_string_append(out, "; it counts ");
		diff_ppm(out, d->drift_ppb);
		g_string_append(out, d->drift_ppb < 0 ? " less" : " more");
		g_string_append(out, " (to within ");
		diff_ppm(out, d->drift_doubt_ppb);
		g_string_append_c(out, ')');
	}
	g_string_append_c(out, '\n');
}

static void put_gaps(const tw_diff *d, GString *out)
{
	const struct diff_pair *p = diff_pair_at(d, d->worst);

	g_string_append(out, "gaps        ");
	g_string_append_printf(
		out, "%" G_GUINT64_FORMAT " from START to START, up to ",
		d->n_gaps);
	tw_ns_text(out, d->worst_ns);
	g_string_append(out, " apart");
	if (d->worst_ns)
		g_string_append_printf(
			out, " (before message %" G_GUINT64_FORMAT ")",
			diff_at(d, 0, p->index[0])->number);
	if (d->config.judge_times) {
		g_string_append_printf(out,
				       ", %" G_GUINT64_FORMAT " by more "
				       "than ",
				       d->n_late);
		tw_ns_text(out, d->config.tolerance_ns);
	}
	g_string_append_c(out, '\n');
}

void tw_diff_to_text(const tw_diff *d, uint64_t most, GString *out)
{
	put_list(d, most, out);
	put_counts(d, out);
	if (!d->has_times)
		g_string_append(out, "clocks      no samplerate: times are not "
				     "compared\n");
	else if (d->n_same + d->n_changed)
		put_clocks(d, out);
	if (d->n_gaps)
		put_gaps(d, out);
}
