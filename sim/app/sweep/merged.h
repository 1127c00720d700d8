/* SPDX-License-Identifier: MIT */
/* The results of a plan in one text: the same whoever ran them. */
#ifndef TW_APP_SWEEP_MERGED_H
#define TW_APP_SWEEP_MERGED_H

#include "app/sweep/cell.h"

/* The plan, and a line for each cell, in the order of their values. */
void sweep_merged_json(const struct sweep_plan *plan,
		       const struct sweep_result *results, GString *out);
/* A column for each axis, then verdict and how many trials held. */
void sweep_merged_csv(const struct sweep_plan *plan,
		      const struct sweep_result *results, GString *out);

#endif /* TW_APP_SWEEP_MERGED_H */
