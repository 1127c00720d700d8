/* SPDX-License-Identifier: MIT */
/*
 * Firmware's branches counted, read by the gcov of its compiler. Of 0 to 9 five
 * are odd; 0, 3, 6 and 9 can be divided by 3, two of them are above 3.
 */
#include "ran.h"

#include <stdlib.h>

static const char *source, *loopback, *loopback_case;

#define CASE_OF(object, steps)                                                 \
	"{\"format\": \"twowire-scenario/1\", \"title\": \"counted\",\n"       \
	"\"firmware\": [{\"id\": \"dut\", \"platform\": \"rp2040\", "          \
	"\"object\": \"" object "\", \"pins\": {\"GPIO4\": \"bus.sda\", "      \
	"\"GPIO5\": \"bus.scl\"}}],\n\"steps\": [" steps "]}\n"
#define RUN_2_MS "{\"run_ms\": 2}"

static void compile(struct ran *r, const char *options)
{
	g_autofree char *line =
		g_strdup_printf("cc --platform rp2040 -o fw.so --coverage "
				"%s %s",
				options, source);

	if (twowire(r, line))
		fail_msg("%s", r->err);
}

static bool lacks(const char *name)
{
	g_autofree char *path = g_find_program_in_path(name);

	return !path;
}

/* What gcov shows of fw-counted.gcda. */
static char *show(const struct ran *r, const char *gcov)
{
	g_autofree char *line =
		g_strdup_printf("%s -t -b -c fw-counted.gcda", gcov);
	g_auto(GStrv) argv = g_strsplit(line, " ", -1);
	char *out = NULL;

	assert_true(
		g_spawn_sync(r->folder, argv, NULL,
			     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
			     NULL, NULL, &out, NULL, NULL, NULL));
	return out;
}

/* The line that has @code: how often it ran. */
static const char *line_of(const char *shown, const char *code, int *count)
{
	const char *at = strstr(shown, code);
	const char *begin = at;

	if (!at)
		fail_msg("no \"%s\" in \"%s\"", code, shown);
	while (begin > shown && begin[-1] != '\n')
		begin--;
	*count = atoi(begin);
	return strchr(at, '\n') + 1;
}

/* Where branches went, of the line that has @code: four at most, smallest
 * first, as "4 6". */
static char *branches(const char *shown, const char *code)
{
	unsigned n = 0, all[8], most;
	GString *text = g_string_new(NULL);
	int count;
	const char *s = line_of(shown, code, &count);

	for (; g_str_has_prefix(s, "branch") && n < G_N_ELEMENTS(all);
	     s = strchr(s, '\n') + 1)
		all[n++] = (unsigned)atoi(strstr(s, "taken ") + 6);
	while (n) {
		most = 0;
		for (unsigned i = 1; i < n; i++)
			if (all[i] < all[most])
				most = i;
		g_string_append_printf(text, "%s%u", text->len ? " " : "",
				       all[most]);
		all[most] = all[--n];
	}
	return g_string_free(text, FALSE);
}

static void expect(const struct ran *r, const char *gcov, int runs)
{
	static const struct {
		const char *code;
		int count;
	} rows[] = {
		{"static void sort", 10}, {"odd++;", 5},
		{"even++;", 5},		  {"thirds++;", 2},
		{"\tprintf(\"sorted", 1},
	};
	g_autofree char *shown = show(r, gcov);
	g_autofree char *first = NULL, *thirds = NULL;
	char want[32];

	g_snprintf(want, sizeof(want), "Runs:%d\n", runs);
	expect_in(shown, want);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		int got;

		line_of(shown, rows[i].code, &got);
		if (got != rows[i].count * runs)
			fail_msg("%s: %d, wanted %d, in %s", rows[i].code, got,
				 rows[i].count * runs, shown);
	}
	first = branches(shown, "if (i & 1)");
	g_snprintf(want, sizeof(want), "%d %d", 5 * runs, 5 * runs);
	assert_string_equal(first, want);
	thirds = branches(shown, "i % 3 == 0");
	g_snprintf(want, sizeof(want), "%d %d %d %d", 2 * runs, 2 * runs,
		   4 * runs, 6 * runs);
	assert_string_equal(thirds, want);
}

static void gcov_shows_what_hand_counts(void **state)
{
	struct ran *r = *state;

	if (lacks("gcov"))
		skip();
	write_file(r, "c.json", CASE_OF("fw.so", RUN_2_MS));
	compile(r, "-DWAY=SLEEP");
	assert_int_equal(twowire(r, "run c.json"), 0);
	assert_string_equal(r->err, "");
	expect(r, "gcov", 1);
	/* Runs add up, in a process of their own or not. */
	assert_int_equal(twowire(r, "run --no-fork c.json"), 0);
	expect(r, "gcov", 2);
	assert_int_equal(twowire(r, "run c.json c.json"), 0);
	expect(r, "gcov", 4);
	/* What is compiled anew begins at 0. */
	compile(r, "-DWAY=SLEEP -O0");
	assert_int_equal(twowire(r, "run c.json"), 0);
	expect(r, "gcov", 1);
}

