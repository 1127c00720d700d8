/* SPDX-License-Identifier: MIT */
/*
 * Programs that share a bus, and those that misbehave: whatever one does, the
 * others see nothing of it.
 *
 * usage: test_sharing TWOWIRE [TRANSFERS KILLED FRAMES [SEED]]
 */
#include "bench.h"
#include "spoilt.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned n_transfers = 500, n_killed = 50, n_frames = 4000;
static uint32_t seed = 1;

/* What a child process does; its exit status is whether it went well. */
typedef bool (*errand)(const struct bench *b, unsigned n);

static pid_t send_off(const struct bench *b, errand e, unsigned n)
{
	pid_t child = fork();

	if (!child)
		_exit(!e(b, n));
	assert_true(child > 0);
	return child;
}

static bool came_back_well(pid_t child)
{
	int status;

	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && !WEXITSTATUS(status);
}

/* Closed where all are to begin at once. */
static int go[2];

/* Register 6 of an MCP9808 is 0x0054, register 7 0x0400. */
static bool read_registers(const struct bench *b, unsigned adapter)
{
	tw_client *c = tw_client_open(b->path);
	uint16_t value;
	char none;

	close(go[1]);
	if (read(go[0], &none, 1))
		return false;
	for (unsigned i = 0; c && i < n_transfers; i++)
		if (bench_read(c, adapter, 0x18, adapter == 1 ? 6 : 7,
			       &value) ||
		    value != (adapter == 1 ? 0x0054 : 0x0400))
			return false;
	tw_client_close(c);
	return c;
}

static void two_adapters_of_a_bus_are_served_at_once(void **state)
{
	struct bench *b = *state;
	g_autofree char *log = NULL;
	pid_t one, two;
	unsigned losses = 0;

	assert_true(bench_start(b, "--trace t.txt"));
	assert_int_equal(pipe(go), 0);
	one = send_off(b, read_registers, 1);
	two = send_off(b, read_registers, 2);
	close(go[0]);
	close(go[1]);
	assert_true(came_back_well(one));
	assert_true(came_back_well(two));
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	log = bench_contents(b, "t.txt");
	for (const char *at = log; (at = strstr(at, "ARBITRATION")); at++)
		losses++;
	print_message("# %u transfers by each, %u losses\n", n_transfers,
		      losses);
	assert_true(losses > 0);
}

/* While a third has the bus, held by a target that thinks, two come to want it;
 * then it gets free. Returns what the one with the higher address is told. */
static int32_t contend(const struct bench *b, uint32_t retries)
{
	static struct bare_frame f;
	int fd = bare_greeted(b), third = bare_greeted(b);
	int32_t errors[4] = {0};

	/* LISTEN on bus 0 to one address, 0x20. */
	bare_send(fd, "\12\0\0\0\6\0\1\0\0\0\0\0\1\0\0\0\x20\0", 18);
	assert_int_equal(bare_read(fd, &f), TW_FRAME_RESULT);
	BARE(third, TW_FRAME_TRANSFER, 1, 3, 0, 0, 1, 0x10020, 1);
	assert_int_equal(bare_read(fd, &f), TW_FRAME_EVENT);
	BARE(fd, TW_FRAME_TRANSFER, 2, 1, 0, 0, 1, 0x10018, 2);
	BARE(fd, TW_FRAME_TRANSFER, 3, 2, 0, retries, 1, 0x10050, 1);
	BARE(fd, TW_FRAME_ANSWER, 0, f.payload[0], 0);
	for (unsigned n = 0; n < 2;) {
		if (bare_read(fd, &f) == TW_FRAME_EVENT)
			continue;
		errors[f.tag & 3] = bare_error(&f);
		n++;
	}
	assert_int_equal(errors[2], 0);
	assert_int_equal(bare_read(third, &f), TW_FRAME_RESULT);
	assert_int_equal(bare_error(&f), -ENXIO);
	close(fd);
	close(third);
	return errors[3];
}

static void who_waits_for_a_bus_contends_once_it_is_free(void **state)
{
	struct bench *b = *state;
	g_auto(GStrv) parts = g_strsplit(bench_case, "{\"id\": \"b\"", 2);
	g_autofree char *text = g_strjoinv(
		"{\"id\": \"c\", \"scl_hz\": 400000}, {\"id\": \"b\"", parts);
	g_autofree char *log = NULL;
	unsigned losses = 0;

	g_free(bench_file(b, "c.json", text));
	assert_true(bench_start(b, "--trace t.txt"));
	assert_int_equal(contend(b, 0), -EAGAIN);
	assert_int_equal(contend(b, 1), 0);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	log = bench_contents(b, "t.txt");
	for (const char *at = log; (at = strstr(at, "ARBITRATION")); at++)
		losses++;
	assert_int_equal(losses, 2);
}

static void expect_service(const struct bench *b, unsigned n)
{
	tw_client *c = bench_client(b);
	uint16_t value;

	for (uint32_t a = 1; a <= 2; a++) {
		int error = bench_read(c, a, 0x18, 6, &value);

		if (error || value != 0x0054)
			fail_msg("after %u, adapter %u: %s, read 0x%04x", n,
				 (unsigned)a, strerror(-error), value);
	}
	tw_client_close(c);
}

