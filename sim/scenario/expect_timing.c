/* SPDX-License-Identifier: MIT */
/* The step that judges a bus's timing from the case's beginning to now. */
#include "scenario/trial.h"

#include "twowire/capture.h"
#include "twowire/timing.h"

static bool load_missed(const struct tw_cursor *cur, uint32_t *missed,
			GError **error)
{
	const char *names[TW_N_TIMINGS + 1] = {NULL};
	struct tw_cursor item;
	unsigned word;

	for (unsigned i = 0; i < TW_N_TIMINGS; i++)
		names[i] = tw_timing_name(i);
	if (!tw_cursor_expect(cur, TW_SHAPE_ARRAY, error))
		return false;
	for (bool more = tw_cursor_first(cur, &item); more;
	     more = tw_cursor_next(cur, &item)) {
		if (!tw_cursor_word(&item, names, &word, error))
			return false;
		*missed |= 1u << word;
	}
	return true;
}

bool tw_case_load_expect_timing(tw_scenario *s, const struct tw_cursor *step,
				const struct tw_cursor *cur,
				struct tw_case_step *out, GError **error)
{
	static const char *const keys[] = {"bus", "mode", "missed", NULL};
	struct tw_cursor member;

	out->kind = TW_STEP_EXPECT_TIMING;
	if (!tw_cursor_keys(cur, keys, error) ||
	    !tw_case_ref(s, cur, "bus", TW_CASE_BUS, &out->number, error))
		return false;
	if (tw_cursor_get(cur, "mode", &member) &&
	    !tw_cursor_word(&member, tw_timing_mode_words, &out->mode, error))
		return false;
	return !tw_cursor_get(cur, "missed", &member) ||
	       load_missed(&member, &out->missed, error);
}

static char *list(uint32_t missed)
{
	GString *text = g_string_new(NULL);

	for (unsigned i = 0; i < TW_N_TIMINGS; i++)
		if (missed >> i & 1)
			g_string_append_printf(text, "%s%s",
					       text->len ? ", " : "",
					       tw_timing_name(i));
	if (!text->len)
		g_string_append(text, "no limit");
	g_string_append(text, " missed");
	return g_string_free(text, FALSE);
}

void tw_trial_expect_timing(struct tw_trial *t, const struct tw_case_step *step)
{
	const tw_trace *trace = tw_sim_trace(t->sim);
	const tw_bus *bus = t->buses[step->number];
	struct tw_timing_config config = {
		.mode = (enum tw_timing_mode)step->mode,
		.cb_pF = tw_bus_config(bus)->cap_pF,
		.vdd_mV = tw_bus_config(bus)->vdd_mV,
	};
	g_autoptr(tw_timing_report) report = NULL;
	const struct tw_timing_row *row;
	g_autofree char *what = NULL, *expected = NULL, *got = NULL;
	uint32_t source, missed = 0;

	if (config.mode == TW_TIMING_AUTO && tw_bus_config(bus)->ultra_fast)
		config.mode = TW_TIMING_ULTRA_FAST;
	if (!tw_trace_find_bus(trace, tw_bus_name(bus), &source))
		return;
	report = tw_trace_timing(trace, source, &config);
	for (size_t n = 0; (row = tw_timing_report_row(report, n)); n++)
		if (row->n_certain)
			missed |= 1u << row->param;
	what = g_strdup_printf(
		"timing of %s against %s", tw_bus_name(bus),
		tw_timing_mode_name(tw_timing_report_mode(report)));
	expected = list(step->missed);
	got = list(missed);
	tw_trial_note(t, step->at, missed == step->missed, what, expected, got);
}
