/* SPDX-License-Identifier: MIT */
/*
 * A failing case becomes the shortest that fails for the same reason. What
 * that is follows from the defect or the fault that was put in: how many
 * transfers it takes, and which bytes.
 */
#include "ran.h"

enum { SOUND, PREFETCH, NO_WRAP, ONE_WRITE, CRASHES, N_OBJECTS };
static char *objects[N_OBJECTS];

static const char *const fault =
	"{\"id\": \"wrong\", \"kind\": \"flip-bit\", \"at\": {\"message\": "
	"31, \"byte\": 2, \"bit\": 3}}";

/* Thirty cells of an EEPROM written and read back, and more around. */
static char *long_case(const char *faults, const char *last)
{
	GString *s = g_string_new(
		"{\"format\": \"twowire-scenario/1\", \"title\": \"much\",\n"
		"\"buses\": [{\"id\": \"bus\"}, {\"id\": \"other\"}],\n"
		"\"nets\": [{\"id\": \"net\"}],\n"
		"\"devices\": [" ROM ", {\"id\": \"t\", \"model\": \"mcp9808\","
		" \"addr\": \"0x18\", \"bus\": \"other\"}],\n"
		"\"controllers\": [{\"id\": \"host\", \"scl_hz\": 123456},"
		" {\"id\": \"two\", \"bus\": \"other\"}],\n");

	g_string_append_printf(s, "\"faults\": [%s],\n\"steps\": [\n", faults);
	for (unsigned i = 0; i < 30; i++)
		g_string_append_printf(
			s,
			"{\"transfer\": \"w2@0x50 0x%02x 0x%02x\"},\n"
			"{\"run_us\": 6789},\n"
			"{\"transfer\": \"w1@0x50 0x%02x r1\", \"rx\": "
			"\"%02x\", \"timeout_us\": 500000},\n"
			"{\"transfer\": \"w1@0x18 0x05 r2\", \"by\": "
			"\"two\"},\n",
			i, 0x40 + i, i, 0x40 + i);
	g_string_append_printf(s, "%s {\"run_ms\": 1}]}\n", last);
	return g_string_free(s, FALSE);
}

static unsigned count(const char *text, const char *part)
{
	unsigned n = 0;

	for (; (text = strstr(text, part)); text++)
		n++;
	return n;
}

/* The case is in out.json, fails again, and shrinks no further. */
static void shrinks(struct ran *r, const char *name, int status)
{
	g_autofree char *line = g_strdup_printf("shrink %s -o out.json", name);
	g_autofree char *first = NULL, *path = NULL, *again = NULL;

	if (twowire(r, line))
		fail_msg("%s%s", r->out, r->err);
	path = g_build_filename(r->folder, "out.json", NULL);
	assert_true(g_file_get_contents(path, &first, NULL, NULL));
	assert_int_equal(twowire(r, "run out.json"), status);
	assert_int_equal(twowire(r, "shrink out.json -o out.json"), 0);
	assert_true(g_file_get_contents(path, &again, NULL, NULL));
	assert_string_equal(again, first);
	g_free(r->out);
	r->out = g_steal_pointer(&first);
}

static void a_fault_is_left_with_what_it_spoils(void **state)
{
	struct ran *r = *state;
	g_autofree char *text = long_case(fault, "");

	write_file(r, "case.json", text);
	assert_int_equal(twowire(r, "run case.json"), 1);
	shrinks(r, "case.json", 1);
	/* A write of a byte, and its read: message 31 is the write of the
	 * eleventh round, for every START counts. */
	assert_int_equal(count(r->out, "\"transfer\""), 2);
	assert_int_equal(count(r->out, "\"kind\""), 1);
	expect_in(r->out, "\"flip-bit\", \"at\": {");
	expect_in(r->out, "\"run_us\": ");
	assert_null(strstr(r->out, "mcp9808"));
	assert_null(strstr(r->out, "\"two\""));
	assert_null(strstr(r->out, "nets"));
	assert_null(strstr(r->out, "timeout_us"));
	expect_in(r->out, "\"title\": \"bytes read, w1@0x50 r1: expected ");
	expect_in(r->out, "\"why\": \"Shrunk from: much\"");
}

static void of_many_faults_one_is_left(void **state)
{
	struct ran *r = *state;
	g_autoptr(GString) faults = g_string_new(fault);
	g_autofree char *text = NULL;

	for (unsigned i = 0; i < 20; i++)
		g_string_append_printf(
			faults,
			", {\"id\": \"f%u\", \"kind\": \"glitch\", \"line\": "
			"\"scl\", \"width_ns\": 10, \"at\": {\"message\": %u, "
			"\"byte\": 1, \"bit\": 2}}",
			i, 3 * i + 2);
	text = long_case(faults->str, "");
	write_file(r, "case.json", text);
	shrinks(r, "case.json", 1);
	assert_int_equal(count(r->out, "\"kind\""), 1);
	expect_in(r->out, "flip-bit");
}

/* Alone it holds, as an EEPROM is blank: a write before it is needed. */
static void what_is_left_holds_without_its_history(void **state)
{
	struct ran *r = *state;
	g_autofree char *text =
		long_case("", "{\"transfer\": \"w1@0x50 0x07 r1\", \"rx\": "
			      "\"ff\"},");

	write_file(r, "case.json", text);
	shrinks(r, "case.json", 1);
	assert_int_equal(count(r->out, "\"transfer\""), 2);
	expect_in(r->out, "\"w2@0x50 0x07 0x00\"");
	expect_in(r->out, "\"run_us\": 5000"); /* 24AA02's write time */
}

