/* SPDX-License-Identifier: MIT */
/* Programs whose system calls are watched, since no library can be loaded into
 * them. Skips where the kernel or the container forbids that. */
#include "ran.h"

static const char *case_file, *static_program;
static char *const *shared_programs; /* NULL-terminated */

static int exec_static(struct ran *r, const char *options, const char *command)
{
	g_autofree char *line =
		g_strdup_printf("exec %s%s -- %s", options, case_file, command);

	return twowire(r, line);
}

static void a_static_program_is_found_out_and_watched(void **state)
{
	struct ran *r = *state;

	assert_int_equal(exec_static(r, "", static_program), 0);
	/* MCP9808: manufacturer 0x0054, device 0x0400; without a new pointer
	 * a read begins with the register's upper byte again. */
	assert_string_equal(r->out, "copy: 0054\nchild: 0400\n"
				    "vector: 04 04\n"
				    "pointer: Bad address\n"
				    "place: Illegal seek\n"
				    "nobody: No such device or address\n"
				    "closed: Bad file descriptor\n");
}

static void what_a_library_gives_watching_gives_too(void **state)
{
	struct ran *r = *state;

	for (char *const *p = shared_programs; *p; p++)
		if (exec_static(r, "--static ", *p))
			fail_msg("%s: %s%s", *p, r->out, r->err);
}

static void its_status_and_its_signals_come_through(void **state)
{
	struct ran *r = *state;

	write_file(r, "s.sh", "exit 7\n");
	assert_int_equal(exec_static(r, "--static ", "sh s.sh"), 7);
	write_file(r, "s.sh", "kill -TERM $$\n");
	assert_int_equal(exec_static(r, "--static ", "sh s.sh"), 128 + 15);
	assert_int_equal(exec_static(r, "--static ", "no-such-program"), 127);
}

/* What the one who runs it is sent goes on to the program. */
static void a_termination_is_the_programs_to_take(void **state)
{
	struct ran *r = *state;

	write_file(r, "s.sh",
		   "trap 'echo taken; i2cget -y 1 0x18 7 w; exit 3' TERM\n"
		   "kill -TERM $PPID; while :; do sleep 0.01; done\n");
	assert_int_equal(exec_static(r, "--static ", "sh s.sh"), 3);
	assert_string_equal(r->out, "taken\n0x0004\n");
}

static void programs_inherit_an_open_adapter(void **state)
{
	struct ran *r = *state;

	write_file(r, "s.sh",
		   "exec 3<>/dev/i2c-1\n"
		   "cat /sys/class/i2c-dev/i2c-5/name\n"
		   "stat -c '%F %t %T' /dev/i2c-5\n"
		   "i=0; while [ $i -lt 20 ]; do true & i=$((i + 1)); done\n"
		   "wait; head -c 2 <&3 | wc -c\n");
	assert_int_equal(exec_static(r, "--static ", "sh s.sh"), 0);
	/* Address 0, the general call, which nobody reads from. */
	assert_string_equal(r->out, "twowire second\n"
				    "character special file 59 5\n0\n");
	expect_in(r->err, "No such device or address");
}

/* They are killed in the midst of transfers and sleeps, over and over; the
 * next one finds the bus as it was. */
static void a_program_that_is_killed_leaves_the_bus_whole(void **state)
{
	struct ran *r = *state;

	write_file(r, "s.sh",
		   "i=0; while [ $i -lt 20 ]; do\n"
		   "  (while :; do i2cget -y 1 0x18 6 w; done >/dev/null) &\n"
		   "  p=$!; i2cget -y 1 0x18 7 w; kill -KILL $p; wait $p\n"
		   "  i=$((i + 1)); done 2>/dev/null\n");
	exec_static(r, "--static ", "sh s.sh");
	for (int i = 0; i < 20; i++)
		assert_int_equal(strncmp(r->out + 7 * i, "0x0004\n", 7), 0);
}

static void busybox_reads_chips(void **state)
{
	struct ran *r = *state;
	g_autofree char *busybox = g_find_program_in_path("busybox");

	exec_static(r, "", busybox ? "busybox --list" : "true");
	if (!strstr(r->out, "i2cget\n")) {
		print_message("# no busybox with i2cget here\n");
		return;
	}
	exec_static(r, "", "busybox i2cget -y 1 0x18 0x06 w");
	assert_string_equal(r->out, "0x5400\n");
	exec_static(r, "", "busybox i2cdetect -y 1 0x18 0x20");
	expect_in(r->out, "10:                         18 -- --");
	expect_in(r->out, "20: 20");
	exec_static(r, "", "busybox i2cdetect -l");
	expect_in(r->out, "twowire second");
	write_file(r, "s.sh",
		   "i2cset -y 1 0x50 0x10 0xab; sleep 1\n"
		   "i2cget -y 1 0x50 0x10\n"
		   "i2ctransfer -y 1 w1@0x18 6 r2\n");
	exec_static(r, "", "busybox sh s.sh");
	assert_string_equal(r->out, "0xab\n0x00 0x54\n");
}

int main(int argc, char **argv)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_static_program_is_found_out_and_watched),
		TEST(what_a_library_gives_watching_gives_too),
		TEST(its_status_and_its_signals_come_through),
		TEST(a_termination_is_the_programs_to_take),
		TEST(programs_inherit_an_open_adapter),
		TEST(a_program_that_is_killed_leaves_the_bus_whole),
		TEST(busybox_reads_chips),
	};
	struct ran *r;
	void *state;
	bool forbidden;

	program = g_canonicalize_filename(argv[1], NULL);
	case_file = g_canonicalize_filename(argv[2], NULL);
	static_program = g_canonicalize_filename(argv[3], NULL);
	for (int i = 4; i < argc; i++)
		argv[i] = g_canonicalize_filename(argv[i], NULL);
	shared_programs = argv + 4;
	if (setup(&state))
		return 1;
	r = state;
	exec_static(r, "--static ", "true");
	forbidden = r->status == 2 && strstr(r->err, "watch system calls");
	if (forbidden)
		printf("1..0 # SKIP %s", r->err);
	teardown(&state);
	return forbidden ? 0 : cmocka_run_group_tests(tests, NULL, NULL);
}
