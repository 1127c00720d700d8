/* SPDX-License-Identifier: MIT */
/*
 * Real engines search, through the wires, firmware that is sound and firmware
 * that has a defect. What they find is a case, short, and fails again.
 */
#include "ran.h"

enum { SOUND, PREFETCH, NO_WRAP, ONE_WRITE, CRASHES, N_OBJECTS };
static char *objects[N_OBJECTS];
static bool has_libfuzzer;

#define PROFILE "--profile register-file,addr=0x40,size=16,wrap=1"

static void write_base(struct ran *r, int object)
{
	g_autofree char *text = g_strdup_printf(
		"{\"format\": \"twowire-scenario/1\", \"title\": \"a "
		"target\",\n\"firmware\": [{\"id\": \"dut\", \"platform\": "
		"\"rp2040\", \"object\": \"%s\", \"pins\": {\"GPIO4\": "
		"\"bus.sda\", \"GPIO5\": \"bus.scl\"}}]}\n",
		objects[object]);

	write_file(r, "base.json", text);
}

static void finds(struct ran *r, int object, const char *engine, int status,
		  const char *what)
{
	g_autofree char *line = g_strdup_printf(
		"fuzz base.json " PROFILE " --engine %s --runs 300", engine);

	write_base(r, object);
	if (twowire(r, line) != status)
		fail_msg("%d:\n%s%s", r->status, r->out, r->err);
	expect_in(r->out, what);
	expect_in(r->err, " runs a second");
	if (status)
		assert_int_equal(twowire(r, "run base-fuzz-1.json"), status);
}

static void libfuzzer_finds_what_crashes(void **state)
{
	if (has_libfuzzer)
		finds(*state, CRASHES, "libfuzzer", 3,
		      "base-fuzz-1.json: dut: abort() at tortured.c:");
}

static void libfuzzer_finds_what_keeps_too_little(void **state)
{
	if (has_libfuzzer)
		finds(*state, ONE_WRITE, "libfuzzer", 1,
		      "(1 transfers, 0 faults)");
}

static void libfuzzer_finds_nothing_in_sound_firmware(void **state)
{
	if (has_libfuzzer)
		finds(*state, SOUND, "libfuzzer", 0, "300 runs, 0 findings\n");
}

static void afl_finds_what_crashes(void **state)
{
	g_autofree char *afl = g_find_program_in_path("afl-fuzz");

	if (afl)
		finds(*state, CRASHES, "afl", 3,
		      "base-fuzz-1.json: dut: abort() at tortured.c:");
}

static void one_seed_finds_the_same(void **state)
{
	struct ran *r = *state;
	g_autofree char *first = NULL;

	if (!has_libfuzzer)
		return;
	finds(r, PREFETCH, "libfuzzer", 1, "base-fuzz-1.json: bytes read");
	twowire(r, "fuzz base.json " PROFILE " --runs 300");
	first = g_strdup(r->out);
	twowire(r, "fuzz base.json " PROFILE " --runs 300");
	assert_string_equal(r->out, first);
}

static void what_is_wrong_is_said(void **state)
{
	static const struct refusal rows[] = {
		{"fuzz", "expected a case"},
		{"fuzz none.json", "none.json"},
		{"fuzz base.json --engine honggfuzz", "--engine"},
		{"fuzz base.json --runs 0", "--runs"},
		{"fuzz base.json --seed 0", "--seed"},
		{"fuzz base.json --profile rom", "--profile"},
		{"fuzz wrong.json", "fails by itself"},
	};
	struct ran *r = *state;

	write_file(r, "base.json", CASE(ROM, ""));
	write_file(r, "wrong.json",
		   CASE(ROM, "{\"transfer\": \"w1@0x51 0x00\"}"));
	expect_refusals(r, rows, G_N_ELEMENTS(rows));
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(libfuzzer_finds_what_crashes),
		T(libfuzzer_finds_what_keeps_too_little),
		T(libfuzzer_finds_nothing_in_sound_firmware),
		T(afl_finds_what_crashes),
		T(one_seed_finds_the_same),
		T(what_is_wrong_is_said),
	};
	int failed;

	g_assert(argc == 3 + N_OBJECTS);
	program = g_canonicalize_filename(argv[1], NULL);
	has_libfuzzer = !strcmp(argv[2], "libfuzzer");
	for (int i = 0; i < N_OBJECTS; i++)
		objects[i] = g_canonicalize_filename(argv[3 + i], NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	for (int i = 0; i < N_OBJECTS; i++)
		g_free(objects[i]);
	g_free(program);
	return failed;
}
