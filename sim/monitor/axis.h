/* SPDX-License-Identifier: MIT */
/*
 * From ticks to places in a picture. Time runs at one scale, but for gaps:
 * where nothing happens for long, and what a picture leaves out between two
 * windows, takes a fixed width. Places are tenths of a pixel, from 0.
 */
#ifndef TW_MONITOR_AXIS_H
#define TW_MONITOR_AXIS_H

#include "monitor/scene.h"

/* What is shown of a scene: windows in order of time, which do not touch. */
struct axis_window {
	uint64_t from;
	uint64_t to;
};

enum axis_gap {
	AXIS_TRUE, /* to scale */
	AXIS_QUIET,
	AXIS_LEFT_OUT, /* something happens in it */
};

struct axis_piece {
	uint64_t t0, t1;
	int64_t x0, x1;
	enum axis_gap gap;
};

struct axis_row {
	int64_t x0, x1;
};

struct axis {
	GArray *pieces; /* without holes, from the first window's beginning */
	GArray *folds;	/* int64_t: places where a new row may begin */
	int64_t length;
};

/* @bit: the width of a usual clock period. */
void tw_axis_init(struct axis *a, const struct scene *s,
		  const struct axis_window *windows, size_t n, int64_t bit);
void tw_axis_clear(struct axis *a);

int64_t tw_axis_x(const struct axis *a, uint64_t tick);
/* The tick at a place, rounded down. */
uint64_t tw_axis_tick(const struct axis *a, int64_t x);
/* The piece that a place is in. */
const struct axis_piece *tw_axis_piece(const struct axis *a, int64_t x);

/* struct axis_row: the axis in rows of at most @width, folded between bytes
 * where that is possible. */
GArray *tw_axis_rows(const struct axis *a, int64_t width);

/* A round step in ns that takes at least @width, for a row's scale. */
uint64_t tw_axis_step_ns(const struct axis *a, const struct scene *s,
			 int64_t width);

#endif /* TW_MONITOR_AXIS_H */
