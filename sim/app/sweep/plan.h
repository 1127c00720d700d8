/* SPDX-License-Identifier: MIT */
/*
 * A plan: a case, the axes it is swept over, and which points are taken. A
 * *cell* is one of these; cells are numbered in the order of their values, the
 * last axis moving fastest.
 */
#ifndef TW_APP_SWEEP_PLAN_H
#define TW_APP_SWEEP_PLAN_H

#include "scenario/axes.h"

#include "twowire/scenario.h"

enum {
	SWEEP_MAX_CELLS = 1000000,
	SWEEP_MAX_TRIALS = 10000,
	SWEEP_ID_LEN = 16, /* hexadecimal digits */
};

struct sweep_plan {
	char *name;	   /* of the file, for messages */
	char *title;	   /* of the plan, or else of the case */
	char *case_name;   /* without its folder */
	tw_scenario *base; /* NULL: opened from a folder of results */
	char *case_hash;
	char *of; /* hash of all that results depend on but the values */
	GPtrArray *axes;
	uint64_t n_grid;
	uint64_t random, random_seed; /* 0: the whole grid */
	uint64_t n_cells;
	uint64_t *picks; /* of a random plan: points of the grid, sorted */
	unsigned trials;
	bool seeded; /* an axis moves the seed: cells have no seed of their own
		      */
	const char *const *firmware_dirs; /* or NULL */
};

/* NULL with @error set. @firmware_dirs: (nullable): must outlive the plan. */
struct sweep_plan *sweep_plan_load(const char *path,
				   const char *const *firmware_dirs,
				   GError **error);
/* From the text that sweep_plan_text() wrote. */
struct sweep_plan *sweep_plan_parse(const char *text, size_t len,
				    const char *name, GError **error);
void sweep_plan_free(struct sweep_plan *plan);
typedef struct sweep_plan sweep_plan;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sweep_plan, sweep_plan_free)

/* All that it takes to make sense of results, without the case. */
void sweep_plan_text(const struct sweep_plan *plan, GString *out);

/* Which value of @axis a cell has. */
size_t sweep_plan_value(const struct sweep_plan *plan, uint64_t cell,
			size_t axis);
/* What a cell sets; appends struct tw_setting, whose strings are the plan's. */
void sweep_plan_settings(const struct sweep_plan *plan, uint64_t cell,
			 GArray *settings);
/* The same case at the same values has the same id, whatever the plan. */
void sweep_plan_id(const struct sweep_plan *plan, uint64_t cell,
		   char id[SWEEP_ID_LEN + 1]);
uint64_t sweep_plan_seed(const char *id, unsigned trial);
/* "scl=400000 latency=5000" */
char *sweep_plan_point(const struct sweep_plan *plan, uint64_t cell);

/* The case at a cell; NULL with @error set. */
tw_scenario *sweep_plan_case(const struct sweep_plan *plan, uint64_t cell,
			     GError **error);

#endif /* TW_APP_SWEEP_PLAN_H */
