/* SPDX-License-Identifier: MIT */
/*
 * Spoilt cases: whatever is done to one, the answer is an error or a verdict.
 *
 * usage: test_cases COUNT FIRMWARE-DIR [--only SEED] CASE.json...
 *
 * What kills or hangs the program is named by its seed, with which --only runs
 * it alone and prints it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "mutate.h"

#include "twowire/scenario.h"

/* No mutation takes as long. */
#define PATIENCE_S 20

static const char *firmware_dirs[2];
static char **paths;
static size_t n_paths;
static uint64_t first_seed, n_seeds;
static volatile uint64_t current;
static size_t n_errors, n_verdicts;

static void name_it(int number)
{
	char text[64];
	int len = snprintf(text, sizeof(text), "# signal %d at seed %llu\n",
			   number, (unsigned long long)current);

	if (write(STDERR_FILENO, text, (size_t)len) == len)
		signal(number, SIG_DFL);
	raise(number);
}

static void check_error(const char *name, const GError *error)
{
	if (error->domain != TW_ERROR)
		fail_msg("seed %llu: a foreign error: %s",
			 (unsigned long long)current, error->message);
	if (!g_str_has_prefix(error->message, name) ||
	    strchr(error->message, '\n') || strlen(error->message) > 2000)
		fail_msg("seed %llu: a malformed message: %s",
			 (unsigned long long)current, error->message);
}

static void run(const tw_scenario *scenario)
{
	/* Enough for some bytes of each case; bounds what a mutation may
	 * cost. */
	const struct tw_trial_options options = {.firmware_dirs = firmware_dirs,
						 .max_ns = TW_MS(10)};
	g_autoptr(GError) error = NULL;
	g_autoptr(tw_trial) trial = tw_trial_new(scenario, &options, &error);

	if (!trial) {
		check_error("case.json", error);
		n_errors++;
		return;
	}
	tw_trial_run(trial);
	n_verdicts++;
	if (tw_sim_now_ns(tw_trial_sim(trial)) > options.max_ns)
		fail_msg("seed %llu: ran beyond its time",
			 (unsigned long long)current);
}

static void spoil(const char *text, size_t len, const char *folder)
{
	GString *spoilt = g_string_new_len(text, (gssize)len);
	g_autoptr(GError) error = NULL;
	tw_scenario *scenario;

	mutate(spoilt, current);
	if (n_seeds == 1)
		fwrite(spoilt->str, 1, spoilt->len, stderr);
	scenario = tw_scenario_parse(spoilt->str, spoilt->len, "case.json",
				     folder, &tw_parts, &error);
	if (scenario) {
		run(scenario);
	} else {
		check_error("case.json", error);
		n_errors++;
	}
	tw_scenario_free(scenario);
	g_string_free(spoilt, TRUE);
}

static void a_spoilt_case_gives_an_error_or_a_verdict(void **state)
{
	g_autofree char **texts = g_new0(char *, n_paths);
	g_autofree char **folders = g_new0(char *, n_paths);
	g_autofree gsize *lens = g_new0(gsize, n_paths);

	for (size_t i = 0; i < n_paths; i++) {
		folders[i] = g_path_get_dirname(paths[i]);
		if (!g_file_get_contents(paths[i], &texts[i], &lens[i], NULL))
			fail_msg("cannot read %s", paths[i]);
	}
	for (uint64_t i = 0; i < n_seeds; i++) {
		size_t which;

		current = first_seed + i;
		which = current % n_paths;
		alarm(PATIENCE_S);
		spoil(texts[which], lens[which], folders[which]);
	}
	alarm(0);
	for (size_t i = 0; i < n_paths; i++) {
		g_free(texts[i]);
		g_free(folders[i]);
	}
	print_message("# %zu errors, %zu verdicts\n", n_errors, n_verdicts);
}

/* Else it would test the scanner alone. */
static void many_spoilt_cases_still_run(void **state)
{
	if (n_seeds > 1)
		assert_true(n_verdicts > n_seeds / 20);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest cases[] = {
		cmocka_unit_test(a_spoilt_case_gives_an_error_or_a_verdict),
		cmocka_unit_test(many_spoilt_cases_still_run),
	};
	int at = 3;

	if (argc < 4)
		return 1;
	n_seeds = g_ascii_strtoull(argv[1], NULL, 10);
	firmware_dirs[0] = argv[2];
	if (!strcmp(argv[3], "--only") && argc > 5) {
		first_seed = g_ascii_strtoull(argv[4], NULL, 10);
		n_seeds = 1;
		at = 5;
	}
	paths = argv + at;
	n_paths = (size_t)(argc - at);
	signal(SIGALRM, name_it);
	signal(SIGSEGV, name_it);
	signal(SIGABRT, name_it);
	signal(SIGFPE, name_it);
	return cmocka_run_group_tests(cases, NULL, NULL);
}
