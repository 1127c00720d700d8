/* SPDX-License-Identifier: MIT */
/* What a sweep found, in words and characters. */
#ifndef TW_APP_SWEEP_SUMMARY_H
#define TW_APP_SWEEP_SUMMARY_H

#include "app/sweep/grid.h"

struct sweep_look {
	bool colour;  /* escape sequences of a terminal */
	bool ascii;   /* no characters beyond it */
	size_t width; /* columns of the terminal */
};

/* A shmoo plot: the values of an axis across, those of another up. */
void sweep_plot_text(const struct sweep_grid *grid,
		     const struct sweep_look *look, GString *out);
/* How many cells held, and between which values of each axis. */
void sweep_limits_text(const struct sweep_plan *plan,
		       const struct sweep_result *results, GString *out);
/* An SVG, @width pixels wide. */
void sweep_plot_svg(const struct sweep_grid *grid, unsigned width,
		    GString *out);

/* "7302 held, 2698 failed" */
void sweep_counts_text(const struct sweep_bin *all, GString *out);

#endif /* TW_APP_SWEEP_SUMMARY_H */
