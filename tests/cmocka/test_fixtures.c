/* SPDX-License-Identifier: MIT */
/* What a firmware team sees of its tests: boards.c, run a test at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

#include "twowire/capture.h"
#include "twowire/trace_file.h"

static char *words[7]; /* the program, a test's name, its arguments */
static char *broken;

struct ran {
	char *folder;
	char *text; /* all that was printed */
	int status;
};

static int setup(void **state)
{
	struct ran *r = g_new0(struct ran, 1);

	r->folder = g_dir_make_tmp("twowire-XXXXXX", NULL);
	*state = r;
	return r->folder ? 0 : -1;
}

static char *trace_of(const struct ran *r, const char *test)
{
	return g_strdup_printf("%s/traces/%s.sr", r->folder, test);
}

static int teardown(void **state)
{
	struct ran *r = *state;
	g_autofree char *traces = g_build_filename(r->folder, "traces", NULL);
	GDir *dir = g_dir_open(traces, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(traces, name, NULL);

		g_unlink(path);
	}
	g_clear_pointer(&dir, g_dir_close);
	g_rmdir(traces);
	g_rmdir(r->folder);
	g_free(r->folder);
	g_free(r->text);
	g_free(r);
	return 0;
}

static int run(struct ran *r, const char *test)
{
	g_autofree char *traces = g_build_filename(r->folder, "traces", NULL);
	g_auto(GStrv) env = g_environ_setenv(g_get_environ(), "TWOWIRE_TRACES",
					     traces, TRUE);
	g_autofree char *out = NULL, *err = NULL;
	int status;

	env = g_environ_setenv(env, "CMOCKA_MESSAGE_OUTPUT", "STDOUT", TRUE);
	/* What a failed assertion leaves behind is the failed program's. */
	env = g_environ_setenv(env, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
	words[1] = (char *)test;
	assert_true(g_spawn_sync(r->folder, words, env, G_SPAWN_DEFAULT, NULL,
				 NULL, &out, &err, &status, NULL));
	assert_true(WIFEXITED(status));
	g_free(r->text);
	r->text = g_strconcat(out, err, NULL);
	r->status = WEXITSTATUS(status);
	return r->status;
}

static void expect(const struct ran *r, const char *part)
{
	if (!strstr(r->text, part))
		fail_msg("no \"%s\" in \"%s\"", part, r->text);
}

static void what_holds_passes_and_leaves_nothing(void **state)
{
	static const char *const names[] = {"holds", "firmware_holds",
					    "each_test_powers_the_board_anew",
					    "case_holds", "crash_is_wanted"};
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *trace = trace_of(r, names[i]);

		if (run(r, names[i]))
			fail_msg("%s", r->text);
		expect(r, "1 test(s) run");
		assert_false(g_file_test(trace, G_FILE_TEST_EXISTS));
	}
}

static void another_byte_fails_with_bytes_and_traffic(void **state)
{
	struct ran *r = *state;

	assert_int_equal(run(r, "reads_another_byte"), 1);
	expect(r, "w1@0x40 0x01 r2\n  expected  aa 55\n  got       aa ff\n");
	/* Of this transfer alone, by whom and with what. */
	expect(r, "START");
	expect(r, "40 R");
	assert_ptr_equal(strstr(r->text, "40 W"), g_strrstr(r->text, "40 W"));
	expect(r, "boards.c:");
}

struct counted {
	guint messages;
	bool of_ours;
};

static void count(void *user, const struct tw_message *message)
{
	struct counted *c = user;

	c->messages++;
	c->of_ours = c->of_ours || message->addr >> 1 == 0x40 ||
		     message->addr == 0x40;
}

static void a_failed_test_leaves_its_whole_trace_and_says_where(void **state)
{
	struct ran *r = *state;
	g_autofree char *path = trace_of(r, "reads_another_byte");
	struct counted counted = {0};
	tw_trace *trace = NULL;
	uint32_t bus;

	run(r, "reads_another_byte");
	expect(r, path);
	assert_true(tw_trace_read(path, NULL, &trace, NULL));
	assert_true(tw_trace_find_bus(trace, NULL, &bus));
	tw_trace_decode(trace, bus, count, &counted);
	/* The write, and the write and read joined by a repeated START. */
	assert_int_equal(counted.messages, 3);
	assert_true(counted.of_ours);
	tw_trace_free(trace);
}

static void a_plain_assertion_leaves_a_trace_too(void **state)
{
	struct ran *r = *state;
	g_autofree char *path = trace_of(r, "plain_assert");

	assert_int_equal(run(r, "plain_assert"), 1);
	assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void what_fails_says_why(void **state)
{
	static const char *const rows[][2] = {
		{"reads_too_few", "expected  ff ff\n  got       ff\n"},
		{"nobody_there", "expected  ok\n  got       no-target\n"},
		{"somebody_there", "expected  no-target\n  got       ok\n"},
		{"not_the_notation", "transfer"},
		{"not_hexadecimal", "\"0x5\": no hexadecimal bytes"},
		{"crashes", "firmware failed: dut: "},
		{"crashes_unseen", "firmware failed: dut: "},
		{"crashes_otherwise", "expected: stack overflow"},
		{"crash_missing", "firmware runs; expected: anything"},
		{"held_line", "bus: SDA is low"},
		{"unknown_fault", "hold-high line=sda: "},
		{"never_begins", "no platform \"rp2048\"; see `twowire list "
				 "platforms`"},
		{"wrong_bus", "has no bus \"bus9\""},
	};
	struct ran *r = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		if (run(r, rows[i][0]) != 1)
			fail_msg("%s: status %d", rows[i][0], r->status);
		expect(r, rows[i][1]);
	}
}

static void a_crash_says_where_firmware_was(void **state)
{
	struct ran *r = *state;
	g_autofree char *path = trace_of(r, "crashes");

	run(r, "crashes");
	expect(r, "fails.c:");
	expect(r, "(crash)");
	assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void a_case_whose_steps_fail_is_no_fixture(void **state)
{
	struct ran *r = *state;
	char *sound = words[4];

	words[4] = broken;
	assert_int_equal(run(r, "case_holds"), 1);
	words[4] = sound;
	expect(r, "broken.json:5:");
	expect(r, "expected 00, got ff");
}

static void a_skipped_test_leaves_no_trace(void **state)
{
	struct ran *r = *state;
	g_autofree char *path = trace_of(r, "skips");

	run(r, "skips");
	expect(r, "1 test(s)");
	assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest fixtures[] = {
		T(what_holds_passes_and_leaves_nothing),
		T(another_byte_fails_with_bytes_and_traffic),
		T(a_failed_test_leaves_its_whole_trace_and_says_where),
		T(a_plain_assertion_leaves_a_trace_too),
		T(what_fails_says_why),
		T(a_crash_says_where_firmware_was),
		T(a_case_whose_steps_fail_is_no_fixture),
		T(a_skipped_test_leaves_no_trace),
	};

	if (argc < 6)
		return 2;
	words[0] = g_canonicalize_filename(argv[1], NULL);
	for (int i = 2; i < 5; i++)
		words[i] = g_canonicalize_filename(argv[i], NULL);
	broken = g_canonicalize_filename(argv[5], NULL);
	return cmocka_run_group_tests(fixtures, NULL, NULL);
}
