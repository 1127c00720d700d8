/* SPDX-License-Identifier: MIT */
/* Targets whose answers come from other processes, and the wall clock. */
#include "bench.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A target at 0x20 that counts: each byte read is one more. It thinks for up to
 * @think_us before each answer. Returns once it listens. */
static pid_t start_target(const struct bench *b, unsigned think_us,
			  uint32_t seed)
{
	const uint16_t addr = 0x20;
	uint8_t count = 0;
	struct tw_client_event e;
	GRand *rand = g_rand_new_with_seed(seed);
	int ready[2];
	char byte = 0;
	tw_client *c;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child) {
		close(ready[1]);
		assert_int_equal(read(ready[0], &byte, 1), 1);
		close(ready[0]);
		g_rand_free(rand);
		return child;
	}
	c = tw_client_open(b->path);
	if (!c || tw_client_listen(c, 0, &addr, 1) ||
	    write(ready[1], &byte, 1) != 1)
		_exit(1);
	while (tw_client_wait(c, -1, &e) > 0) {
		if (e.event > TW_TOLD_READ)
			continue;
		if (think_us)
			g_usleep((gulong)g_rand_int_range(rand, 0,
							  (gint32)think_us));
		tw_client_answer(c, e.serial,
				 e.event == TW_TOLD_READ ? ++count : 1);
	}
	_exit(0);
}

static void end_target(pid_t child)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static int write_and_read(tw_client *c, uint8_t *first)
{
	uint8_t tx[2] = {0x11, 0x22}, rx[2] = {0};
	struct tw_client_message m[] = {
		{.addr = 0x20, .len = 2, .data = tx},
		{.addr = 0x20, .flags = 1, .len = 2, .data = rx},
	};
	int error = tw_client_transfer(c, 1, 0, 0, m, 2);

	*first = rx[0];
	return error;
}

static char *trace_with(struct bench *b, unsigned think_us, uint32_t seed)
{
	uint8_t first;
	tw_client *c;
	pid_t target;

	assert_true(bench_start(b, "--trace t.txt --answer 30us"));
	target = start_target(b, think_us, seed);
	c = bench_client(b);
	for (uint8_t i = 0; i < 10; i++) {
		assert_int_equal(write_and_read(c, &first), 0);
		assert_int_equal(first, 2 * i + 1);
	}
	tw_client_close(c);
	end_target(target);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	return bench_contents(b, "t.txt");
}

static void what_a_target_takes_does_not_show_on_the_wires(void **state)
{
	g_autofree char *quick = trace_with(*state, 0, 0);
	g_autofree char *slow = trace_with(*state, 3000, 1);
	g_autofree char *other = trace_with(*state, 3000, 2);

	assert_non_null(strstr(quick, "ADDR  20 W  ACK"));
	assert_string_equal(quick, slow);
	assert_string_equal(quick, other);
}

static uint64_t duration_with(struct bench *b, const char *options)
{
	static struct bare_frame f;
	uint64_t before;
	pid_t target;
	int fd;

	assert_true(bench_start(b, options));
	target = start_target(b, 0, 0);
	fd = bare_greeted(b);
	BARE(fd, TW_FRAME_ADVANCE, 1, 0, 0);
	assert_int_equal(bare_read(fd, &f), TW_FRAME_RESULT);
	before = bare_now(&f);
	BARE(fd, TW_FRAME_TRANSFER, 2, 1, 0, 0, 1, 0x10020, 2);
	assert_int_equal(bare_read(fd, &f), TW_FRAME_RESULT);
	assert_int_equal(bare_error(&f), 0);
	close(fd);
	end_target(target);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	return bare_now(&f) - before;
}

static void its_answer_takes_what_is_asked_for(void **state)
{
	/* It is asked thrice: for the address and for two bytes. */
	assert_int_equal(duration_with(*state, "--answer 120us") -
				 duration_with(*state, "--answer 20us"),
			 3 * 100000);
}

static void
one_that_is_dead_is_waited_for_no_longer_than_a_host_does(void **state)
{
	struct bench *b = *state;
	uint8_t first;
	uint16_t value;
	tw_client *c;
	pid_t target;

	assert_true(bench_start(b, ""));
	target = start_target(b, 0, 0);
	c = bench_client(b);
	kill(target, SIGSTOP);
	assert_int_equal(write_and_read(c, &first), -ETIMEDOUT);
	end_target(target);
	assert_int_equal(bench_read(c, 2, 0x18, 6, &value), 0);
	assert_int_equal(value, 0x0054);
	assert_int_equal(write_and_read(c, &first), -ENXIO);
	tw_client_close(c);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
}

static void real_time_is_never_ahead_of_the_wall(void **state)
{
	static struct bare_frame f;
	struct bench *b = *state;
	gint64 begun = g_get_monotonic_time();
	int fd;

	assert_true(bench_start(b, "--realtime"));
	fd = bare_greeted(b);
	for (uint16_t i = 0; i < 5; i++) {
		gint64 before = g_get_monotonic_time();

		BARE(fd, TW_FRAME_ADVANCE, i, 20000000, 0);
		assert_int_equal(bare_read(fd, &f), TW_FRAME_RESULT);
		assert_true(g_get_monotonic_time() - before >= 20000 - 1);
		/* Its steps took 300 ms before it began to serve. */
		assert_true((gint64)(bare_now(&f) / 1000) - 300000 <=
			    g_get_monotonic_time() - begun);
	}
	close(fd);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
}

int main(int argc, char **argv)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest targets[] = {
		TEST(what_a_target_takes_does_not_show_on_the_wires),
		TEST(its_answer_takes_what_is_asked_for),
		TEST(one_that_is_dead_is_waited_for_no_longer_than_a_host_does),
		TEST(real_time_is_never_ahead_of_the_wall),
	};
	g_autofree char *program = g_canonicalize_filename(argv[1], NULL);

	bench_program = program;
	return cmocka_run_group_tests(targets, NULL, NULL);
}
