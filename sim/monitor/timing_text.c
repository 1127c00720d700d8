/* SPDX-License-Identifier: MIT */
/* A timing report as a table for people. */
#include "monitor/ticks.h"
#include "monitor/timing_rows.h"

#include <string.h>

enum { COLUMN = 13, NAME = 17 };

/* "4.7 us", "41.667 ns", "-1 ns"; pF for Cb. */
static char *value_text(enum tw_timing_param param, int64_t v, bool sign)
{
	GString *s = g_string_new(v < 0 ? "-" : sign ? "+" : "");
	uint64_t n = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	if (param == TW_CB) {
		g_string_append_printf(s, "%u pF", (unsigned)n);
	} else if (n % 1000 && n < 10000000) {
		g_string_append_printf(s, "%u.%03u", (unsigned)(n / 1000),
				       (unsigned)(n % 1000));
		while (s->str[s->len - 1] == '0')
			g_string_truncate(s, s->len - 1);
		g_string_append(s, " ns");
	} else {
		tw_ns_text(s, (n + 500) / 1000);
	}
	return g_string_free(s, FALSE);
}

static bool is_limit(int64_t v)
{
	return v != TW_TIMING_NO_LIMIT;
}

static char *limit_text(const struct tw_timing_row *row)
{
	g_autofree char *least = value_text(row->param, row->least, false);
	g_autofree char *most = value_text(row->param, row->most, false);

	if (is_limit(row->least) && is_limit(row->most))
		return g_strdup_printf("%s to %s", least, most);
	if (is_limit(row->least))
		return g_strdup_printf("min %s", least);
	return is_limit(row->most) ? g_strdup_printf("max %s", most)
				   : g_strdup("none");
}

/* What is left to the nearest limit; and when it was least. false: none. */
static bool margin(const struct tw_timing_row *row, int64_t *left, uint64_t *at)
{
	int64_t below =
		is_limit(row->least) ? row->min - row->least : INT64_MAX;
	int64_t above = is_limit(row->most) ? row->most - row->max : INT64_MAX;

	*left = MIN(below, above);
	*at = below <= above ? row->min_at : row->max_at;
	return *left != INT64_MAX;
}

/* Where samples leave a doubt, how often it is certain and how often not. */
static void put_verdict(const tw_timing_report *r,
			const struct tw_timing_row *row, GString *out)
{
	if (!row->n_certain && !row->n_possible)
		return;
	g_string_append(out,
			row->n_certain ? "  VIOLATED" : "  possibly violated");
	if (!r->doubt_ps)
		return;
	g_string_append_printf(
		out, " %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT,
		row->n_certain ? row->n_certain : row->n_possible, row->count);
	if (row->n_certain && row->n_possible)
		g_string_append_printf(out,
				       ", possibly %" G_GUINT64_FORMAT " more",
				       row->n_possible);
}

