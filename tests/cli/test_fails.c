/* SPDX-License-Identifier: MIT */
/*
 * Firmware that fails gives status 3, a message with the chip and the place in
 * its source, and a trace up to then.
 *
 * usage: test_fails TWOWIRE CASE.json OBJECT...
 *
 * The objects are in the order of the enum in fw/fails.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

static char *program, *text;
static char **objects;

struct ran {
	int status;
	char *out, *err, *trace;
};

static void write_case(const char *folder, const char *object)
{
	g_autofree char *path = g_build_filename(folder, "c.json", NULL);
	g_auto(GStrv) parts = g_strsplit(text, "fails.so", 2);
	g_autofree char *with = g_strjoinv(object, parts);

	assert_true(g_file_set_contents(path, with, -1, NULL));
}

static struct ran run(const char *object)
{
	g_autofree char *folder = g_dir_make_tmp("twowire-XXXXXX", NULL);
	char *argv[] = {program, "run", "c.json", "--trace", "t.txt", NULL};
	g_autofree char *trace = g_build_filename(folder, "t.txt", NULL);
	g_autofree char *file = g_build_filename(folder, "c.json", NULL);
	struct ran r = {0};
	int wait_status;

	write_case(folder, object);
	assert_true(g_spawn_sync(folder, argv, NULL, G_SPAWN_DEFAULT, NULL,
				 NULL, &r.out, &r.err, &wait_status, NULL));
	assert_true(WIFEXITED(wait_status));
	r.status = WEXITSTATUS(wait_status);
	g_file_get_contents(trace, &r.trace, NULL, NULL);
	g_unlink(trace);
	g_unlink(file);
	g_rmdir(folder);
	return r;
}

static void expect_in(const char *whole, const char *part)
{
	if (!whole || !strstr(whole, part))
		fail_msg("no \"%s\" in \"%s\"", part, whole ? whole : "");
}

static void expect_failure(size_t how, const char *what, const char *place)
{
	struct ran r = run(objects[how]);

	assert_int_equal(r.status, 3);
	expect_in(r.err, "c.json: firmware failed: dut: ");
	expect_in(r.err, what);
	expect_in(r.err, place);
	expect_in(r.out, "FAIL c.json");
	expect_in(r.trace, "OUTPUT dut: about to fail");
	expect_in(r.trace, "ADDR  42 W  NACK");
	expect_in(r.trace, "FIRMWARE dut");
	assert_null(strstr(r.trace, "ADDR  43"));
	g_free(r.out);
	g_free(r.err);
	g_free(r.trace);
}

static void a_crash_names_its_place(void **state)
{
	expect_failure(0, "(0x8)", "fails.c:17 (crash)");
}

static void a_stack_overflow_names_its_place(void **state)
{
	expect_failure(1, "stack overflow", "(overflow)");
}

static void abort_names_its_place(void **state)
{
	expect_failure(2, "abort", "fails.c:45 (main)");
}

static void exit_with_a_status_names_its_place(void **state)
{
	expect_failure(3, "exit", "fails.c:47 (main)");
}

static void a_failed_assertion_names_its_place(void **state)
{
	expect_failure(4, "sink == 1", "fails.c:49 (main)");
}

static void a_hang_names_its_place(void **state)
{
	expect_failure(5, "hang", "(hang)");
}

static void _exit_is_a_failure_whatever_its_status(void **state)
{
	expect_failure(6, "_exit(0)", "fails.c:53 (main)");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest fails[] = {
		cmocka_unit_test(a_crash_names_its_place),
		cmocka_unit_test(a_stack_overflow_names_its_place),
		cmocka_unit_test(abort_names_its_place),
		cmocka_unit_test(exit_with_a_status_names_its_place),
		cmocka_unit_test(a_failed_assertion_names_its_place),
		cmocka_unit_test(a_hang_names_its_place),
		cmocka_unit_test(_exit_is_a_failure_whatever_its_status),
	};
	int failed;

	if (argc != 10 || !g_file_get_contents(argv[2], &text, NULL, NULL))
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	for (int i = 3; i < argc; i++)
		argv[i] = g_canonicalize_filename(argv[i], NULL);
	objects = argv + 3;
	failed = cmocka_run_group_tests(fails, NULL, NULL);
	for (int i = 3; i < argc; i++)
		g_free(argv[i]);
	g_free(program);
	g_free(text);
	return failed;
}
