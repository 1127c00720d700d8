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
#include <sys/resource.h>
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

/* @option: or NULL. */
static struct ran run(const char *object, char *option)
{
	g_autofree char *folder = g_dir_make_tmp("twowire-XXXXXX", NULL);
	char *argv[] = {program, "run",	 "c.json", "--trace",
			"t.txt", option, NULL};
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

/* The ways to fail, in the order of the enum in fw/fails.c. */
static const struct way {
	const char *what, *place;
} ways[] = {
	{"access by a null pointer (0x8)", "fails.c:34 (crash)"},
	{"stack overflow", "(overflow)"},
	{"abort()", "fails.c:94 (main)"},
	{"exit with status 3", "fails.c:96 (main)"},
	{"assertion `sink == 1' failed", "fails.c:98 (main)"},
	{"makes no progress", "(hang)"},
	{"_exit(0)", "fails.c:102 (main)"},
	{"empty loop with interrupts off", "(empty)"},
	{"raise(15)", "fails.c:106 (main)"},
	{"longjmp() to where nobody is", "fails.c:65 (jump)"},
	{"close(0)", "fails.c:111 (main)"},
	{"access by a null pointer (0x0)", "(gigabyte)"},
	{"fork()", "fails.c:115 (main)"},
	{"loops without letting time pass", "(spin)"},
};
enum { HANG = 5, EMPTY = 7, SPIN = 13, N_WAYS = G_N_ELEMENTS(ways) };

static void free_ran(struct ran *r)
{
	g_free(r->out);
	g_free(r->err);
	g_free(r->trace);
}

static void expect_failure(size_t how, char *option)
{
	struct ran r = run(objects[how], option);

	assert_int_equal(r.status, 3);
	expect_in(r.err, "c.json: firmware failed: dut: ");
	assert_ptr_equal(strstr(r.err, "firmware failed"),
			 g_strrstr(r.err, "firmware failed"));
	expect_in(r.err, ways[how].what);
	expect_in(r.err, ways[how].place);
	expect_in(r.out, "FAIL c.json");
	expect_in(r.trace, "OUTPUT dut: about to fail");
	expect_in(r.trace, "ADDR  42 W  NACK");
	expect_in(r.trace, "FIRMWARE dut");
	assert_null(strstr(r.trace, "ADDR  43"));
	free_ran(&r);
}

static void whatever_firmware_does_ends_in_a_message(void **state)
{
	for (size_t i = 0; i < SPIN; i++) {
		print_message("# %s\n", ways[i].what);
		expect_failure(i, NULL);
	}
}

/* The simulator's own process is no worse off. */
static void it_does_so_where_everything_is_one_process(void **state)
{
	for (size_t i = 0; i < SPIN; i++) {
		print_message("# %s\n", ways[i].what);
		expect_failure(i, "--no-fork");
	}
}

/* When the trace says that it failed. */
static uint64_t failed_ns(size_t how)
{
	struct ran r = run(objects[how], NULL);
	const char *line = strstr(r.trace, "FIRMWARE dut");
	uint64_t ns;

	assert_non_null(line);
	while (line > r.trace && line[-1] != '\n')
		line--;
	ns = g_ascii_strtoull(line, NULL, 10);
	free_ran(&r);
	return ns;
}

/* The case gives 20 ms to what has begun at 1 ms and a little. */
static void a_hang_is_found_within_twice_its_time(void **state)
{
	assert_in_range(failed_ns(HANG), 21000000, 41000000);
	assert_in_range(failed_ns(EMPTY), 21000000, 41000000);
}

static uint64_t children_ms(void)
{
	struct rusage used;

	getrusage(RUSAGE_CHILDREN, &used);
	return (uint64_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
	       (uint64_t)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
}

/* 2 s of the host's CPU, if nobody says otherwise. */
static void a_loop_without_time_is_found_within_twice_its_cpu_time(void **state)
{
	uint64_t since = children_ms();

	expect_failure(SPIN, NULL);
	assert_in_range(children_ms() - since, 2000, 4000);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest fails[] = {
		cmocka_unit_test(whatever_firmware_does_ends_in_a_message),
		cmocka_unit_test(it_does_so_where_everything_is_one_process),
		cmocka_unit_test(a_hang_is_found_within_twice_its_time),
		cmocka_unit_test(
			a_loop_without_time_is_found_within_twice_its_cpu_time),
	};
	int failed;

	if (argc != 3 + N_WAYS ||
	    !g_file_get_contents(argv[2], &text, NULL, NULL))
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
