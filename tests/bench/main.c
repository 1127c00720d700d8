/* SPDX-License-Identifier: MIT */
/*
 * tw-bench: what things cost, all measured in one run and interleaved, because
 * machines are noisy: a table for people, or with --json one object of named
 * figures. CPU time, not wall time; the least of the rounds. Instructions are
 * counted by running this program's --pairs under callgrind, where there is
 * one.
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "firmware_bench.h"
#include "served.h"
#include "twowire/trace.h"
#include "workload.h"

enum { ROUNDS = 5 };

static gint64 pairs;
static gboolean json;
static gboolean no_instructions;
static gboolean only_served;

static const GOptionEntry options[] = {
	{"pairs", 0, 0, G_OPTION_ARG_INT64, &pairs,
	 "Only run N pairs of workload W and check every byte", "N"},
	{"json", 0, 0, G_OPTION_ARG_NONE, &json,
	 "Print one object of named figures", NULL},
	{"no-instructions", 0, 0, G_OPTION_ARG_NONE, &no_instructions,
	 "Do not count instructions (takes a few seconds)", NULL},
	{"served", 0, 0, G_OPTION_ARG_NONE, &only_served,
	 "Measure only what a program's read costs that is served", NULL},
	{0}};

struct figure {
	const char *name;
	const char *what;
	struct workload w;
	double best_ns; /* per SCL pulse */
};

static struct figure figures[] = {
	{"ns_per_scl_cycle",
	 "quiet bus, RC edges, edge trace in memory",
	 {.n_buses = 1,
	  .n_targets = 1,
	  .n_pairs = 3000,
	  .trace = TW_TRACE_EDGES}},
	{"ns_per_scl_cycle_pulls",
	 "the same, with pulls in the trace",
	 {.n_buses = 1,
	  .n_targets = 1,
	  .n_pairs = 3000,
	  .trace = TW_TRACE_EDGES | TW_TRACE_PULLS}},
	{"ns_per_scl_cycle_general",
	 "the same bus, listened to edge by edge",
	 {.n_buses = 1,
	  .n_targets = 1,
	  .n_pairs = 3000,
	  .trace = TW_TRACE_EDGES,
	  .extra = EXTRA_EAR}},
	{"ns_per_scl_cycle_112_targets",
	 "quiet bus with 112 targets",
	 {.n_buses = 1,
	  .n_targets = 112,
	  .n_pairs = 3000,
	  .trace = TW_TRACE_EDGES}},
	{"ns_per_scl_cycle_1000_buses",
	 "1,000 separate buses, each",
	 {.n_buses = 1000,
	  .n_targets = 1,
	  .n_pairs = 10,
	  .trace = TW_TRACE_EDGES}},
#define ON(what, summary, on)                                                  \
	{                                                                      \
		"ns_per_scl_cycle_" what, summary,                             \
		{                                                              \
			.n_buses = 1, .n_targets = 1, .n_pairs = 1000,         \
			.trace = TW_TRACE_EDGES, .extra = on                   \
		}                                                              \
	}
	ON("observed", "the first, with an observer of edges", EXTRA_RECORDS),
	ON("sense", "..., the target's inputs filtered", EXTRA_SENSE),
	ON("joined", "..., a second bus joined by a switch", EXTRA_JOINED),
	ON("fault", "..., a fault armed", EXTRA_FAULT),
	ON("smbus", "..., SMBus's time-out watched for", EXTRA_SMBUS),
	ON("coverage", "..., coverage counted", EXTRA_COVERAGE),
	ON("timing", "..., timing checked after the run", EXTRA_TIMING),
};

static double cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static bool measure(struct figure *f)
{
	double start = cpu_ns();
	uint64_t wrong = workload_run(&f->w);
	double ns = (cpu_ns() - start) /
		    ((double)f->w.n_pairs * f->w.n_buses * PULSES_PER_PAIR);

	if (!f->best_ns || ns < f->best_ns)
		f->best_ns = ns;
	if (wrong)
		fprintf(stderr, "tw-bench: %s: %llu bytes were wrong\n",
			f->name, (unsigned long long)wrong);
	return !wrong;
}

