/* SPDX-License-Identifier: MIT */
/* The measured timing against the specification, as a table for people. */
#include "monitor/ticks.h"
#include "monitor/timing_limits.h"

#define COLUMN 13 /* of a time */

enum tw_timing_mode tw_timing_fitting(const struct tw_timing *timings)
{
	enum tw_timing_mode mode = TW_TIMING_STANDARD;

	while (mode < TW_TIMING_FAST_PLUS) {
		int64_t hz = tw_timing_modes[mode].limits[TW_FSCL].max;

		if (timings[TW_FSCL].max <= hz + hz / 10)
			break;
		mode++;
	}
	return mode;
}

static char *value_text(enum tw_timing_param param, int64_t v, bool sign)
{
	GString *s = g_string_new(v < 0 ? "-" : sign ? "+" : "");
	uint64_t n = (uint64_t)(v < 0 ? -v : v);

	if (param == TW_FSCL)
		g_string_append_printf(s, "%u.%u kHz", (unsigned)(n / 1000),
				       (unsigned)(n % 1000 / 100));
	else
		tw_ns_text(s, n);
	return g_string_free(s, FALSE);
}

/* What is left to the nearest limit; and when it was least. */
static int64_t margin(const struct tw_timing *t, const struct timing_limit *l,
		      uint64_t *at)
{
	int64_t below = l->min == TIMING_NO_LIMIT ? INT64_MAX : t->min - l->min;
	int64_t above = l->max == TIMING_NO_LIMIT ? INT64_MAX : l->max - t->max;

	*at = below <= above ? t->min_at : t->max_at;
	return MIN(below, above);
}

static char *limit_text(enum tw_timing_param param,
			const struct timing_limit *l)
{
	bool least = l->min != TIMING_NO_LIMIT;
	bool most = l->max != TIMING_NO_LIMIT;
	g_autofree char *max = value_text(param, l->max, false);
	g_autofree char *min = value_text(param, l->min, false);

	if (least && most)
		return g_strdup_printf("%s to %s", min, max);
	return g_strdup_printf("%s %s", least ? "min" : "max",
			       least ? min : max);
}

/* A capture may have missed either edge by a sample: what lies within one is
 * only possible. A trace of ours is exact. */
static const char *verdict(enum tw_timing_param param,
			   const struct tw_timing *t,
			   const struct timing_limit *l, int64_t left,
			   uint64_t sample_ns)
{
	if (left >= 0)
		return "";
	if (param == TW_FSCL)
		left = NS_PER_S / t->max - NS_PER_S / l->max;
	if (sample_ns > 1 && (uint64_t)-left <= sample_ns)
		return "  possibly violated";
	return "  VIOLATED";
}

static void row(GString *out, enum tw_timing_param param,
		const struct tw_timing *t, const struct timing_limit *l,
		const char *worst_at, uint64_t sample_ns)
{
	uint64_t at;
	int64_t left = margin(t, l, &at);
	g_autofree char *min = value_text(param, t->min, false);
	g_autofree char *max = value_text(param, t->max, false);
	g_autofree char *limit = limit_text(param, l);
	g_autofree char *spare = value_text(param, left, true);

	g_string_append_printf(out, "  %-8s %*s %*s  %-18s %*s  %*s%s\n",
			       tw_timing_names[param], COLUMN, min, COLUMN, max,
			       limit, COLUMN, spare, COLUMN, worst_at,
			       verdict(param, t, l, left, sample_ns));
}

void tw_trace_timing_text(const tw_trace *trace, uint32_t bus,
			  enum tw_timing_mode mode, GString *out)
{
	struct tw_timing timings[TW_N_TIMINGS];
	const struct timing_mode *m;
	uint64_t num, den;

	if (!tw_trace_timings(trace, bus, timings)) {
		g_string_append(out, "timing: unknown, the capture has no "
				     "samplerate\n");
		return;
	}
	tw_trace_tick(trace, &num, &den);
	if (mode == TW_TIMING_AUTO)
		mode = tw_timing_fitting(timings);
	m = &tw_timing_modes[mode];
	g_string_append_printf(out,
			       "timing against %s (UM10204 table 10)\n"
			       "  %-8s %*s %*s  %-18s %*s  %*s\n",
			       m->name, "", COLUMN, "least", COLUMN, "most",
			       "limit", COLUMN, "margin", COLUMN,
			       "worst at ns");
	for (unsigned i = 0; i < TW_N_TIMINGS; i++) {
		const struct tw_timing *t = &timings[i];
		char worst_at[24];
		uint64_t at;

		if (!t->count)
			continue;
		margin(t, &m->limits[i], &at);
		g_snprintf(worst_at, sizeof(worst_at), "%" G_GUINT64_FORMAT,
			   ticks_to_ns(at, num, den));
		row(out, i, t, &m->limits[i], worst_at,
		    ticks_to_ns(1, num, den));
	}
}
