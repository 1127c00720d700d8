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
 * @path: a record stream, or a capture of any format that tw_capture_open()
 *   reads; told by content
 * @config: (nullable): as there. Remarks tell of a record stream whose writer
 *   was killed, and of a capture's channels that are left out
 * @trace: (out): what could be read; free it. NULL where there is nothing
 *
 * All that the file holds. Of a capture that is up to TW_CAPTURE_CHANNELS
 * channels: pairs named alike (SCL0 and SDA0), or the two wires that @config
 * names or that are found, are buses, and all others nets.
 *
 * Returns: false with @error set to TW_ERROR_FILE (unreadable, of no known
 * format, damaged) or TW_ERROR_CONFIG (no such channel); of a damaged file
 * @trace is what comes before the damage, whose place @error tells.
 */
bool tw_trace_read(const char *path, const struct tw_capture_config *config,
		   tw_trace **trace, GError **error);

/* How a trace is written; zero in any field means its default. */
struct tw_write_config {
	uint64_t rate_hz; /* of a .sr, up to 1 GHz; chosen by the edges */
	uint64_t tick_ps; /* of a .vcd, as in tw_trace_write_vcd() */
	bool drivers;	  /* .sr, .vcd, .csv: a channel for each wire of each
			     port that drives it: low while it pulls */
	bool faults;	  /* the same: a channel FAULT, high from where a fault
			     strikes to the next change of any wire */
};

/* As tw_trace_write(). TW_ERROR_CONFIG also if @config asks for what cannot
 * be. */
bool tw_trace_write_as(const tw_trace *trace, const char *path,
		       const struct tw_write_config *config, GError **error);

/**
 * tw_trace_cut:
 *
 * What happened from the tick @from up to and with @to, as a trace that begins
 * with the levels the wires had, and counts its ticks from @from. Voltages are
 * left out.
 *
 * Returns: (transfer full): a trace.
 */
tw_trace *tw_trace_cut(const tw_trace *trace, uint64_t from, uint64_t to);

G_END_DECLS

#endif /* TW_TRACE_FILE_H */
