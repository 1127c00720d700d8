/* SPDX-License-Identifier: MIT */
/*
 * tw-bench-cases: what a case costs, step by step, without firmware and with,
 * and how many of them `twowire run` gets through in a second. CPU time, the
 * least of the rounds; of `twowire run` the wall's, too, which other work on
 * the machine lengthens.
 *
 * usage: tw-bench-cases [CASES]		1000; half of them with firmware
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "twowire/scenario.h"

enum { ROUNDS = 50, MAX_CASES = 100000 };

enum step { LOAD, BUILD, RUN, REPORT_TAP, REPORT_TEXT, FREE, PROCESS, N_STEPS };
static const char *const step_names[N_STEPS] = {
	[LOAD] = "read the case and check it",
	[BUILD] = "build its sim; load its firmware",
	[RUN] = "take its steps",
	[REPORT_TAP] = "report, TAP",
	[REPORT_TEXT] = "report, text",
	[FREE] = "free it all",
	[PROCESS] = "a process of its own, beyond that",
};

static const struct {
	const char *name, *path;
} rows[] = {
	{"a model: 24aa025uid.json", TRACES "/24aa025uid.json"},
	{"firmware: eeprom.json", EXAMPLES "/eeprom.json"},
};
static const char *const dirs[] = {FIRMWARE, NULL};

/* Of this thread, the only one: with the timer that watches over firmware the
 * process's own clock goes by ticks. */
static uint64_t cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static uint64_t wall_ns(void)
{
	return (uint64_t)g_get_monotonic_time() * 1000u;
}

static uint64_t children_ns(void)
{
	struct rusage u;

	getrusage(RUSAGE_CHILDREN, &u);
	return (uint64_t)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000000u +
	       (uint64_t)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1000u;
}

static void fail(const char *what, const GError *error)
{
	fprintf(stderr, "tw-bench-cases: %s: %s\n", what,
		error ? error->message : "does not hold");
	exit(1);
}

/* What has passed since @since, which becomes now. */
static void lap(uint64_t *step, uint64_t *since)
{
	uint64_t now = cpu_ns();

	*step = now - *since;
	*since = now;
}

static void once(const char *path, uint64_t *steps)
{
	const struct tw_trial_options options = {.firmware_dirs = dirs};
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	uint64_t since = cpu_ns();
	tw_scenario *scenario = tw_scenario_load(path, &tw_parts, &error);
	tw_trial *trial;

	if (!scenario)
		fail(path, error);
	lap(&steps[LOAD], &since);
	trial = tw_trial_new(scenario, &options, &error);
	if (!trial)
		fail(path, error);
	lap(&steps[BUILD], &since);
	if (tw_trial_run(trial) != TW_VERDICT_HELD)
		fail(path, NULL);
	lap(&steps[RUN], &since);
	tw_trial_report(trial, TW_REPORT_TAP, NULL, out);
	lap(&steps[REPORT_TAP], &since);
	tw_trial_report(trial, TW_REPORT_TEXT, NULL, out);
	lap(&steps[REPORT_TEXT], &since);
	tw_trial_free(trial);
	tw_scenario_free(scenario);
	lap(&steps[FREE], &since);
}

/* The same in a child: what that costs both of them, less the steps. */
static uint64_t apart(const char *path, const uint64_t *steps)
{
	uint64_t here = cpu_ns(), there = children_ns(), all = 0, ns;
	uint64_t unused[N_STEPS];
	int status;
	pid_t pid = fork();

	if (!pid) {
		once(path, unused);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		fail("fork", NULL);
	ns = cpu_ns() - here + children_ns() - there;
	for (int i = 0; i < PROCESS; i++)
		all += steps[i];
	return ns > all ? ns - all : 0;
}

static void take_steps(size_t n)
{
	uint64_t least[N_STEPS], sum = 0;

	for (int i = 0; i < N_STEPS; i++)
		least[i] = UINT64_MAX;
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t steps[N_STEPS];

		once(rows[n].path, steps);
		steps[PROCESS] = apart(rows[n].path, steps);
		for (int i = 0; i < N_STEPS; i++)
			least[i] = MIN(least[i], steps[i]);
	}
	printf("%s\n", rows[n].name);
	for (int i = 0; i < N_STEPS; i++) {
		printf("  %-34s %8.0f us\n", step_names[i],
		       (double)least[i] / 1e3);
		sum += i == REPORT_TEXT ? 0 : least[i];
	}
	printf("  %-34s %8.0f us, %.0f cases a second on a core\n\n",
	       "all, without text", (double)sum / 1e3, 1e9 / (double)sum);
}

/* `twowire run` over @n cases, these in turn. */
static void take_all(unsigned n, const char *jobs)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	uint64_t cpu = children_ns(), wall = wall_ns();
	int status;

	g_ptr_array_add(argv, TWOWIRE);
	g_ptr_array_add(argv, "run");
	g_ptr_array_add(argv, "--report=tap");
	g_ptr_array_add(argv, "--firmware-dir=" FIRMWARE);
	g_ptr_array_add(argv, (char *)jobs);
	for (unsigned i = 0; i < n; i++)
		g_ptr_array_add(argv,
				(char *)rows[i % G_N_ELEMENTS(rows)].path);
	g_ptr_array_add(argv, NULL);
	if (!g_spawn_sync(NULL, (char **)argv->pdata, NULL,
			  G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
			  &status, NULL) ||
	    status)
		fail("twowire run", NULL);
	cpu = children_ns() - cpu;
	wall = wall_ns() - wall;
	printf("twowire run %s, %u cases: %.2f s of CPU time, %.2f s on the "
	       "wall, %.0f cases a second\n",
	       jobs, n, (double)cpu / 1e9, (double)wall / 1e9,
	       (double)n * 1e9 / (double)wall);
}

int main(int argc, char **argv)
{
	unsigned n = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 1000;

	if (argc > 2 || !n || n > MAX_CASES) {
		fprintf(stderr, "usage: tw-bench-cases [CASES]\n");
		return 2;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		take_steps(i);
	fflush(stdout);
	take_all(n, "--jobs=1");
	take_all(n, "--jobs=2");
	return 0;
}
