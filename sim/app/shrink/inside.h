/* SPDX-License-Identifier: MIT */
/* A case on its way down, and what the passes share. */
#ifndef TW_APP_SHRINK_INSIDE_H
#define TW_APP_SHRINK_INSIDE_H

#include "app/shrink/shrink.h"

#include "twowire/snapshot.h"

#include <json-c/json.h>

/* What came of a run. */
struct outcome {
	enum tw_verdict verdict;
	size_t step; /* that failed */
	/* Two runs with equal marks failed for the same reason. The exact one
	 * also has the values; it is asked for where nothing else tells that
	 * the reason is the same. */
	char *mark, *exact;
	char *told;
	unsigned since; /* steps from the last fault on, at most 2 */
	unsigned book;	/* which register file expects the same; book.h */
	GArray *begins; /* uint64_t, ns: of each step that was begun */
	uint64_t end_ns;
};
void outcome_clear(struct outcome *o);
/* Of a trial that has ended; @o is empty but for a book it may have. */
void outcome_of(struct outcome *o, const tw_trial *trial);
/* When a fault struck last, in ns; 0: none did. */
uint64_t outcome_last_fault(const tw_trial *trial);

struct shrink {
	const struct shrink_options *options;
	tw_snapshot *clean; /* this process before any sim */
	uint64_t max_ns;    /* no candidate takes longer */
	struct json_object *best;
	struct outcome now; /* of the best */
	GHashTable *seen;   /* texts */
	unsigned n_runs;
	/* Held by the case as it was, and so to be held by candidates. */
	bool holds_without_faults, holds_alone;
};

/* Runs @root. false: it is no case, or it died. */
bool shrink_run(struct shrink *s, struct json_object *root, bool good,
		struct outcome *o);
/* Takes @candidate; true: it fails for the same reason, and is the best. */
bool shrink_try(struct shrink *s, struct json_object *candidate);
bool shrink_over(const struct shrink *s);
/* Is it plain, by one of its controls, why it fails? */
bool shrink_controlled(const struct shrink *s);
/* May a candidate without its target, or without the time that it takes to
 * boot, be taken for one that fails for the same reason? */
bool shrink_unsure(const struct shrink *s);

/* A copy of the best, to be changed and tried. */
struct json_object *shrink_copy(const struct shrink *s);
/* The array under @key, or NULL. */
struct json_object *shrink_array(struct json_object *root, const char *key);
size_t shrink_length(const struct shrink *s, const char *key);
/* The first key of a step that says what it does is @key. */
bool shrink_step_is(struct json_object *step, const char *key);
/* Does @fn for each step and each of those in "parallel"; false ends it. */
typedef bool (*shrink_step_fn)(struct json_object *step, void *user);
void shrink_each_step(struct json_object *root, shrink_step_fn fn, void *user);

/* The passes; each true if it got anywhere. */
bool shrink_steps(struct shrink *s);
bool shrink_parts(struct shrink *s);
bool shrink_keys(struct shrink *s);
bool shrink_transfers(struct shrink *s);
bool shrink_numbers(struct shrink *s);

#endif /* TW_APP_SHRINK_INSIDE_H */
