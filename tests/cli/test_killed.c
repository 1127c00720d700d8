/* SPDX-License-Identifier: MIT */
/* twowire run killed while it writes: what lies beside the .sr, and what
 * twowire convert makes of it. */
#include "ran.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define STREAM "out.sr.twt"

static int n_kills = 3;

static bool exists(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

static uint64_t size_of(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	struct stat st;

	return stat(path, &st) ? 0 : (uint64_t)st.st_size;
}

/* 4 s of reads on the bus. */
static void write_case(const struct ran *r)
{
	GString *text = g_string_new("{\"format\": \"twowire-scenario/1\","
				     "\"title\": \"long\",\"devices\": [" ROM
				     "],\"steps\": [");

	for (int i = 0; i < 200; i++)
		g_string_append_printf(text,
				       "%s{\"transfer\": \"w1@0x50 0x00 r%d\"}",
				       i ? "," : "", 200 + i % 50);
	g_string_append(text, "]}");
	write_file(r, "long.json", text->str);
	g_string_free(text, TRUE);
}

/* Kills the run once its stream has @size bytes. The worker goes with it, and
 * is gone when its end of the pipe is. */
static void kill_at(struct ran *r, uint64_t size)
{
	char *argv[] = {program, "run", "--trace", "out.sr", "long.json", NULL};
	g_autofree char *path = g_build_filename(r->folder, STREAM, NULL);
	char rest[256];
	GPid pid;
	int out;

	g_unlink(path);
	assert_true(g_spawn_async_with_pipes(
		r->folder, argv, NULL,
		G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
		NULL, &pid, NULL, &out, NULL, NULL));
	while (size_of(r, STREAM) < size && !waitpid(pid, NULL, WNOHANG))
		g_thread_yield();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	while (read(out, rest, sizeof(rest)) > 0)
		;
	close(out);
}

/* Its records alone: the first line says how long it is. */
static char *records(const struct ran *r, const char *name)
{
	g_autofree char *path = g_build_filename(r->folder, name, NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) halves = NULL;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	halves = g_strsplit(text, "\n", 2);
	return g_strdup(halves[1]);
}

/* Without times: the samplerates may differ. */
static char *events(const char *log)
{
	g_auto(GStrv) lines = g_strsplit(log, "\n", -1);
	GString *out = g_string_new(NULL);

	for (size_t i = 1; lines[i]; i++)
		if (strlen(lines[i]) > 12)
			g_string_append_printf(out, "%s\n", lines[i] + 12);
	return g_string_free(out, FALSE);
}

/* The last event may be one that is cut. */
static void drop_last(char *lines)
{
	char *end = strrchr(lines, '\n');

	while (end && end > lines && end[-1] != '\n')
		end--;
	if (end)
		*end = '\0';
}

static void a_killed_run_is_converted_up_to_its_end(void **state)
{
	struct ran *r = *state;
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	g_autofree char *whole = NULL, *log = NULL;
	uint64_t size;

	write_case(r);
	assert_int_equal(
		twowire(r, "run --trace ref.twt --trace ref.jsonl long.json"),
		0);
	size = size_of(r, "ref.twt");
	whole = records(r, "ref.jsonl");
	assert_int_equal(twowire(r, "decode ref.twt"), 0);
	log = events(r->out);
	for (int i = 0; i < n_kills; i++) {
		g_autofree char *part = NULL, *seen = NULL;
		uint64_t at =
			(uint64_t)g_rand_double_range(rand, 200, (double)size);

		kill_at(r, at);
		if (!exists(r, STREAM))
			continue; /* it was done before it could be killed */
		assert_int_equal(twowire(r, "convert " STREAM " out.jsonl"), 0);
		part = records(r, "out.jsonl");
		assert_true(g_str_has_prefix(whole, part));
		/* A record takes 2 to 3 bytes, and a line more than 40. */
		assert_true(strlen(part) > 8 * (at - 200));
		assert_int_equal(twowire(r, "convert " STREAM " out.sr"), 0);
		assert_int_equal(twowire(r, "decode out.sr"), 0);
		seen = events(r->out);
		drop_last(seen);
		assert_true(g_str_has_prefix(log, seen));
	}
}

static void a_whole_sr_stands_alone(void **state)
{
	struct ran *r = *state;

	write_file(r, "a.json", CASE(ROM, "{\"transfer\": \"w1@0x50 0x00\"}"));
	assert_int_equal(twowire(r, "run --trace a.sr a.json"), 0);
	assert_true(exists(r, "a.sr"));
	assert_false(exists(r, "a.sr.twt"));
	assert_int_equal(twowire(r, "run --trace a.twt --trace b.sr a.json"),
			 0);
	assert_true(exists(r, "a.twt"));
	assert_false(exists(r, "b.sr.twt"));
}

static void the_stream_stays_where_the_sr_cannot_be(void **state)
{
	struct ran *r = *state;

	/* 64 channels are the most; 33 buses have 66. */
	GString *buses = g_string_new(NULL);
	g_autofree char *text = NULL;

	for (int i = 0; i < 33; i++)
		g_string_append_printf(buses, "%s{\"id\": \"b%d\"}",
				       i ? "," : "", i);
	text = g_strdup_printf("{\"format\": \"twowire-scenario/1\","
			       "\"title\": \"many\",\"buses\": [%s],"
			       "\"steps\": [{\"run_ms\": 1}]}",
			       buses->str);
	write_file(r, "a.json", text);
	assert_int_equal(twowire(r, "run --trace a.sr a.json"), 2);
	expect_in(r->err, "got 66");
	expect_in(r->err, "a.sr.twt is kept");
	assert_int_equal(twowire(r, "convert a.sr.twt a.vcd"), 0);
	g_string_free(buses, TRUE);
}

#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		T(a_killed_run_is_converted_up_to_its_end),
		T(a_whole_sr_stands_alone),
		T(the_stream_stays_where_the_sr_cannot_be),
	};

	int failed;

	if (argc < 2)
		return 1;
	program = g_canonicalize_filename(argv[1], NULL);
	if (argc > 2)
		n_kills = atoi(argv[2]);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	g_free(program);
	return failed;
}
