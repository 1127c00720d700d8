/* SPDX-License-Identifier: MIT */
/* One cell: its trials, and what came of them, as a line of JSON. */
#ifndef TW_APP_SWEEP_CELL_H
#define TW_APP_SWEEP_CELL_H

#include "app/sweep/plan.h"

#include "twowire/coverage.h"

/* Of all trials of a cell. The greater, the worse, but for the last two, which
 * are none. */
enum sweep_verdict {
	SWEEP_HELD,    /* in all trials */
	SWEEP_SOME,    /* held in some, failed in others */
	SWEEP_FAILED,  /* an expectation did not hold, in all trials */
	SWEEP_HUNG,    /* firmware hung, in any */
	SWEEP_CRASHED, /* firmware crashed, in any */
	SWEEP_BROKEN,  /* the simulator itself failed */
	SWEEP_MISSING, /* not run yet */
	SWEEP_NONE,    /* not in the plan */
};
#define SWEEP_VERDICTS 8

extern const char *const sweep_verdict_names[SWEEP_VERDICTS];

struct sweep_result {
	enum sweep_verdict verdict;
	unsigned held; /* trials */
	char *json;    /* as in the file, without its coverage; or NULL */
};
void sweep_result_clear(struct sweep_result *result);

/* Runs all trials, in this process. Appends the line that says what came of
 * it. false with @error set: the case cannot be built. */
bool sweep_cell_run(const struct sweep_plan *plan, uint64_t cell,
		    enum sweep_verdict *verdict, GString *out, GError **error);
/* The line of a cell whose process died of @why. */
void sweep_cell_broken(const struct sweep_plan *plan, uint64_t cell,
		       const char *why, GString *out);

/* Of such a line. @coverage: (nullable): gets the cell's added. false: it is no
 * result of this cell of this plan. */
bool sweep_cell_parse(const struct sweep_plan *plan, uint64_t cell,
		      const char *text, size_t len, struct sweep_result *result,
		      tw_coverage *coverage);

#endif /* TW_APP_SWEEP_CELL_H */
