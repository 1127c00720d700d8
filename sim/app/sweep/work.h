/* SPDX-License-Identifier: MIT */
/* Runs cells, each in a process of its own, several at once. */
#ifndef TW_APP_SWEEP_WORK_H
#define TW_APP_SWEEP_WORK_H

#include "app/sweep/store.h"

struct sweep_work {
	const struct sweep_plan *plan;
	const char *folder;
	const uint64_t *cells; /* that are left to do */
	uint64_t n_cells;
	uint64_t n_before; /* done before, of this shard */
	unsigned jobs;	   /* at least 1 */
	bool progress;	   /* on stderr */
};

enum sweep_end {
	SWEEP_DONE,
	SWEEP_STOPPED, /* by a signal; what was done is in the folder */
	SWEEP_UNFIT,   /* a cell cannot be built or written: stderr says why */
	SWEEP_FAULTY,  /* our own fault; it has been said on stderr why */
};

/* @signal: (out): the one that stopped it. */
enum sweep_end sweep_work(const struct sweep_work *work, int *signal);

#endif /* TW_APP_SWEEP_WORK_H */
