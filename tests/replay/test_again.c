/* SPDX-License-Identifier: MIT */
/*
 * What a case recorded, the same case does again: the wires of each case in
 * traces/ go into a .sr, and its host is rebuilt from that and drives a fresh
 * build of the case, whose own steps are not taken. Not one difference may be
 * found, reactive or raw. Left out are cases with faults or driven nets, which
 * are not on the wires, and those whose devices speak to nobody on the first
 * bus.
 */
#include "tw-test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twowire/capture.h"
#include "twowire/parts.h"
#include "twowire/replay.h"
#include "twowire/scenario.h"

#define MIN_CASES 15

static char *case_path(const char *name)
{
	return g_build_filename(g_getenv("SOURCE_ROOT"), "traces", name, NULL);
}

/* When each step "set" was taken. */
static GArray *times_of_sets(const tw_trace *trace)
{
	GArray *times = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	struct tw_trace_iter iter = {0};
	struct tw_record rec;

	while (tw_trace_next(trace, &iter, &rec))
		if (rec.kind == TW_RECORD_NOTE && rec.note == TW_NOTE_STEP &&
		    rec.text_len == 3 && !memcmp(rec.text, "set", 3))
			g_array_append_val(times, rec.tick);
	return times;
}

/* { "set": { "device": "t", "temp_mC": 25000 } }, in their order. */
static void set_inputs(tw_replay *r, tw_trial *trial, const char *text,
		       const GArray *times)
{
	g_autoptr(GRegex) set =
		g_regex_new("\"set\": *\\{(?: *\"device\": *\"([^\"]*)\",)? *"
			    "\"([^\"]*)\": *(-?[0-9]+) *\\}",
			    0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	guint n = 0;

	g_regex_match(set, text, 0, &match);
	for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
		g_autofree char *id = g_match_info_fetch(match, 1);
		g_autofree char *name = g_match_info_fetch(match, 2);
		g_autofree char *value = g_match_info_fetch(match, 3);
		const char *first =
			tw_scenario_device(tw_trial_scenario(trial), 0);

		assert_true(n < times->len);
		assert_true(tw_replay_set_input(
			r, g_array_index(times, uint64_t, n++),
			tw_trial_device(trial, *id ? id : first), name,
			(int32_t)strtol(value, NULL, 10)));
	}
	assert_int_equal(n, times->len);
}

static void add_line(void *user, const struct tw_difference *d)
{
	tw_difference_text(d, user);
}

/* Of one bus or of the first of several. */
static tw_replay *open_sr(const char *sr, bool raw)
{
	struct tw_replay_config config = {
		.raw = raw, .tolerance_ns = TW_US(1), .lead_ns = 1};
	tw_replay *r = tw_replay_open(sr, &config, NULL);

	if (r)
		return r;
	config.capture.scl = "SCL0";
	config.capture.sda = "SDA0";
	return tw_replay_open(sr, &config, NULL);
}

/* false: there is nothing to compare. */
static bool again(const char *name, const tw_scenario *s, const char *text,
		  const char *sr, const GArray *times, bool raw)
{
	g_autoptr(tw_replay) r = open_sr(sr, raw);
	struct tw_trial_options o = {.replay = r};
	g_autoptr(GString) out = g_string_new(NULL);
	struct tw_replay_summary sum;
	tw_trial *trial;

	if (!r)
		return false;
	trial = tw_trial_new(s, &o, NULL);
	assert_non_null(trial);
	set_inputs(r, trial, text, times);
	if (tw_replay_n_messages(r)) {
		tw_replay_run(r, tw_trial_replay_bus(trial));
		tw_replay_compare(r, add_line, out, &sum);
		tw_replay_summary_text(&sum, out);
		if (tw_replay_n_differences(&sum))
			fail_msg("%s%s:\n%s", name, raw ? ", raw" : "",
				 out->str);
	}
	tw_trial_free(trial);
	return tw_replay_n_messages(r) > 0;
}

static bool one(const char *name, const char *sr)
{
	g_autofree char *path = case_path(name);
	g_autofree char *text = NULL;
	g_autoptr(tw_scenario) s = NULL;
	g_autoptr(GArray) times = NULL;
	tw_trial *trial;
	bool found;

	if (!g_file_get_contents(path, &text, NULL, NULL) ||
	    strstr(text, "\"faults\"") || strstr(text, "\"drive\""))
		return false;
	s = tw_scenario_load(path, &tw_parts, NULL);
	assert_non_null(s);
	if (tw_scenario_n_firmware(s) || !tw_scenario_device(s, 0))
		return false;
	trial = tw_trial_new(s, NULL, NULL);
	tw_trial_run(trial);
	assert_true(
		tw_trace_write(tw_sim_trace(tw_trial_sim(trial)), sr, NULL));
	times = times_of_sets(tw_sim_trace(tw_trial_sim(trial)));
	tw_trial_free(trial);
	found = again(name, s, text, sr, times, false);
	if (found)
		again(name, s, text, sr, times, true);
	return found;
}

static void every_case_replays_to_itself_without_a_difference(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("tw-again-XXXXXX", NULL);
	g_autofree char *sr = g_build_filename(folder, "case.sr", NULL);
	g_autofree char *pvs = g_build_filename(folder, "case.pvs", NULL);
	g_autofree char *traces = case_path("");
	GDir *dir = g_dir_open(traces, 0, NULL);
	unsigned n = 0;
	const char *name;

	assert_non_null(dir);
	while ((name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".json"))
			n += one(name, sr);
	g_dir_close(dir);
	remove(sr);
	remove(pvs);
	remove(folder);
	print_message("# %u cases\n", n);
	assert_true(n >= MIN_CASES);
}

int main(void)
{
	const struct CMUnitTest replays[] = {
		cmocka_unit_test(
			every_case_replays_to_itself_without_a_difference),
	};

	return cmocka_run_group_tests(replays, NULL, NULL);
}
