/* SPDX-License-Identifier: MIT */
/* Axes of a case, and the case at other points. */
#include "tw-test.h"

#include <string.h>

#include "scenario/case.h"
#include "scenario/log_steps.h"

#define CASE(axes)                                                             \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"t\",\n"             \
	"\"axes\": [" axes "],\n"                                              \
	"\"controllers\": [ { \"id\": \"host\", \"scl_hz\": 400000 },\n"       \
	"  { \"id\": \"b\", \"bus\": \"bus\" } ],\n"                           \
	"\"steps\": [ {\"run_ns\": 5}, {\"transfer\": \"w1@0x50 0x01\" } ] }"
#define SCL(rest)                                                              \
	"{\"axis\": \"scl\", \"key\": \"controllers[host].scl_hz\", " rest "}"

static const struct tw_parts parts = {
	.models = (const struct tw_model *const[]){NULL},
	.platforms = (const struct tw_platform *const[]){NULL},
};

static tw_scenario *load(const char *text, GError **error)
{
	return tw_scenario_parse(text, strlen(text), "c.json", NULL, &parts,
				 error);
}

static tw_scenario *sound(const char *text)
{
	GError *error = NULL;
	tw_scenario *s = load(text, &error);

	if (!s)
		fail_msg("%s", error->message);
	return s;
}

static void expect_labels(const char *axes, const char *labels)
{
	g_autofree char *text = g_strdup_printf(CASE("%s"), axes);
	g_autoptr(tw_scenario) s = sound(text);
	const struct tw_axis *a = tw_axes_find(s->axes, "scl");
	g_autofree char *all = NULL;

	g_ptr_array_add(a->labels, NULL);
	all = g_strjoinv(" ", (char **)a->labels->pdata);
	g_ptr_array_set_size(a->labels, (int)a->labels->len - 1);
	assert_string_equal(all, labels);
}

static void a_range_is_evenly_spaced(void **state)
{
	expect_labels(SCL("\"from\": 0, \"to\": 10, \"count\": 5"),
		      "0 3 5 8 10");
	expect_labels(SCL("\"from\": 10, \"to\": -10, \"count\": 5"),
		      "10 5 0 -5 -10");
}

/* Half decades: the square root of ten is 3.16228. */
static void a_logarithmic_range_is_evenly_spaced_in_decades(void **state)
{
	expect_labels(SCL("\"from\": 10000, \"to\": 1000000, \"count\": 5, "
			  "\"scale\": \"log\""),
		      "10000 31623 100000 316228 1000000");
	expect_labels(SCL("\"from\": 100, \"to\": 1, \"count\": 3, "
			  "\"scale\": \"log\""),
		      "100 10 1");
}

static void values_that_round_to_the_same_are_one(void **state)
{
	expect_labels(SCL("\"from\": 1, \"to\": 3, \"count\": 9"), "1 2 3");
}

static void logarithms_are_those_of_mathematics(void **state)
{
	/* 2^50 * log2(v), cut off, by 60-digit arithmetic. */
	static const struct {
		uint64_t v, log;
	} rows[] = {
		{1, 0},
		{2, UINT64_C(1) << 50},
		{3, UINT64_C(1784509131911002)},
		{10, UINT64_C(3740158532571576)},
		{UINT64_C(1) << 61, UINT64_C(61) << 50},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint64_t got = tw_log2(rows[i].v);

		if (got > rows[i].log || rows[i].log - got > 64)
			fail_msg("log2(%" G_GUINT64_FORMAT
				 "): %" G_GUINT64_FORMAT,
				 rows[i].v, got);
	}
}

static uint32_t scl_hz(const tw_scenario *s)
{
	return g_array_index(s->things[TW_CASE_CONTROLLER],
			     struct tw_case_controller, 0)
		.config.scl_hz;
}

static void the_case_as_written_is_one_point(void **state)
{
	g_autoptr(tw_scenario) s =
		sound(CASE(SCL("\"values\": [100000, 1000]")));

	assert_int_equal(scl_hz(s), 400000);
}

static void a_point_sets_all_keys_of_its_axis(void **state)
{
	static const char *const points[] = {"both=100000/7", NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_scenario) s = sound(
		CASE("{\"axis\": \"both\", \"keys\": [\"controllers[0]."
		     "scl_hz\", \"seed\"], \"values\": [[1000, 3], [100000, "
		     "7]]}"));
	g_autoptr(tw_scenario) there = tw_scenario_at(s, points, &error);

	assert_non_null(there);
	assert_int_equal(scl_hz(there), 100000);
	assert_int_equal(there->seed, 7);
}

static void a_point_adds_the_keys_that_a_case_leaves_out(void **state)
{
	static const char *const points[] = {"controllers[b].scl_hz=2000",
					     "controllers[b].buf_ns=6000",
					     "seed=9", NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_scenario) s = sound(CASE(""));
	g_autoptr(tw_scenario) there = tw_scenario_at(s, points, &error);
	const struct tw_case_controller *b;

	if (!there)
		fail_msg("%s", error->message);
	b = &g_array_index(there->things[TW_CASE_CONTROLLER],
			   struct tw_case_controller, 1);
	assert_int_equal(b->config.scl_hz, 2000);
	assert_int_equal(b->config.buf_ns, 6000);
	assert_int_equal(there->seed, 9);
}