static void write_firmware_case(struct ran *r, int object, const char *steps)
{
	g_autofree char *text = g_strdup_printf(
		"{\"format\": \"twowire-scenario/1\", \"title\": \"much\",\n"
		"\"firmware\": [{\"id\": \"dut\", \"platform\": \"rp2040\", "
		"\"object\": \"%s\", \"pins\": {\"GPIO4\": \"bus.sda\", "
		"\"GPIO5\": \"bus.scl\"}}],\n\"steps\": [{\"run_ms\": 2},\n"
		"{\"transfer\": \"w5@0x40 0x03 0x11 0x22 0x33 0x44\"},\n"
		"{\"transfer\": \"w1@0x40 0x03 r1\", \"rx\": \"11\"},\n"
		"%s,\n{\"transfer\": \"w1@0x40 0x00 r4\"}]}\n",
		objects[object], steps);

	write_file(r, "case.json", text);
}

#define BACK "{\"transfer\": \"w1@0x40 0x03 r4\", \"rx\": \"11 22 33 44\"}"

static void a_defect_is_left_with_what_shows_it(void **state)
{
	struct ran *r = *state;

	/* Takes only the first byte of a write: two must be written. */
	write_firmware_case(r, ONE_WRITE, BACK);
	shrinks(r, "case.json", 1);
	assert_int_equal(count(r->out, "\"transfer\""), 2);
	expect_in(r->out, "\"transfer\": \"w3@0x40 0x03 0x00 0x22\"");
	expect_in(r->out, "\"w1@0x40 0x04 r1\", \"rx\": \"22\"");
}

static void a_crash_is_left_with_what_kills(void **state)
{
	struct ran *r = *state;

	/* Where register 15 has been read. */
	write_firmware_case(r, CRASHES,
			    BACK ", {\"transfer\": \"w1@0x40 0x0a r6\"}");
	shrinks(r, "case.json", 3);
	assert_int_equal(count(r->out, "\"transfer\""), 1);
	expect_in(r->out, "\"transfer\": \"w1@0x40 0x0f r1\"");
	expect_in(r->out, "\"title\": \"dut: abort() at tortured.c:");
}

static void with_sound_firmware_what_is_left_holds(void **state)
{
	struct ran *r = *state;
	g_autofree char *line =
		g_strdup_printf("shrink case.json -g %s", objects[SOUND]);

	/* The pointer is one too far after each read: two reads show it. */
	write_firmware_case(r, PREFETCH,
			    BACK ", {\"transfer\": \"r1@0x40\", \"rx\": "
				 "\"00\"}, {\"transfer\": \"w1@0x40 0x03 "
				 "r1\"}, {\"transfer\": \"r1@0x40\", \"rx\": "
				 "\"22\"}");
	if (twowire(r, line))
		fail_msg("%s", r->err);
	expect_in(r->out, "\"rx\": \"22\"");
	write_file(r, "out.json", r->out);
	assert_int_equal(twowire(r, "run out.json"), 1);
	assert_true(count(r->out, "@0x40") > 0);
	write_firmware_case(r, SOUND, BACK);
	assert_int_equal(twowire(r, "run case.json"), 0);
}

static void two_runs_make_the_same(void **state)
{
	struct ran *r = *state;
	g_autofree char *text = long_case(fault, ""), *first = NULL;

	write_file(r, "case.json", text);
	assert_int_equal(twowire(r, "shrink case.json"), 0);
	first = g_strdup(r->out);
	assert_int_equal(twowire(r, "shrink case.json"), 0);
	assert_string_equal(r->out, first);
}

static void runs_can_be_limited(void **state)
{
	struct ran *r = *state;
	g_autofree char *text = long_case(fault, "");

	write_file(r, "case.json", text);
	assert_int_equal(twowire(r, "shrink case.json --runs 10"), 0);
	expect_in(r->err, " runs; --runs ended it");
	write_file(r, "out.json", r->out);
	assert_int_equal(twowire(r, "run out.json"), 1);
}

static void what_is_wrong_is_said(void **state)
{
	static const struct refusal rows[] = {
		{"shrink", "expected a case"},
		{"shrink none.json", "none.json"},
		{"shrink case.json", "holds: there is nothing to shrink"},
		{"shrink case.json -o elsewhere/out.json", "beside case.json"},
		{"shrink case.json --good none.so",
		 "--good: no such file \"none.so\""},
		{"shrink case.json --runs -1", "--runs"},
		{"shrink wrong.json", "wrong.json:3:"},
	};
	struct ran *r = *state;

	write_file(r, "case.json", CASE(ROM, ""));
	write_file(r, "wrong.json", CASE(ROM, "{\"rum_ms\": 1}"));
	expect_refusals(r, rows, G_N_ELEMENTS(rows));
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(a_fault_is_left_with_what_it_spoils),
		T(of_many_faults_one_is_left),
		T(what_is_left_holds_without_its_history),
		T(a_defect_is_left_with_what_shows_it),
		T(a_crash_is_left_with_what_kills),
		T(with_sound_firmware_what_is_left_holds),
		T(two_runs_make_the_same),
		T(runs_can_be_limited),
		T(what_is_wrong_is_said),
	};
	int failed;

	g_assert(argc == 2 + N_OBJECTS);
	program = g_canonicalize_filename(argv[1], NULL);
	for (int i = 0; i < N_OBJECTS; i++)
		objects[i] = g_canonicalize_filename(argv[2 + i], NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	for (int i = 0; i < N_OBJECTS; i++)
		g_free(objects[i]);
	g_free(program);
	return failed;
}
