/* SPDX-License-Identifier: MIT */
/* The folder of results that `twowire sweep` fills and `twowire merge` reads:
 * cut short, gone on with, spoilt. */
#include "swept_plan.h"

#include <signal.h>

static void make_old(const char *path)
{
	char *argv[] = {"touch", "-d", "@1000000000", (char *)path, NULL};

	g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
		     NULL, NULL, NULL);
}

static unsigned n_new;
static void count_new(const char *path)
{
	GStatBuf s;

	n_new += !g_stat(path, &s) && s.st_mtime != 1000000000;
}

static void remove_one(const char *path)
{
	static unsigned nth;

	if (nth++ == 0)
		g_unlink(path);
	else if (nth == 2)
		assert_true(
			g_file_set_contents(path, "{\"cell\": \"12", -1, NULL));
}

/* How many results a sweep has made anew. */
static unsigned swept_anew(struct ran *r, const char *line)
{
	for_results(r, "plan.sweep", make_old);
	twowire(r, line);
	n_new = 0;
	for_results(r, "plan.sweep", count_new);
	return n_new;
}

static void what_has_a_result_is_not_run_again(void **state)
{
	struct ran *r = *state;

	assert_int_equal(swept_anew(r, SWEEP), 16);
	assert_int_equal(swept_anew(r, SWEEP), 0);
	/* One is gone, one was cut short. */
	for_results(r, "plan.sweep", remove_one);
	for_results(r, "plan.sweep", make_old);
	assert_int_equal(swept_anew(r, SWEEP), 2);
	/* A finer axis has some of the same values. */
	write_file(r, "plan.json",
		   PLAN(", \"axes\": [\"write\", {\"axis\": \"wait\", "
			"\"from\": 500, \"to\": 3500, \"count\": 7}]"));
	assert_int_equal(swept_anew(r, SWEEP), 12);
	/* Another case. */
	write_file(r, "slow.json", SLOW "\n");
	assert_int_equal(swept_anew(r, SWEEP), 28);
}

static void a_random_plan_keeps_its_cells_when_it_grows(void **state)
{
	struct ran *r = *state;

	write_file(r, "plan.json",
		   PLAN(", \"sampling\": {\"random\": 5, \"seed\": 3}"));
	assert_int_equal(swept_anew(r, SWEEP), 5);
	write_file(r, "plan.json",
		   PLAN(", \"sampling\": {\"random\": 9, \"seed\": 3}"));
	assert_int_equal(swept_anew(r, SWEEP), 4);
	assert_int_equal(twowire(r, "merge plan.sweep"), 1);
	expect_in(r->out, "\n9 cells: ");
}

static void a_file_that_the_case_names_is_part_of_it(void **state)
{
	struct ran *r = *state;

	write_file(r, "slow.json",
		   "{\"format\": \"twowire-scenario/1\", \"title\": \"image\","
		   "\"axes\": [{\"axis\": \"wait\", \"key\": "
		   "\"steps[0].run_us\", \"values\": [1, 2]}], \"devices\": "
		   "[{\"id\": \"rom\", \"model\": \"24xx\", \"addr\": "
		   "\"0x50\", \"part\": \"24C02\", \"image\": \"rom.bin\"}], "
		   "\"steps\": [{\"run_us\": 1}, {\"transfer\": \"w1@0x50 "
		   "0x00 r1\", \"rx\": \"41\"}]}");
	write_file(r, "rom.bin", "A");
	assert_int_equal(swept_anew(r, SWEEP), 2);
	assert_int_equal(r->status, 0);
	assert_int_equal(swept_anew(r, SWEEP), 0);
	write_file(r, "rom.bin", "B");
	assert_int_equal(swept_anew(r, SWEEP), 2);
	assert_int_equal(r->status, 1);
}

