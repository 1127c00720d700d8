/* SPDX-License-Identifier: MIT */
/* A timing report as JSON: times in ns with a fraction, instants in ns. */
#include "monitor/ticks.h"
#include "monitor/timing_rows.h"

static void put_ps(GString *out, const char *key, int64_t ps, bool is_ns)
{
	uint64_t n = (uint64_t)(ps < 0 ? -ps : ps);

	g_string_append_printf(out, ",\"%s\":", key);
	if (ps == TW_TIMING_NO_LIMIT) {
		g_string_append(out, "null");
		return;
	}
	g_string_append(out, ps < 0 ? "-" : "");
	if (!is_ns) {
		g_string_append_printf(out, "%" G_GUINT64_FORMAT, n);
		return;
	}
	g_string_append_printf(out, "%" G_GUINT64_FORMAT, n / 1000);
	if (n % 1000)
		g_string_append_printf(out, ".%03u", (unsigned)(n % 1000));
}

static void put_at(const tw_timing_report *r, GString *out, const char *key,
		   uint64_t tick)
{
	g_string_append_printf(out, ",\"%s\":%" G_GUINT64_FORMAT, key,
			       ticks_to_ns(tick, r->tick_num, r->tick_den));
}

/* Names are ids of ours or of a capture's: quotes and controls escaped. */
static void put_name(GString *out, const char *name)
{
	g_string_append(out, ",\"by\":\"");
	for (; *name; name++)
		if (*name == '"' || *name == '\\')
			g_string_append_printf(out, "\\%c", *name);
		else if ((unsigned char)*name < ' ')
			g_string_append_printf(out, "\\u%04x", *name);
		else
			g_string_append_c(out, *name);
	g_string_append_c(out, '"');
}

static void put_places(const tw_timing_report *r,
		       const struct tw_timing_row *row, GString *out)
{
	uint64_t n = MIN(row->n_certain + row->n_possible, TW_TIMING_PLACES);

	g_string_append(out, ",\"at\":[");
	for (uint64_t i = 0; i < n; i++)
		g_string_append_printf(
			out, "%s%" G_GUINT64_FORMAT, i ? "," : "",
			ticks_to_ns(row->places[i], r->tick_num, r->tick_den));
	g_string_append_c(out, ']');
}

static void put_row(const tw_timing_report *r, const struct tw_timing_row *row,
		    GString *out)
{
	bool is_ns = row->param != TW_CB;

	g_string_append_printf(out, "{\"parameter\":\"%s\"",
			       tw_timing_name(row->param));
	if (r->config.mode == TW_TIMING_HS)
		g_string_append_printf(out, ",\"hs\":%s",
				       row->hs ? "true" : "false");
	if (row->who != TW_TIMING_ALL)
		put_name(out,
			 tw_trace_source(r->trace, (uint32_t)row->who)->name);
	put_ps(out, "limit_min", row->least, is_ns);
	put_ps(out, "limit_max", row->most, is_ns);
	g_string_append_printf(out, ",\"count\":%" G_GUINT64_FORMAT,
			       row->count);
	put_ps(out, "min", row->min, is_ns);
	put_ps(out, "max", row->max, is_ns);
	put_at(r, out, "min_at", row->min_at);
	put_at(r, out, "max_at", row->max_at);
	g_string_append_printf(out,
			       ",\"certain\":%" G_GUINT64_FORMAT
			       ",\"possible\":%" G_GUINT64_FORMAT,
			       row->n_certain, row->n_possible);
	put_places(r, row, out);
	g_string_append_c(out, '}');
}

void tw_timing_report_to_json(const tw_timing_report *r, GString *out)
{
	uint64_t possible;
	uint64_t certain = tw_timing_report_violations(r, &possible);
	const struct tw_timing_row *row;

	g_string_append_printf(out, "{\"mode\":\"%s\",\"simulated\":%s",
			       tw_timing_mode_words[r->config.mode],
			       r->simulated ? "true" : "false");
	put_ps(out, "sample", r->doubt_ps, true);
	g_string_append_printf(out,
			       ",\"certain\":%" G_GUINT64_FORMAT
			       ",\"possible\":%" G_GUINT64_FORMAT ",\"rows\":[",
			       certain, possible);
	for (size_t n = 0; (row = tw_timing_report_row(r, n)); n++) {
		g_string_append(out, n ? ",\n" : "\n");
		put_row(r, row, out);
	}
	g_string_append(out, "\n]}\n");
}