/* Instructions of `self --pairs N`, or 0. */
static double count(const char *self, unsigned n)
{
	g_autofree char *arg = g_strdup_printf("%u", n);
	const char *argv[] = {"valgrind",
			      "--tool=callgrind",
			      "--callgrind-out-file=/dev/null",
			      self,
			      "--pairs",
			      arg,
			      NULL};
	g_autofree char *err = NULL;
	const char *found;
	int status;

	if (!g_spawn_sync(NULL, (char **)argv, NULL,
			  G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
			  NULL, NULL, NULL, &err, &status, NULL) ||
	    !g_spawn_check_wait_status(status, NULL))
		return 0;
	found = strstr(err, "Collected : ");
	return found ? g_ascii_strtod(found + strlen("Collected : "), NULL) : 0;
}

static double instructions(const char *self)
{
	enum { FEW = 20, MANY = 120 };
	double few = count(self, FEW);
	double many = few ? count(self, MANY) : 0;

	return many ? (many - few) / ((MANY - FEW) * PULSES_PER_PAIR) : 0;
}

static bool first = true;

static void print_figure(const char *name, double value, const char *what)
{
	if (json)
		printf("%s\n \"%s\": %.4g", first ? "{" : ",", name, value);
	else
		printf("%12.2f  %-32s %s\n", value, name, what);
	first = false;
}

static void print_firmware(const char *name, double value)
{
	print_figure(name, value, "firmware, of one such thing");
}

static bool print_served(void)
{
	struct served_cost cost = {0};

	if (!bench_served(&cost)) {
		fprintf(stderr, "tw-bench: a served program failed\n");
		return false;
	}
	print_figure("ns_socket_round_trip", cost.socket_ns,
		     "between two processes, of the wall clock");
	print_figure("ns_read_inside", cost.inside_ns,
		     "a register of a byte read in one process");
	print_figure("ns_read_served", cost.whole_ns,
		     "the same by a program's ioctl, under twowire exec");
	print_figure("ratio_served",
		     cost.whole_ns / (cost.socket_ns + cost.inside_ns),
		     "of that to both together");
	print_figure("reads_per_s_served", 1e9 / cost.whole_ns,
		     "such reads a second");
	return true;
}

static bool print_all(const char *self)
{
	bool right;
	double base = figures[0].best_ns;
	double n = no_instructions ? 0 : instructions(self);

	for (size_t i = 0; i < G_N_ELEMENTS(figures); i++)
		print_figure(figures[i].name, figures[i].best_ns,
			     figures[i].what);
	print_figure("ratio_general", figures[2].best_ns / base,
		     "of the general way to the shorter one");
	print_figure("ratio_112_targets", figures[3].best_ns / base,
		     "112 targets to one");
	print_figure("ratio_1000_buses", figures[4].best_ns / base,
		     "1,000 buses to one");
	if (n)
		print_figure("instructions_per_scl_cycle", n,
			     "quiet bus, under callgrind");
	bench_firmware(print_firmware);
	right = print_served();
	if (json)
		printf("\n}\n");
	return right;
}

int main(int argc, char **argv)
{
	g_autoptr(GOptionContext) context = g_option_context_new(NULL);
	g_autoptr(GError) error = NULL;
	bool right = true;

	g_option_context_add_main_entries(context, options, NULL);
	g_option_context_set_summary(
		context, "Measures what a simulated SCL pulse costs.");
	if (!g_option_context_parse(context, &argc, &argv, &error)) {
		fprintf(stderr, "tw-bench: %s\n", error->message);
		return 2;
	}
	if (pairs) {
		struct figure f = figures[0];

		f.w.n_pairs = (uint64_t)pairs;
		right = measure(&f);
		printf("%.2f ns per SCL pulse\n", f.best_ns);
		return right ? 0 : 1;
	}
	if (only_served) {
		right = print_served();
		if (json)
			printf("\n}\n");
		return right ? 0 : 1;
	}
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < G_N_ELEMENTS(figures); i++)
			right = measure(&figures[i]) && right;
	return print_all(argv[0]) && right ? 0 : 1;
}
