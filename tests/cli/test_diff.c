/* SPDX-License-Identifier: MIT */
/* The command twowire diff. */
#include "ran.h"

#define FIRST                                                                  \
	"{ \"transfer\": \"w3@0x50 0x10 0x41 0x42\" }, { \"run_ms\": 6 }, "    \
	"{ \"transfer\": \"w1@0x50 0x10 r2\" }"
#define OTHER                                                                  \
	"{ \"transfer\": \"w3@0x50 0x10 0x41 0x43\" }, { \"run_ms\": 6 }, "    \
	"{ \"transfer\": \"w1@0x50 0x10 r2\" }"
#define LATER                                                                  \
	"{ \"transfer\": \"w3@0x50 0x10 0x41 0x42\" }, { \"run_ms\": 7 }, "    \
	"{ \"transfer\": \"w1@0x50 0x10 r2\" }"

/* Runs a case whose trace goes to @file. */
static void record(struct ran *r, const char *steps, const char *file)
{
	g_autofree char *text = g_strdup_printf(CASE(ROM, "%s"), steps);
	g_autofree char *line =
		g_strdup_printf("run case.json --trace %s", file);

	write_file(r, "case.json", text);
	assert_int_equal(twowire(r, line), 0);
}

static void the_same_traffic_in_two_formats_is_no_difference(void **state)
{
	static const char *const files[] = {"b.vcd", "b.sr", "b.twt"};
	struct ran *r = *state;

	record(r, FIRST, "a.sr");
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *line =
			g_strdup_printf("diff a.sr %s", files[i]);

		record(r, FIRST, files[i]);
		assert_int_equal(twowire(r, line), 0);
		expect_in(r->out, "no difference\n");
		expect_in(r->out, "3 the same, 0 different");
		assert_string_equal(r->err, "");
	}
}

static void a_difference_is_status_1_and_told_in_words(void **state)
{
	struct ran *r = *state;

	record(r, FIRST, "a.sr");
	record(r, OTHER, "b.sr");
	assert_int_equal(twowire(r, "diff a.sr b.sr"), 1);
	expect_in(r->out, "byte 3 is 0x42 in a.sr and 0x43 in b.sr\n");
	expect_in(r->out, "1 the same, 2 different");
	assert_int_equal(twowire(r, "diff --format json a.sr b.sr"), 1);
	expect_in(r->out, "{\"a\":\"a.sr\",\"b\":\"b.sr\",\"same\":1,"
			  "\"different\":2,");
	expect_in(r->out, "{\"kind\":\"data\",\"a\":{\"m\":0,");
}

static void a_tolerance_judges_times(void **state)
{
	struct ran *r = *state;

	record(r, FIRST, "a.sr");
	record(r, LATER, "b.sr");
	assert_int_equal(twowire(r, "diff a.sr b.sr"), 0);
	assert_int_equal(twowire(r, "diff --tolerance 2ms a.sr b.sr"), 0);
	assert_int_equal(twowire(r, "diff --tolerance 0.5ms a.sr b.sr"), 1);
	expect_in(r->out, "from START to START it comes");
}

static void what_cannot_be_read_or_meant_is_status_2(void **state)
{
	static const struct {
		const char *line, *why;
	} rows[] = {
		{"diff a.sr", "expected two captures, got 1"},
		{"diff a.sr none.sr", "none.sr: No such file"},
		{"diff a.sr none.twt", "none.twt: "},
		{"diff --tolerance 5h a.sr a.sr", "expected a time as in 10us"},
		{"diff --format xml a.sr a.sr", "must be text or json"},
	};
	struct ran *r = *state;

	record(r, FIRST, "a.sr");
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		assert_int_equal(twowire(r, rows[i].line), 2);
		assert_string_equal(r->out, "");
		expect_in(r->err, rows[i].why);
	}
}

static void a_bus_is_of_a_trace(void **state)
{
	struct ran *r = *state;

	record(r, FIRST, "a.sr");
	record(r, FIRST, "b.twt");
	assert_int_equal(twowire(r, "diff --bus bus a.sr b.twt"), 0);
	assert_int_equal(twowire(r, "diff --bus bus a.sr a.sr"), 2);
	expect_in(r->err, "--bus: neither is a trace (.twt); --scl and --sda ");
}

static void standard_input_is_one_capture_not_two(void **state)
{
	struct ran *r = *state;

	assert_int_equal(twowire(r, "diff - -"), 2);
	assert_string_equal(r->err, "twowire diff: only one of the two can be "
				    "standard input\n");
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(the_same_traffic_in_two_formats_is_no_difference),
		T(a_difference_is_status_1_and_told_in_words),
		T(a_tolerance_judges_times),
		T(what_cannot_be_read_or_meant_is_status_2),
		T(a_bus_is_of_a_trace),
		T(standard_input_is_one_capture_not_two),
	};
	int failed;

	program = g_canonicalize_filename(argv[1], NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	g_free(program);
	return failed;
}
