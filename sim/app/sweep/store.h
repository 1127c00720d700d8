/* SPDX-License-Identifier: MIT */
/*
 * A folder of results: plan.json, and one file for each cell that has been run,
 * FOLDER/ab/abcdef0123456789.json, written under another name and then renamed.
 */
#ifndef TW_APP_SWEEP_STORE_H
#define TW_APP_SWEEP_STORE_H

#include "app/sweep/cell.h"

/* Makes it, and writes its plan.json. false with @error set. */
bool sweep_store_begin(const struct sweep_plan *plan, const char *folder,
		       GError **error);
/* false with @error set. */
bool sweep_store_put(const struct sweep_plan *plan, const char *folder,
		     uint64_t cell, const GString *line, GError **error);

/* The plan of a folder. NULL with @error set. */
struct sweep_plan *sweep_store_plan(const char *folder, GError **error);

/* All results of the plan that are in @folder (struct sweep_result, by cell);
 * what @results has already must be the same. Absent, cut short, or of another
 * plan: SWEEP_MISSING. @results: as sweep_results_new() makes it. @coverage:
 * (nullable): gets the sum. false with @error set: two folders contradict each
 * other. */
bool sweep_store_get(const struct sweep_plan *plan, const char *folder,
		     struct sweep_result *results, tw_coverage *coverage,
		     GError **error);

struct sweep_result *sweep_results_new(const struct sweep_plan *plan);
void sweep_results_free(const struct sweep_plan *plan,
			struct sweep_result *results);

#endif /* TW_APP_SWEEP_STORE_H */
