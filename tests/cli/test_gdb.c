/* SPDX-License-Identifier: MIT */
/*
 * Firmware under gdb: a breakpoint in what an interrupt calls, on the line of
 * its source, with the stack of what was interrupted below it, down to main().
 */
#include "ran.h"

static const char *loopback, *loopback_case;

/* What gdb says where the breakpoint is met first. */
static char *debug(struct ran *r)
{
	const char *argv[] = {"gdb",
			      "-q",
			      "-batch",
			      "-nx",
			      "-ex",
			      "set breakpoint pending on",
			      "-ex",
			      "break on_event",
			      "-ex",
			      "run",
			      "-ex",
			      "backtrace",
			      "-ex",
			      "next",
			      "-ex",
			      "frame function goes_round",
			      "-ex",
			      "print out[1]",
			      "-ex",
			      "delete",
			      "-ex",
			      "continue",
			      "--args",
			      program,
			      "run",
			      "--no-fork",
			      "--trace",
			      "debugged.jsonl",
			      "--firmware-dir",
			      r->folder,
			      loopback_case,
			      NULL};
	char *out = NULL;

	if (!g_spawn_sync(r->folder, (char **)argv, NULL, G_SPAWN_SEARCH_PATH,
			  NULL, NULL, &out, NULL, NULL, NULL))
		return NULL;
	return out;
}

/* Goes past @part in the text, or fails. */
static const char *after(const char *text, const char *part)
{
	const char *at = strstr(text, part);

	if (!at)
		fail_msg("no \"%s\" in \"%s\"", part, text);
	return at + strlen(part);
}

static char *trace(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	char *text = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	return text;
}

/* To have been stopped changes nothing on the wires. */
static void expect_same_trace(struct ran *r)
{
	g_autofree char *line = g_strdup_printf(
		"run --trace plain.jsonl --firmware-dir . %s", loopback_case);
	g_autofree char *plain = NULL, *debugged = NULL;

	assert_int_equal(twowire(r, line), 0);
	plain = trace(r, "plain.jsonl");
	debugged = trace(r, "debugged.jsonl");
	assert_true(strlen(plain) > 100000);
	assert_string_equal(plain, debugged);
}

static void a_handlers_stack_goes_down_to_main(void **state)
{
	struct ran *r = *state;
	g_autofree char *line = g_strdup_printf(
		"cc --platform rp2040 -O0 -o loopback.so %s", loopback);
	g_autofree char *said = NULL;
	const char *at;

	assert_int_equal(twowire(r, line), 0);
	said = debug(r);
	/* There is none, or it may not trace. */
	if (!said || strstr(said, "ptrace"))
		skip();
	at = after(said, "on_event (");
	at = after(at, "loopback.c:28");
	at = after(at, "#0  on_event (");
	at = after(at, "loopback.c:28");
	at = after(at, " serve () at ");
	at = after(at, "i2c_slave.c:");
	at = after(at, " i2c_write_blocking (");
	at = after(at, "rp2040/hal/i2c.c:");
	at = after(at, " goes_round (round=0 ");
	at = after(at, "loopback.c:60");
	at = after(at, " main () at ");
	at = after(at, "loopback.c:76");
	/* The next line, and a variable of what was interrupted: 0xa5. */
	at = after(at, "\n30\t");
	after(at, "$1 = 165 ");
	expect_same_trace(r);
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest gdb[] = {
		T(a_handlers_stack_goes_down_to_main),
	};
	int failed;

	if (argc < 4)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	loopback = argv[2];
	loopback_case = argv[3];
	failed = cmocka_run_group_tests(gdb, NULL, NULL);
	g_free(program);
	return failed;
}
