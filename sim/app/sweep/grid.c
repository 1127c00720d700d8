/* SPDX-License-Identifier: MIT */
#include "app/sweep/grid.h"

#include <string.h>

static bool find(const struct sweep_plan *plan, const char *name, size_t *n,
		 GError **error)
{
	for (guint i = 0; i < plan->axes->len; i++) {
		const struct tw_axis *a = plan->axes->pdata[i];

		if (strcmp(a->name, name))
			continue;
		*n = i;
		return true;
	}
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: the plan has no axis \"%s\"", plan->name, name);
	return false;
}

/* The axes' numbers; *@y is *@x where there is no second one. */
static bool choose(const struct sweep_plan *plan, const char *x_name,
		   const char *y_name, size_t *x, size_t *y, GError **error)
{
	*x = 0;
	if (x_name && !find(plan, x_name, x, error))
		return false;
	*y = plan->axes->len == 1 ? *x : *x == 0;
	if (y_name && !find(plan, y_name, y, error))
		return false;
	if (*x != *y || plan->axes->len == 1)
		return true;
	g_set_error(error, TW_ERROR, TW_ERROR_CONFIG,
		    "%s: \"%s\" is the axis across already; -x and -y must "
		    "differ",
		    plan->name, y_name);
	return false;
}

bool sweep_grid_make(struct sweep_grid *grid, const struct sweep_plan *plan,
		     const struct sweep_result *results, const char *x_name,
		     const char *y_name, size_t max_cols, size_t max_rows,
		     GError **error)
{
	size_t x, y, nx, ny = 1;

	*grid = (struct sweep_grid){.plan = plan};
	if (!choose(plan, x_name, y_name, &x, &y, error))
		return false;
	grid->x = plan->axes->pdata[x];
	nx = grid->x->values->len;
	if (x != y) {
		grid->y = plan->axes->pdata[y];
		ny = grid->y->values->len;
	}
	grid->cols = MIN(nx, max_cols);
	grid->rows = MIN(ny, max_rows);
	grid->bins = g_new0(struct sweep_bin, grid->cols * grid->rows);
	for (uint64_t i = 0; i < plan->n_cells; i++) {
		size_t col = sweep_plan_value(plan, i, x) * grid->cols / nx;
		size_t row =
			grid->y ? sweep_plan_value(plan, i, y) * grid->rows / ny
				: 0;

		grid->bins[row * grid->cols + col].n[results[i].verdict]++;
		grid->all.n[results[i].verdict]++;
	}
	return true;
}

void sweep_grid_clear(struct sweep_grid *grid)
{
	g_clear_pointer(&grid->bins, g_free);
}

enum sweep_verdict sweep_bin_verdict(const struct sweep_bin *bin)
{
	uint64_t others = 0;
	enum sweep_verdict worst = SWEEP_NONE;

	for (unsigned v = SWEEP_SOME; v <= SWEEP_BROKEN; v++) {
		others += bin->n[v];
		worst = bin->n[v] ? (enum sweep_verdict)v : worst;
	}
	if (bin->n[SWEEP_HELD])
		return others ? SWEEP_SOME : SWEEP_HELD;
	if (others)
		return bin->n[SWEEP_SOME] ? SWEEP_SOME : worst;
	return bin->n[SWEEP_MISSING] ? SWEEP_MISSING : SWEEP_NONE;
}