static void missing_cells_are_named(void **state)
{
	struct ran *r = *state;
	g_autofree char *text = NULL;

	/* What came of a part's cells is judged when all are there. */
	assert_int_equal(twowire(r, "sweep --shard 2/4 plan.json"), 0);
	assert_string_equal(r->out, "4 of 16 cells are there\n");
	assert_int_equal(twowire(r, "merge -o m.json plan.sweep"), 1);
	expect_in(r->err, "twowire merge: 12 of 16 cells are missing; twowire "
			  "sweep runs them\n  write=1000 wait=500\n");
	expect_in(r->out, "|????????????????????????????????\n");
	expect_in(r->out, "|########........................\n");
	text = content(r, "m.json");
	expect_in(text, "\"verdict\": \"missing\"}");
}

static void spoil(const char *path)
{
	g_autofree char *text = NULL;
	char *at;

	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	at = strstr(text, "\"held\": 1");
	if (!at)
		return;
	at[strlen("\"held\": ")] = '7';
	assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void folders_that_contradict_each_other_are_an_error(void **state)
{
	struct ran *r = *state;

	twowire(r, SWEEP);
	twowire(r, "sweep -o b plan.json");
	assert_int_equal(twowire(r, "merge plan.sweep b"), 1);
	for_results(r, "b", spoil);
	assert_int_equal(twowire(r, "merge -o m.json plan.sweep b"), 2);
	expect_in(r->err, "twowire merge: b: contradicts a folder before it at "
			  "write=1000 wait=1500: ");
	write_file(r, "slow.json", SLOW "\n");
	twowire(r, "sweep -o c plan.json");
	assert_int_equal(twowire(r, "merge plan.sweep c"), 2);
	expect_in(r->err, "c: is of another plan, case or firmware than "
			  "plan.sweep");
	assert_int_equal(twowire(r, "merge nowhere"), 2);
	expect_in(r->err, "nowhere: no folder of `twowire sweep --out`");
}

static void ctrl_c_leaves_a_folder_to_go_on_with(void **state)
{
	struct ran *r = *state;
	char *argv[] = {program, "sweep", "-j", "1", "plan.json", NULL};
	g_autofree char *whole = NULL, *resumed = NULL;
	unsigned done = 0;
	int status = 0;
	GPid pid;

	write_file(r, "plan.json",
		   PLAN(", \"axes\": [\"write\", {\"axis\": \"wait\", "
			"\"from\": 1, \"to\": 9000, \"count\": 100}]"));
	assert_true(g_spawn_async(r->folder, argv, NULL,
				  G_SPAWN_DO_NOT_REAP_CHILD |
					  G_SPAWN_STDOUT_TO_DEV_NULL |
					  G_SPAWN_STDERR_TO_DEV_NULL,
				  NULL, NULL, &pid, NULL));
	while (!done && !waitpid(pid, &status, WNOHANG)) {
		g_usleep(1000);
		done = for_results(r, "plan.sweep", NULL);
	}
	kill(pid, SIGINT);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
	done = for_results(r, "plan.sweep", NULL);
	assert_in_range(done, 1, 399);
	twowire(r, SWEEP);
	resumed = merged(r, "plan.sweep");
	twowire(r, "sweep -o whole plan.json");
	whole = merged(r, "whole");
	assert_string_equal(resumed, whole);
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest folders[] = {
		T(what_has_a_result_is_not_run_again),
		T(a_random_plan_keeps_its_cells_when_it_grows),
		T(a_file_that_the_case_names_is_part_of_it),
		T(missing_cells_are_named),
		T(folders_that_contradict_each_other_are_an_error),
		T(ctrl_c_leaves_a_folder_to_go_on_with),
	};
	int failed;

	if (argc < 2)
		return 1;
	g_setenv("LC_ALL", "C", TRUE); /* pictures in ASCII */
	program = g_canonicalize_filename(argv[1], NULL);
	failed = cmocka_run_group_tests(folders, NULL, NULL);
	g_free(program);
	return failed;
}
