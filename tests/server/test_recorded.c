/* SPDX-License-Identifier: MIT */
/*
 * A session that was recorded, done again by `twowire run`: the wires do the
 * same, edge by edge.
 *
 * usage: test_recorded TWOWIRE [FRAMES [SEED]]
 */
#include "bench.h"
#include "spoilt.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned n_frames = 1500;
static uint32_t seed = 1;

/* Returns its exit status. */
static int run_again(const struct bench *b, const char *name, char **said)
{
	const char *argv[] = {bench_program, "run",   "--report", "json",
			      "--trace",     "b.vcd", name,	  NULL};
	g_autofree char *err = NULL;
	int status;

	assert_true(g_spawn_sync(b->folder, (char **)argv, NULL,
				 G_SPAWN_DEFAULT, NULL, NULL, said, &err,
				 &status, NULL));
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void expect_the_same(const struct bench *b)
{
	g_autofree char *said = NULL, *then = NULL, *now = NULL;
	int status = run_again(b, "r.json", &said);
	size_t same = 0;

	if (status)
		fail_msg("%d: %s", status, said);
	then = bench_contents(b, "a.vcd");
	now = bench_contents(b, "b.vcd");
	assert_true(strlen(then) > 1000);
	while (then[same] && then[same] == now[same])
		same++;
	if (then[same] || now[same])
		fail_msg("the wires differ from byte %zu on: \"%.60s\", now "
			 "\"%.60s\"",
			 same, then + same, now + same);
}

static const char recording[] = "--record r.json --trace a.vcd --answer 35us";

/* --- who does something --------------------------------------------------- */

/* Once @go has been closed. */
static pid_t begin_reading(const struct bench *b, uint32_t adapter,
			   const int go[2])
{
	pid_t child = fork();
	uint16_t value;
	tw_client *c;
	char none;

	if (child)
		return child;
	close(go[1]);
	c = tw_client_open(b->path);
	if (!c || read(go[0], &none, 1))
		_exit(1);
	for (unsigned i = 0; i < 200; i++)
		if (bench_read(c, adapter, 0x18, adapter == 1 ? 6 : 7,
			       &value) ||
		    value != (adapter == 1 ? 0x0054 : 0x0400))
			_exit(1);
	tw_client_close(c);
	_exit(0);
}

static void two_programs_that_contend_do_so_again(void **state)
{
	struct bench *b = *state;
	pid_t children[2];
	int go[2];
	g_autofree char *log = NULL;

	assert_true(bench_start(b, "--record r.json --trace a.vcd --trace "
				   "a.txt"));
	assert_int_equal(pipe(go), 0);
	for (uint32_t i = 0; i < 2; i++)
		children[i] = begin_reading(b, 1 + i, go);
	close(go[0]);
	close(go[1]);
	for (uint32_t i = 0; i < 2; i++) {
		int status;

		waitpid(children[i], &status, 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	log = bench_contents(b, "a.txt");
	assert_non_null(strstr(log, "ARBITRATION"));
	expect_the_same(b);
}

/* A target at 0x20 whose reads count up, slow once. */
static pid_t begin_answering(const struct bench *b)
{
	const uint16_t addr = 0x20;
	struct tw_client_event e;
	uint8_t count = 0;
	char byte = 0;
	int ready[2];
	tw_client *c;
	pid_t child;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (child) {
		assert_int_equal(read(ready[0], &byte, 1), 1);
		close(ready[0]);
		close(ready[1]);
		return child;
	}
	c = tw_client_open(b->path);
	if (!c || tw_client_listen(c, 0, &addr, 1) ||
	    write(ready[1], &byte, 1) != 1)
		_exit(1);
	while (tw_client_wait(c, -1, &e) > 0) {
		if (e.event > TW_TOLD_READ)
			continue;
		if (e.event == TW_TOLD_READ && count == 5)
			g_usleep(20000);
		tw_client_answer(c, e.serial,
				 e.event == TW_TOLD_READ ? ++count : 1);
	}
	_exit(0);
}

static void a_target_in_another_process_answers_as_it_did(void **state)
{
	struct bench *b = *state;
	uint8_t tx[2] = {0x11, 0x22}, rx[2];
	struct tw_client_message m[] = {
		{.addr = 0x20, .len = 2, .data = tx},
		{.addr = 0x20, .flags = 1, .len = 2, .data = rx},
	};
	pid_t target;
	tw_client *c;

	assert_true(bench_start(b, recording));
	target = begin_answering(b);
	c = bench_client(b);
	for (unsigned i = 0; i < 10; i++) {
		assert_int_equal(tw_client_transfer(c, 1, 0, 0, m, 2), 0);
		assert_int_equal(rx[1], 2 * i + 2);
		assert_int_equal(tw_client_advance(c, 12345), 0);
	}
	/* It stops in the middle, and comes to nothing. */
	kill(target, SIGSTOP);
	assert_int_equal(tw_client_transfer(c, 1, 20, 0, m, 2), -ETIMEDOUT);
	kill(target, SIGKILL);
	waitpid(target, NULL, 0);
	assert_int_equal(tw_client_transfer(c, 1, 0, 0, m, 2), -ENXIO);
	tw_client_close(c);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	expect_the_same(b);
}

static void send_spoilt(const struct bench *b, GRand *rand)
{
	static uint8_t frame[SPOILT_MAX];
	int fds[2] = {-1, -1};

	for (unsigned i = 0; i < n_frames; i++) {
		size_t len = spoilt_frame(rand, frame);
		int *fd = &fds[g_rand_int_range(rand, 0, 2)];

		if (*fd < 0)
			*fd = bare_greeted(b);
		if (send(*fd, frame, len, MSG_NOSIGNAL) < 0 ||
		    !g_rand_int_range(rand, 0, 40)) {
			close(*fd);
			*fd = -1;
		} else {
			bare_drain(*fd);
		}
	}
	for (unsigned i = 0; i < 2; i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

static void what_spoilt_frames_did_is_done_again(void **state)
{
	struct bench *b = *state;
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	assert_true(bench_start(b, recording));
	send_spoilt(b, rand);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	expect_the_same(b);
}

static void buses_that_are_not_joined_are_as_far_apart_as_then(void **state)
{
	static const char text[] =
		"{\"format\": \"twowire-scenario/1\", \"title\": \"two\",\n"
		"\"buses\": [{\"id\": \"x\"}, {\"id\": \"y\"}],\n"
		"\"devices\": [{\"id\": \"temp\", \"model\": \"mcp9808\", "
		"\"addr\": \"0x18\"},\n"
		"{\"id\": \"rom\", \"model\": \"24xx\", "
		"\"addr\": \"0x50\", \"bus\": \"y\"}]}\n";
	struct bench *b = *state;

	g_free(bench_file(b, "c.json", text));
	what_spoilt_frames_did_is_done_again(state);
}

/* i2c-tools on one side, Python on the other. */
static void programs_on_both_sides_do_so_again(void **state)
{
	static const char target[] =
		"import board\n"
		"from i2ctarget import I2CTarget\n"
		"regs, index = bytearray(16), 0\n"
		"with I2CTarget(board.SCL, board.SDA, (0x40,)) as device:\n"
		"    while True:\n"
		"        r = device.request()\n"
		"        if not r:\n"
		"            continue\n"
		"        with r:\n"
		"            if r.is_read:\n"
		"                r.write(regs[index:index + 1])\n"
		"                continue\n"
		"            index = r.read(1)[0] & 15\n"
		"            b = r.read(1)\n"
		"            regs[index] = b[0] if b else regs[index]\n";
	static const char script[] =
		"python3 target.py & until i2cget -y 1 0x40 1 2>/dev/null; do "
		"sleep 0.02; done; i2cset -y 1 0x40 1 0xaa && "
		"i2cget -y 2 0x40 1; i2cdetect -y 2 0x18 0x50 >/dev/null; "
		"kill $!";
	struct bench *b = *state;
	const char *argv[] = {bench_program, "exec",  "--record", "r.json",
			      "--trace",     "a.vcd", "c.json",	  "--",
			      "sh",	     "-c",    script,	  NULL};
	g_autofree char *path = g_strdup_printf(
		"%s:/usr/sbin:/sbin", g_getenv("PATH") ? g_getenv("PATH") : "");
	g_auto(GStrv) env =
		g_environ_setenv(g_get_environ(), "PATH", path, TRUE);
	g_autofree char *out = NULL;

	g_free(bench_file(b, "target.py", target));
	g_free(bench_file(b, "c.json", bench_case));
	if (!g_file_test("/usr/sbin/i2cget", G_FILE_TEST_IS_EXECUTABLE)) {
		print_message("# no i2c-tools here\n");
		return;
	}
	env = g_environ_setenv(env, "XDG_RUNTIME_DIR", b->folder, TRUE);
	assert_true(g_spawn_sync(b->folder, (char **)argv, env,
				 G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL,
				 NULL, NULL));
	assert_string_equal(out, "0x00\n0xaa\n");
	expect_the_same(b);
}

/* --- its file ------------------------------------------------------------- */

static void a_killed_session_is_done_again_as_far_as_it_got(void **state)
{
	struct bench *b = *state;
	g_autofree char *said = NULL, *session = NULL, *torn = NULL;
	uint16_t value;
	tw_client *c;

	assert_true(bench_start(b, "--record r.json"));
	c = bench_client(b);
	for (unsigned i = 0; i < 20; i++)
		assert_int_equal(bench_read(c, 1, 0x18, 6, &value), 0);
	assert_int_equal(bench_stop(b, SIGKILL), 128 + SIGKILL);
	tw_client_close(c);
	session = bench_contents(b, "r.session");
	assert_true(g_str_has_suffix(session, "\n"));
	assert_int_equal(run_again(b, "r.json", &said), 0);
	/* As the disk may have it when the power goes. */
	session[strlen(session) - 9] = '\0';
	torn = bench_file(b, "r.session", session);
	g_clear_pointer(&said, g_free);
	assert_int_equal(run_again(b, "r.json", &said), 0);
}

static void another_answer_than_then_is_a_difference(void **state)
{
	struct bench *b = *state;
	g_autofree char *said = NULL, *other = NULL, *old = NULL, *path = NULL;
	g_auto(GStrv) parts = NULL;
	uint16_t value;
	tw_client *c;

	assert_true(bench_start(b, "--record r.json"));
	c = bench_client(b);
	assert_int_equal(bench_read(c, 1, 0x18, 5, &value), 0);
	tw_client_close(c);
	assert_int_equal(bench_stop(b, SIGTERM), 0);
	/* It is warmer now. */
	old = bench_contents(b, "r.json");
	parts = g_strsplit(old, "25500", -1);
	assert_int_equal(g_strv_length(parts), 2);
	other = g_strjoinv("26500", parts);
	path = bench_file(b, "r.json", other);
	assert_int_equal(run_again(b, "r.json", &said), 1);
	assert_non_null(strstr(said, "what the client is told"));
}

/* "1 2 gone" and so on; @said is what is refused. */
static void expect_refused(const struct bench *b, const char *session,
			   const char *said)
{
	const char *argv[] = {bench_program, "run", "r.json", NULL};
	g_autofree char *err = NULL;
	int status;

	g_free(bench_file(b, "r.session", session));
	assert_true(g_spawn_sync(b->folder, (char **)argv, NULL,
				 G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
				 &err, &status, NULL));
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 2 ||
	    !strstr(err, said) || strchr(err, '\n') != strrchr(err, '\n'))
		fail_msg("%s: %s", session, err);
}

static void what_is_no_session_is_bad_input(void **state)
{
	static const char text[] =
		"{\"format\": \"twowire-scenario/1\", \"title\": \"t\",\n"
		"\"steps\": [{\"session\": \"r.session\"}]}\n";
	static const char *const sessions[][2] = {
		{"", "r.session:1: expected twowire-session/1"},
		{"twowire-session/2 20000\n", "r.session:1: expected"},
		{"twowire-session/1 soon\n", "r.session:1: expected"},
		{"twowire-session/1 20000", "r.session:1: expected"},
		{"twowire-session/1 20000\n5 1 gone\n7 1 come\n",
		 "r.session:3: expected an instant, a client, a word"},
		{"twowire-session/1 20000\n5 1 transfer 0x\n5 1 gone\n",
		 "r.session:2: expected"},
		{"twowire-session/1 20000\n-5 1 gone\n5 1 gone\n",
		 "r.session:2: expected"},
		{"twowire-session/1 20000\n5 1\n", "r.session:2: expected"},
	};
	struct bench *b = *state;
	g_autofree char *path = NULL, *said = NULL;

	g_free(bench_file(b, "r.json", text));
	for (size_t i = 0; i < G_N_ELEMENTS(sessions); i++)
		expect_refused(b, sessions[i][0], sessions[i][1]);
	expect_refused(b, "", "r.json:2:23: steps[0].session: ");
	path = bench_file(b, "r.session",
			  "twowire-session/1 20000\n5 1 gone\n5 1 go");
	assert_int_equal(run_again(b, "r.json", &said), 0);
	g_remove(path);
	g_clear_pointer(&said, g_free);
	assert_int_equal(run_again(b, "r.json", &said), 2);
}

static void it_is_written_beside_its_case_and_nowhere_else(void **state)
{
	static const char *const names[] = {"/tmp/r.json", "r.txt", "c.json"};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *options =
			g_strdup_printf("--record %s", names[i]);
		g_autofree char *said = NULL;

		assert_false(bench_start(b, options));
		said = bench_errors(b);
		assert_non_null(strstr(said, "--record: expected the name of "
					     "another OUT.json in the folder"));
		assert_int_equal(bench_stop(b, 0), 2);
	}
}

int main(int argc, char **argv)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest recorded[] = {
		TEST(two_programs_that_contend_do_so_again),
		TEST(a_target_in_another_process_answers_as_it_did),
		TEST(what_spoilt_frames_did_is_done_again),
		TEST(buses_that_are_not_joined_are_as_far_apart_as_then),
		TEST(programs_on_both_sides_do_so_again),
		TEST(a_killed_session_is_done_again_as_far_as_it_got),
		TEST(another_answer_than_then_is_a_difference),
		TEST(what_is_no_session_is_bad_input),
		TEST(it_is_written_beside_its_case_and_nowhere_else),
	};
	g_autofree char *program = g_canonicalize_filename(argv[1], NULL);

	bench_program = program;
	if (argc > 2)
		n_frames = (unsigned)atoi(argv[2]);
	if (argc > 3)
		seed = (uint32_t)atoi(argv[3]);
	return cmocka_run_group_tests(recorded, NULL, NULL);
}
