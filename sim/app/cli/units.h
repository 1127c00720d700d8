/* SPDX-License-Identifier: MIT */
/* Times and rates as options have them. */
#ifndef TW_CLI_UNITS_H
#define TW_CLI_UNITS_H

#include "command.h"

#include "twowire/trace_file.h"

/* "3500ns", "20us", "1.5ms", "2s", "100ps", without rounding; a bare number is
 * ns. false: no such time, finer than 1 ps or longer than 10^19 ps. */
bool units_ps(const char *text, uint64_t *ps);

/* The same with a unit, in whole ns, of at most 1000 s. */
bool units_ns(const char *text, uint64_t *ns);

/* As units_ps(), in ticks of @trace, to the nearest; where that has no
 * samplerate, a bare number, which is a sample's. NULL leaves *@tick as it is.
 * false: @command has said what is wrong with @option. */
bool units_tick(const struct command *command, const char *option,
		const char *text, const tw_trace *trace, uint64_t *tick);

/* "24MHz", "500k", "1000000": 1 Hz to @max_hz. */
bool units_hz(const char *text, uint64_t max_hz, uint64_t *hz);

#endif /* TW_CLI_UNITS_H */
