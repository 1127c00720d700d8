/* SPDX-License-Identifier: MIT */
/*
 * Snapshots: a process as it is now, with every sim in it (engine, models and
 * firmware), kept aside. Each run of a snapshot begins there again, so that a
 * thousand variants share one boot, and what goes on from it makes the same
 * bytes as what was never interrupted.
 *
 * A snapshot is a fork of the process that waits, and a run a fork of that one:
 * it lives no longer than the process that took it. Of another process's a
 * snapshot is the case and a time. Needs one thread, as forks do.
 */
#ifndef TW_SNAPSHOT_H
#define TW_SNAPSHOT_H

#include <stddef.h>

#include "twowire/sim.h"

G_BEGIN_DECLS

typedef struct tw_snapshot tw_snapshot;

/**
 * tw_snapshot_take:
 * @sim: (nullable): must not be in a run: a snapshot is between two
 * @user: what runs are handed, as it was at this moment
 *
 * What is open for writing (a trace that goes to disk while it is made) is
 * shared with the runs, as after every fork: let them open files of their own.
 *
 * Returns: (transfer full): the snapshot, or NULL with @error set to
 * TW_ERROR_FILE where the system has no process to give.
 */
tw_snapshot *tw_snapshot_take(tw_sim *sim, void *user, GError **error);
/* NULL is allowed. */
void tw_snapshot_free(tw_snapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(tw_snapshot, tw_snapshot_free)

/* What a run does, in a process of its own: nothing that it changes outlives
 * it but the bytes it appends to @result. @data is a copy. */
typedef void (*tw_snapshot_fn)(void *user, const void *data, size_t len,
			       GByteArray *result);

enum tw_snapshot_end {
	TW_SNAPSHOT_DONE,
	TW_SNAPSHOT_DIED, /* by a signal, or it left */
	TW_SNAPSHOT_LATE, /* it took more CPU time than it was given */
};

/**
 * tw_snapshot_run:
 * @data: (nullable): @len bytes for @fn, up to 1 GiB
 * @limit_ms: of CPU time; 0: none
 * @result: gets what @fn has appended; nothing unless it is DONE
 * @end: (out): how the run ended; whatever it did, the snapshot can run again
 *
 * Returns: false with @error set to TW_ERROR_FILE where there was no run.
 */
bool tw_snapshot_run(tw_snapshot *snapshot, tw_snapshot_fn fn, const void *data,
		     size_t len, unsigned limit_ms, GByteArray *result,
		     enum tw_snapshot_end *end, GError **error);

G_END_DECLS

#endif /* TW_SNAPSHOT_H */
