/* SPDX-License-Identifier: MIT */
/* Coverage from run to file to table, as a user has it. */
#include "ran.h"

#define WRITE_1 "{\"transfer\": \"w2@0x50 0x00 0x11\"}"
#define READ_1	"{\"transfer\": \"r1@0x50\"}"
#define NOBODY	"{\"transfer\": \"w1@0x51 0x00\", \"result\": \"no-target\"}"

static void two_cases(const struct ran *r)
{
	write_file(r, "w.json", CASE(ROM, WRITE_1 ", " NOBODY));
	write_file(r, "r.json", CASE(ROM, READ_1));
}

static char *file(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	char *text = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	return text;
}

static void expect_equal_files(const struct ran *r, const char *a,
			       const char *b)
{
	g_autofree char *one = file(r, a);
	g_autofree char *two = file(r, b);

	assert_string_equal(one, two);
}

static void a_run_writes_what_its_cases_covered(void **state)
{
	struct ran *r = *state;
	g_autofree char *text = NULL;

	two_cases(r);
	assert_int_equal(twowire(r, "run --coverage c.json w.json r.json"), 0);
	text = file(r, "c.json");
	expect_in(text, "\"format\": \"twowire-coverage/1\"");
	/* Two writes and a read: of two bytes, of none, of one. */
	expect_in(text, "\"7-bit\": 3,\n");
	expect_in(text, "\"write.2-21\": 1,");
	expect_in(text, "\"write.0\": 1,");
	expect_in(text, "\"read.1\": 1,");
	expect_in(text, "\"address-write.nack.stop\": 1,");
	assert_int_equal(twowire(r, "coverage c.json"), 0);
	expect_in(r->out, "protocol coverage: ");
	expect_in(r->out, "\n  hs                     0/4    missing all\n");
	assert_string_equal(r->err, "");
}

static void one_process_or_several_cover_the_same(void **state)
{
	struct ran *r = *state;

	two_cases(r);
	twowire(r, "run --coverage 1.json w.json r.json");
	twowire(r, "run --coverage 2.json --no-fork r.json w.json");
	expect_equal_files(r, "1.json", "2.json");
}

static void files_merge_to_what_one_run_writes(void **state)
{
	struct ran *r = *state;
	g_autofree char *all = NULL;

	two_cases(r);
	twowire(r, "run --coverage 1.json w.json");
	twowire(r, "run --coverage 2.json r.json");
	twowire(r, "run --coverage all.json w.json r.json");
	assert_int_equal(
		twowire(r, "coverage -o sum.json --format json 1.json 2.json"),
		0);
	expect_equal_files(r, "sum.json", "all.json");
	all = file(r, "all.json");
	assert_string_equal(r->out, all);
}

static void coverage_changes_neither_report_nor_trace(void **state)
{
	struct ran *r = *state;
	g_autofree char *bare = NULL;

	two_cases(r);
	twowire(r, "run --trace a.jsonl w.json");
	bare = g_strdup(r->out);
	twowire(r, "run --trace b.jsonl --coverage c.json w.json");
	assert_string_equal(r->out, bare);
	expect_equal_files(r, "a.jsonl", "b.jsonl");
}

static void a_capture_covers_what_its_wires_show(void **state)
{
	struct ran *r = *state;

	two_cases(r);
	twowire(r, "run --trace w.vcd --coverage c.json w.json");
	assert_int_equal(twowire(r, "coverage --format json w.vcd"), 0);
	expect_in(r->out, "\"7-bit\": 2,\n");
	expect_in(r->out, "\"address-write.nack.stop\": 1,");
	assert_int_equal(twowire(r, "coverage --scl CLK w.vcd"), 2);
	expect_in(r->err, "twowire coverage: w.vcd: no channel CLK");
}

static void a_failed_case_is_covered_as_far_as_it_went(void **state)
{
	struct ran *r = *state;
	g_autofree char *text = NULL;

	write_file(r, "f.json", CASE(ROM, "{\"transfer\": \"w1@0x51 0x00\"}"));
	assert_int_equal(twowire(r, "run --coverage c.json f.json"), 1);
	text = file(r, "c.json");
	expect_in(text, "\"address-write.nack.stop\": 1,");
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
	static const char *const rows[][2] = {
		{"coverage", "expected a file to read"},
		{"coverage --format xml r.json",
		 "--format must be text or json, got \"xml\""},
		{"coverage none.json", "none.json: cannot be opened: No such"},
		{"coverage r.json",
		 "r.json:1:12: format: expected \"twowire-coverage/1\", got "
		 "\"twowire-scenario/1\""},
		{"coverage good.json bad.json",
		 "bad.json:3:12: groups.hs.rad: no bin of this version"},
		{"coverage text.txt", "text.txt: "},
		{"run --coverage no/c.json w.json", "no/c.json"},
	};
	struct ran *r = *state;

	two_cases(r);
	write_file(r, "good.json",
		   "{\"format\": \"twowire-coverage/1\", \"groups\": {}}");
	write_file(r, "bad.json",
		   "{\"format\": \"twowire-coverage/1\",\n\"groups\": {\n"
		   "    \"hs\": {\"rad\": 1}}}");
	write_file(r, "text.txt", "neither\n");
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (twowire(r, rows[i][0]) != 2)
			fail_msg("%s: status %d", rows[i][0], r->status);
		expect_in(r->err, "twowire ");
		expect_in(r->err, rows[i][1]);
	}
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest coverage[] = {
		T(a_run_writes_what_its_cases_covered),
		T(one_process_or_several_cover_the_same),
		T(files_merge_to_what_one_run_writes),
		T(coverage_changes_neither_report_nor_trace),
		T(a_capture_covers_what_its_wires_show),
		T(a_failed_case_is_covered_as_far_as_it_went),
		T(what_is_wrong_is_told_with_its_place),
	};
	int failed;

	if (argc < 2)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	failed = cmocka_run_group_tests(coverage, NULL, NULL);
	g_free(program);
	return failed;
}
