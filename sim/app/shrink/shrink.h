/* SPDX-License-Identifier: MIT */
/*
 * Shrinking: a case that fails becomes the shortest one that still fails for
 * the same reason. docs/shrink.md says what that means.
 */
#ifndef TW_APP_SHRINK_H
#define TW_APP_SHRINK_H

#include "twowire/scenario.h"

struct shrink_progress {
	unsigned n_runs, n_steps, n_faults; /* of the best so far */
};

struct shrink_options {
	const char *name;   /* what messages call the case */
	const char *folder; /* where its file names begin; NULL: here */
	const char *const *firmware_dirs; /* as in tw_trial_options */
	/* An object that does it right, in the place of the case's only
	 * firmware: what is left must hold with it. NULL: none is known. */
	const char *good;
	unsigned max_runs; /* 0: SHRINK_RUNS */
	void (*progress)(void *user, const struct shrink_progress *p);
	void *user;
};
enum { SHRINK_RUNS = 20000 };

struct shrink_result {
	char *json; /* a case, ready to be written to a file */
	char *told; /* how it fails, in words */
	char *mark; /* the same of whatever fails for the same reason */
	enum tw_verdict verdict;
	unsigned n_runs;
	bool cut_short; /* out of runs: it may go on */
	unsigned n_transfers, n_faults;
};

/**
 * shrink_case:
 * @text: a case as JSON
 *
 * The same text gives the same result. Each candidate runs in a process of its
 * own and may take ten seconds of CPU time.
 *
 * Returns: false with @error set: it is no case, or it holds.
 */
bool shrink_case(const char *text, size_t len,
		 const struct shrink_options *options,
		 struct shrink_result *result, GError **error);
void shrink_result_clear(struct shrink_result *result);

#endif /* TW_APP_SHRINK_H */