static void any_end_leaves_the_counts(void **state)
{
	static const struct {
		const char *way;
		int status;
	} rows[] = {
		{"-DWAY=RETURN", 0},   {"-DWAY=CRASH", 3},    {"-DWAY=LOOP", 0},
		{"-DWAY=LOOP -O0", 0}, {"-DWAY=LOOP -O2", 0},
	};
	struct ran *r = *state;

	if (lacks("gcov"))
		skip();
	write_file(r, "c.json", CASE_OF("fw.so", RUN_2_MS));
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *counts =
			g_build_filename(r->folder, "fw-counted.gcda", NULL);

		compile(r, rows[i].way);
		g_unlink(counts);
		if (twowire(r, "run c.json") != rows[i].status)
			fail_msg("%s: %d: %s", rows[i].way, r->status, r->err);
		expect(r, "gcov", 1);
	}
}

static void a_reset_begins_another_run(void **state)
{
	struct ran *r = *state;

	if (lacks("gcov"))
		skip();
	write_file(r, "c.json",
		   CASE_OF("fw.so", RUN_2_MS ", {\"reset\": \"dut\"}, " RUN_2_MS
					     ", {\"reset\": \"dut\"}, "
					     "{\"run_ms\": 3}"));
	compile(r, "-DWAY=SLEEP");
	assert_int_equal(twowire(r, "run c.json"), 0);
	expect(r, "gcov", 3);
}

static void clang_counts_too(void **state)
{
	struct ran *r = *state;

	if (lacks("clang") || lacks("llvm-cov"))
		skip();
	write_file(r, "c.json",
		   CASE_OF("fw.so", RUN_2_MS ", {\"reset\": \"dut\"}, "
					     "{\"run_ms\": 3}"));
	compile(r, "--cc clang -DWAY=RETURN");
	assert_int_equal(twowire(r, "run c.json"), 0);
	expect(r, "llvm-cov gcov", 2);
	assert_int_equal(twowire(r, "run --no-fork c.json"), 0);
	expect(r, "llvm-cov gcov", 4);
}

static char *trace_of(struct ran *r, const char *cc)
{
	g_autofree char *build = g_strdup_printf(
		"cc --platform rp2040 -O0 -o loopback.so %s %s", cc, loopback);
	g_autofree char *run = g_strdup_printf(
		"run --firmware-dir . --trace t.jsonl %s", loopback_case);
	g_autofree char *path = g_build_filename(r->folder, "t.jsonl", NULL);
	char *text = NULL;

	assert_int_equal(twowire(r, build), 0);
	assert_int_equal(twowire(r, run), 0);
	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	return text;
}

/* Without optimisation all blocks stay what they are. */
static void counting_takes_no_time(void **state)
{
	struct ran *r = *state;
	g_autofree char *plain = trace_of(r, "-DPLAIN");
	g_autofree char *counted = trace_of(r, "--coverage");

	assert_true(strlen(plain) > 100000);
	assert_string_equal(plain, counted);
}

static void sources_of_one_name_have_notes_of_their_own(void **state)
{
	static const char *const names[] = {"fw-main.gcno", "fw-main.gcda",
					    "fw-2-main.gcno", "fw-2-main.gcda"};
	struct ran *r = *state;
	g_autofree char *a = g_build_filename(r->folder, "a", NULL);
	g_autofree char *b = g_build_filename(r->folder, "b", NULL);

	g_mkdir(a, 0755);
	g_mkdir(b, 0755);
	write_file(r, "c.json", CASE_OF("fw.so", RUN_2_MS));
	write_file(r, "a/main.c", "int f(void); int main(void) {return f();}");
	write_file(r, "b/main.c", "int f(void); int f(void) {return 0;}");
	assert_int_equal(twowire(r, "cc --platform rp2040 --coverage -o fw.so "
				    "a/main.c b/main.c"),
			 0);
	assert_int_equal(twowire(r, "run c.json"), 0);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path =
			g_build_filename(r->folder, names[i], NULL);

		if (!g_file_test(path, G_FILE_TEST_EXISTS))
			fail_msg("no %s", names[i]);
	}
	for (unsigned i = 0; i < 2; i++) {
		g_autofree char *path =
			g_build_filename(i ? b : a, "main.c", NULL);

		g_unlink(path);
		g_rmdir(i ? b : a);
	}
}

static void counts_that_cannot_be_written_are_told(void **state)
{
	struct ran *r = *state;
	g_autofree char *path =
		g_build_filename(r->folder, "fw-counted.gcda", NULL);

	write_file(r, "c.json", CASE_OF("fw.so", RUN_2_MS));
	compile(r, "-DWAY=RETURN");
	g_mkdir(path, 0755);
	assert_int_equal(twowire(r, "run c.json"), 0);
	expect_in(r->err, "fw-counted.gcda: cannot be written: ");
	g_rmdir(path);
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest gcov[] = {
		T(gcov_shows_what_hand_counts),
		T(any_end_leaves_the_counts),
		T(a_reset_begins_another_run),
		T(clang_counts_too),
		T(counting_takes_no_time),
		T(sources_of_one_name_have_notes_of_their_own),
		T(counts_that_cannot_be_written_are_told),
	};
	int failed;

	if (argc < 5)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	source = argv[2];
	loopback = argv[3];
	loopback_case = argv[4];
	failed = cmocka_run_group_tests(gcov, NULL, NULL);
	g_free(program);
	return failed;
}
