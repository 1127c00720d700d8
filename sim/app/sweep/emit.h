/* SPDX-License-Identifier: MIT */
/* Sweeps on many machines, by the schedulers that people have. */
#ifndef TW_APP_SWEEP_EMIT_H
#define TW_APP_SWEEP_EMIT_H

#include "app/sweep/plan.h"

enum sweep_engine {
	SWEEP_SLURM,	/* the script of a job array */
	SWEEP_PARALLEL, /* a command a line, for GNU parallel */
	SWEEP_GITHUB,	/* a workflow for GitHub Actions */
};

struct sweep_emit {
	const struct sweep_plan *plan;
	const char *path;   /* of the plan, as it was given */
	const char *folder; /* of the results */
	unsigned shards;
	double seconds_per_cell;
};

/* How many parts make each last for as long as an engine's overhead asks. */
unsigned sweep_emit_shards(enum sweep_engine engine, uint64_t n_cells,
			   double seconds_per_cell);
/* Runs a few cells; how long one takes. Less than 0 with @error set. */
double sweep_emit_measure(const struct sweep_plan *plan, GError **error);

void sweep_emit_text(enum sweep_engine engine, const struct sweep_emit *emit,
		     GString *out);

#endif /* TW_APP_SWEEP_EMIT_H */
