/* SPDX-License-Identifier: MIT */
/* Results as a picture has them: two axes, so many columns and rows. */
#ifndef TW_APP_SWEEP_GRID_H
#define TW_APP_SWEEP_GRID_H

#include "app/sweep/cell.h"

struct sweep_bin {
	uint64_t n[SWEEP_VERDICTS]; /* cells in it */
};

struct sweep_grid {
	const struct sweep_plan *plan;
	const struct tw_axis *x, *y; /* y: NULL where there is but one axis */
	size_t cols, rows;
	struct sweep_bin *bins; /* rows of columns, the lowest value first */
	struct sweep_bin all;
};

/* Which axes are across and up: by name, or NULL for the plan's first two. What
 * a picture has no room for shares a bin with its neighbours, and so do all
 * values of further axes. false with @error set: no such axis. */
bool sweep_grid_make(struct sweep_grid *grid, const struct sweep_plan *plan,
		     const struct sweep_result *results, const char *x,
		     const char *y, size_t max_cols, size_t max_rows,
		     GError **error);
void sweep_grid_clear(struct sweep_grid *grid);

/* What a bin looks like: SWEEP_SOME where some held and others did not, else
 * the worst of it. */
enum sweep_verdict sweep_bin_verdict(const struct sweep_bin *bin);

static inline enum sweep_verdict sweep_grid_at(const struct sweep_grid *grid,
					       size_t col, size_t row)
{
	return sweep_bin_verdict(&grid->bins[row * grid->cols + col]);
}

#endif /* TW_APP_SWEEP_GRID_H */