/* Transfers, steps, sleeps and targets until it is killed. */
static bool be_busy(const struct bench *b, unsigned n)
{
	tw_client *c = tw_client_open(b->path);
	const uint16_t addr = 0x20;
	uint8_t bytes[64] = {0};
	struct tw_client_message m = {
		.addr = 0x50, .flags = 1, .len = sizeof(bytes), .data = bytes};

	if (c && n % 4 == 2)
		tw_client_listen(c, 0, &addr, 1);
	while (c) {
		switch (n % 4) {
		case 0:
			tw_client_transfer(c, 1 + n % 2, 0, 3, &m, 1);
			break;
		case 1:
			tw_client_operate(c, 2, TW_OPERATE_START, 0);
			tw_client_operate(c, 2, TW_OPERATE_WRITE,
					  0xa0 | (n / 4 & 1));
			tw_client_operate(c, 2, TW_OPERATE_READ, 1);
			break;
		case 2:
			m.addr = addr;
			tw_client_transfer(c, 1, 1, 0, &m, 1);
			break;
		default:
			tw_client_advance(c, 1000000000);
			break;
		}
	}
	return false;
}

static void who_is_killed_leaves_no_trace(void **state)
{
	struct bench *b = *state;
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
	size_t before = 0;

	assert_true(bench_start(b, ""));
	for (unsigned i = 0; i < n_killed; i++) {
		pid_t child = send_off(b, be_busy, i);

		g_usleep((gulong)g_rand_int_range(rand, 0, 8000));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		expect_service(b, i);
		if (i == 20)
			before = bench_memory(b);
	}
	print_message("# %u killed: %zu KiB of memory, then %zu\n", n_killed,
		      before / 1024, bench_memory(b) / 1024);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
}

/* Requests, none of whose answers is taken, until the server has enough. */
static void who_never_reads_is_let_go(void **state)
{
	static uint8_t requests[65536];
	struct bench *b = *state;
	size_t before, sent = 0;
	int fd;

	for (size_t i = 0; i < sizeof(requests); i += 8)
		memcpy(requests + i, "\0\0\0\0\4\0\0\0", 8);
	assert_true(bench_start(b, ""));
	expect_service(b, 0);
	before = bench_memory(b);
	fd = bare_greeted(b);
	for (;;) {
		ssize_t n = send(fd, requests, sizeof(requests), MSG_NOSIGNAL);

		if (n <= 0)
			break;
		sent += (size_t)n;
	}
	assert_true(errno == EPIPE || errno == ECONNRESET);
	expect_service(b, 0);
	print_message("# let go after %zu bytes; %zu KiB of memory, then %zu\n",
		      sent, before / 1024, bench_memory(b) / 1024);
	close(fd);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
}

static void many_clients_are_served(void **state)
{
	enum { MANY = 500 };
	struct bench *b = *state;
	static struct bare_frame f;
	int fds[MANY];

	assert_true(bench_start(b, ""));
	for (unsigned i = 0; i < MANY; i++)
		fds[i] = bare_greeted(b);
	for (unsigned i = 0; i < MANY; i++)
		BARE(fds[i], TW_FRAME_TRANSFER, 5, 1 + i % 2, 0, 9, 1, 0x10018,
		     2);
	for (unsigned i = 0; i < MANY; i++) {
		assert_int_equal(bare_read(fds[i], &f), TW_FRAME_RESULT);
		/* Many wait for more than the second that they have. */
		assert_true(!bare_error(&f) || bare_error(&f) == -EBUSY ||
			    bare_error(&f) == -EAGAIN);
	}
	expect_service(b, 0);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	for (unsigned i = 0; i < MANY; i++)
		close(fds[i]);
}

static void spoilt_frames_harm_nobody(void **state)
{
	static uint8_t frame[SPOILT_MAX];
	struct bench *b = *state;
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
	size_t before = 0;
	int fd = -1;

	assert_true(bench_start(b, "--name fuzz"));
	for (unsigned i = 0; i < n_frames; i++) {
		size_t len = spoilt_frame(rand, frame);

		if (fd < 0)
			fd = bare_greeted(b);
		if (send(fd, frame, len, MSG_NOSIGNAL) < 0 ||
		    !g_rand_int_range(rand, 0, 40)) {
			close(fd);
			fd = -1;
		} else {
			bare_drain(fd);
		}
		if (i % 1000 == 999) {
			if (fd >= 0)
				close(fd);
			fd = -1;
			expect_service(b, i);
		}
		if (i == n_frames / 4)
			before = bench_memory(b);
	}
	if (fd >= 0)
		close(fd);
	expect_service(b, 0);
	print_message("# %u frames, seed %u: %zu KiB of memory, then %zu\n",
		      n_frames, (unsigned)seed, before / 1024,
		      bench_memory(b) / 1024);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
}

int main(int argc, char **argv)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest sharing[] = {
		TEST(two_adapters_of_a_bus_are_served_at_once),
		TEST(who_waits_for_a_bus_contends_once_it_is_free),
		TEST(who_is_killed_leaves_no_trace),
		TEST(who_never_reads_is_let_go),
		TEST(many_clients_are_served),
		TEST(spoilt_frames_harm_nobody),
	};
	g_autofree char *program = g_canonicalize_filename(argv[1], NULL);

	bench_program = program;
	if (argc > 4) {
		n_transfers = (unsigned)atoi(argv[2]);
		n_killed = (unsigned)atoi(argv[3]);
		n_frames = (unsigned)atoi(argv[4]);
	}
	if (argc > 5)
		seed = (uint32_t)atoi(argv[5]);
	return cmocka_run_group_tests(sharing, NULL, NULL);
}