static void put_row(const tw_timing_report *r, const struct tw_timing_row *row,
		    const char *name, GString *out)
{
	g_autofree char *min = value_text(row->param, row->min, false);
	g_autofree char *max = value_text(row->param, row->max, false);
	g_autofree char *limit = limit_text(row);
	g_autofree char *spare = NULL;
	uint64_t at;
	int64_t left;

	g_string_append_printf(out, "  %-*s %*s %*s  %-18s", NAME, name, COLUMN,
			       min, COLUMN, max, limit);
	if (margin(row, &left, &at)) {
		spare = value_text(row->param, left, true);
		g_string_append_printf(
			out, " %*s  %*" G_GUINT64_FORMAT, COLUMN, spare, COLUMN,
			ticks_to_ns(at, r->tick_num, r->tick_den));
		put_verdict(r, row, out);
	}
	while (out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

/* Those who caused the row's measurements, where they are several. */
static void put_who(const tw_timing_report *r, size_t n, bool split,
		    GString *out)
{
	const struct tw_timing_row *first = tw_timing_report_row(r, n), *row;
	size_t end = n + 1;

	while ((row = tw_timing_report_row(r, end)) &&
	       row->who != TW_TIMING_ALL)
		end++;
	if (!first->n_certain && (!split || end - n <= 2))
		return;
	for (size_t i = n + 1; i < end; i++) {
		g_autofree char *name = NULL;

		row = tw_timing_report_row(r, i);
		name = g_strdup_printf(
			"  by %s",
			tw_trace_source(r->trace, (uint32_t)row->who)->name);
		put_row(r, row, name, out);
	}
}

static void put_rows(const tw_timing_report *r, bool hs, bool split,
		     GString *out)
{
	const struct tw_timing_row *row;

	for (size_t n = 0; (row = tw_timing_report_row(r, n)); n++) {
		if (row->hs != hs || row->who != TW_TIMING_ALL)
			continue;
		put_row(r, row, tw_timing_name(row->param), out);
		put_who(r, n, split, out);
	}
}

/* In words why a parameter that was not seen could not be judged. */
static const char *why_not(const tw_timing_report *r,
			   enum tw_timing_param param, bool hs)
{
	struct timing_limit l = tw_timing_limit(&r->config, param, hs);

	switch (param) {
	case TW_TPOR:
		return "not on the wires";
	case TW_CB: /* one for both tables */
		return hs || r->config.cb_pF ? NULL : "not given";
	case TW_TR:
	case TW_TF:
	case TW_TRCL:
	case TW_TRCL1:
	case TW_TFCL:
	case TW_TRDA:
	case TW_TFDA:
		return r->exact ? NULL : "one threshold";
	case TW_TLOW_SEXT:
	case TW_TLOW_MEXT:
		return r->simulated ? NULL : "drivers unknown";
	default:
		return is_limit(l.least) || is_limit(l.most) ? NULL
							     : "no limit";
	}
}

static void put_not_checked(const tw_timing_report *r, GString *out)
{
	gsize begin = out->len;

	for (unsigned k = 0; k < 2 * TW_N_TIMINGS; k++) {
		enum tw_timing_param param = k / 2;
		bool hs = k & 1;
		const char *why;

		if ((hs && r->config.mode != TW_TIMING_HS) ||
		    !tw_timing_has(&r->config, param, hs) ||
		    tw_timing_report_find(r, param, hs)->count)
			continue;
		why = why_not(r, param, hs);
		if (why)
			g_string_append_printf(
				out, "%s%s (%s)",
				out->len == begin ? "  not checked: " : ", ",
				tw_timing_name(param), why);
	}
	if (out->len > begin)
		g_string_append_c(out, '\n');
}

static void put_head(const tw_timing_report *r, enum tw_timing_mode mode,
		     GString *out)
{
	bool smbus = mode >= TW_TIMING_SMBUS_100K;

	g_string_append_printf(out, "timing against %s (%s)",
			       tw_timing_mode_name(mode),
			       smbus ? "SMBus 3 table 1" : "UM10204 rev. 7");
	if (!r->exact) {
		g_autofree char *sample =
			value_text(TW_TLOW, r->doubt_ps, false);

		g_string_append_printf(
			out, ", by one threshold and samples of %s", sample);
	}
	g_string_append_printf(out, "\n  %-*s %*s %*s  %-18s %*s  %*s\n", NAME,
			       "", COLUMN, "least", COLUMN, "most", "limit",
			       COLUMN, "margin", COLUMN, "worst at ns");
}

static void put_sums(const tw_timing_report *r, GString *out)
{
	uint64_t possible;
	uint64_t certain = tw_timing_report_violations(r, &possible);
	g_autofree char *sample = value_text(TW_TLOW, r->doubt_ps, false);

	if (certain)
		g_string_append_printf(
			out,
			"  %" G_GUINT64_FORMAT " times a limit is missed%s%s\n",
			certain, r->doubt_ps ? ", by more than a sample, " : "",
			r->doubt_ps ? sample : "");
	if (possible)
		g_string_append_printf(
			out,
			"  %" G_GUINT64_FORMAT
			" times a limit may be missed: by no more than a "
			"sample, %s, or where somebody may have stretched\n",
			possible, sample);
}

void tw_timing_report_to_text(const tw_timing_report *r, bool split,
			      GString *out)
{
	enum tw_timing_mode mode = r->config.mode;

	put_head(r, mode == TW_TIMING_HS ? TW_TIMING_FAST : mode, out);
	put_rows(r, false, split, out);
	if (mode == TW_TIMING_HS) {
		put_head(r, mode, out);
		put_rows(r, true, split, out);
	}
	put_not_checked(r, out);
	put_sums(r, out);
}
