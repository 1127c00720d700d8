/* SPDX-License-Identifier: MIT */
/*
 * Traces as files: the record stream `.twt`, which holds all that a trace
 * does and is written while a sim runs, and what can be made of a trace
 * afterwards. docs/trace-format.md describes the formats.
 */
#ifndef TW_TRACE_FILE_H
#define TW_TRACE_FILE_H

#include "twowire/capture.h"

G_BEGIN_DECLS

/**
 * tw_sim_trace_to_file:
 * @path: of the record stream; begun anew
 *
 * From now on what @sim has recorded and records goes to @path as well, every
 * 10 ms of simulated time. If the process is killed the file can be read and
 * lacks no more than that: where several buses share a sim, than one
 * tw_bus_run(). What is recorded does not change.
 *
 * Returns: false with @error set to TW_ERROR_FILE (it cannot be written) or
 * TW_ERROR_CONFIG (@sim has such a file already).
 */
bool tw_sim_trace_to_file(tw_sim *sim, const char *path, GError **error);

/* Writes the rest and ends the file; tw_sim_free() does it, too. false with
 * @error set to TW_ERROR_FILE if anything of it could not be written. Without
 * such a file there is nothing to do: true. */
bool tw_sim_trace_to_file_end(tw_sim *sim, GError **error);

/**
 * tw_trace_read:
 * @path: a record stream; told by content
 * @trace: (out): what could be read; free it. NULL where there is nothing
 * @remark: (out) (optional): a sentence about what the file lacks although it
 *   is sound, or NULL: its writer was killed, and its last chunk may be torn.
 *   Free with g_free()
 *
 * Returns: false with @error set to TW_ERROR_FILE if the file cannot be read,
 * is none of these, or is damaged; @trace is what comes before the damage,
 * whose place @error tells.
 */
bool tw_trace_read(const char *path, tw_trace **trace, char **remark,
		   GError **error);

G_END_DECLS

#endif /* TW_TRACE_FILE_H */