static void a_string_stays_one(void **state)
{
	static const char *const points[] = {"steps[1].transfer=w1@0x20 0x7f",
					     NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_scenario) s = sound(CASE(""));
	g_autoptr(tw_scenario) there = tw_scenario_at(s, points, &error);
	const struct tw_case_step *step;
	const struct tw_case_transfer *t;

	assert_non_null(there);
	step = &g_array_index(there->steps, struct tw_case_step, 1);
	t = step->transfers->pdata[0];
	assert_int_equal(g_array_index(t->msgs, struct tw_case_msg, 0).addr,
			 0x20);
}

static void what_is_wrong_with_an_axis_has_its_place(void **state)
{
	static const char *const rows[][2] = {
		{"{\"axis\": \"a\", \"values\": [1]}",
		 "c.json:2:10: axes[0]: the key \"key\" is missing"},
		{"{\"axis\": \"a b\", \"key\": \"seed\", \"values\": [1]}",
		 "c.json:2:19: axes[0].axis: expected at most 32 of A-Z"},
		{SCL("\"values\": [1]") ", " SCL("\"values\": [1]"),
		 "axes[1].axis: expected a name of its own; \"scl\""},
		{SCL("\"values\": [1, 1]"),
		 "c.json:2:75: axes[0].values[1]: expected each value once"},
		{SCL("\"values\": []"), "axes[0].values: expected 1 to"},
		{SCL("\"values\": [[1]]"),
		 "axes[0].values[0]: expected an integer, a string, true or"},
		{SCL("\"values\": [1], \"count\": 3"),
		 "axes[0].count: expected either \"values\", or"},
		{SCL("\"from\": 1, \"to\": 3, \"count\": 1"),
		 "axes[0].count: expected an integer from 2 to 100000, got 1"},
		{SCL("\"from\": 0, \"to\": 3, \"count\": 2, \"scale\": "
		     "\"log\""),
		 "axes[0].from: a logarithm is of 1 and more, got 0"},
		{"{\"axis\": \"a\", \"key\": \"controlers[0].scl_hz\", "
		 "\"values\": [1]}",
		 "c.json:2:31: axes[0].key: no key \"controlers\" in the case "
		 "(did you mean \"controllers\"?)"},
		{"{\"axis\": \"a\", \"key\": \"controllers[x].scl_hz\", "
		 "\"values\": [1]}",
		 "axes[0].key: controllers[x]: the case has no controllers[x]"},
		{"{\"axis\": \"a\", \"key\": \"controllers\", \"values\": "
		 "[1]}",
		 "axes[0].key: controllers is an array; expected the path of "
		 "one value"},
		{"{\"axis\": \"a\", \"key\": \"\", \"values\": [1]}",
		 "axes[0].key: expected a string that is not empty"},
		{"{\"axis\": \"a\", \"keys\": [\"seed\", \"why\"], \"values\": "
		 "[[1]]}",
		 "axes[0].values[0]: expected a value for each of the 2 keys, "
		 "got 1"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *text = g_strdup_printf(CASE("%s"), rows[i][0]);
		g_autoptr(GError) error = NULL;

		if (load(text, &error))
			fail_msg("taken: %s", rows[i][0]);
		if (!strstr(error->message, rows[i][1]))
			fail_msg("%s: %s", rows[i][0], error->message);
	}
}

static void what_is_wrong_with_a_point_names_it(void **state)
{
	static const char *const rows[][2] = {
		{"scl", "c.json: expected AXIS=VALUE, got \"scl\""},
		{"sc=1", "c.json: no axis \"sc\" (did you mean \"scl\"?)"},
		{"scl=x", "c.json:3:44: controllers[0].scl_hz: expected an "
			  "integer from 1 to 5000000, got \"x\""},
		{"controllers[c].scl_hz=1",
		 "c.json: controllers[c]: the case has no controllers[c]"},
		{"controllers[host].sda=1",
		 "c.json:3:19: controllers[0].sda: no such key"},
		{"steps[1]=1", "c.json: steps[1] is an object; expected the "
			       "path of one value"},
	};
	g_autoptr(tw_scenario) s = sound(CASE(SCL("\"values\": [1]")));

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *points[] = {rows[i][0], NULL};
		g_autoptr(GError) error = NULL;

		if (tw_scenario_at(s, points, &error))
			fail_msg("taken: %s", rows[i][0]);
		if (!g_str_has_prefix(error->message, rows[i][1]))
			fail_msg("%s: %s", rows[i][0], error->message);
	}
}

static void a_key_cannot_be_set_twice(void **state)
{
	static const char *const rows[][3] = {
		{"seed=1", "seed=2", NULL},
		{"controllers[0].scl_hz=1", "controllers[host].scl_hz=2", NULL},
	};
	g_autoptr(tw_scenario) s = sound(CASE(""));

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(tw_scenario_at(s, rows[i], &error));
		assert_non_null(strstr(error->message, "is set twice"));
	}
}

int main(void)
{
	const struct CMUnitTest axes[] = {
		cmocka_unit_test(a_range_is_evenly_spaced),
		cmocka_unit_test(
			a_logarithmic_range_is_evenly_spaced_in_decades),
		cmocka_unit_test(values_that_round_to_the_same_are_one),
		cmocka_unit_test(logarithms_are_those_of_mathematics),
		cmocka_unit_test(the_case_as_written_is_one_point),
		cmocka_unit_test(a_point_sets_all_keys_of_its_axis),
		cmocka_unit_test(a_point_adds_the_keys_that_a_case_leaves_out),
		cmocka_unit_test(a_string_stays_one),
		cmocka_unit_test(what_is_wrong_with_an_axis_has_its_place),
		cmocka_unit_test(what_is_wrong_with_a_point_names_it),
		cmocka_unit_test(a_key_cannot_be_set_twice),
	};

	return cmocka_run_group_tests(axes, NULL, NULL);
}
