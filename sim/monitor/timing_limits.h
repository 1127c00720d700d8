/* SPDX-License-Identifier: MIT */
/* What the specification asks of each timing parameter in each mode. */
#ifndef TW_MONITOR_TIMING_LIMITS_H
#define TW_MONITOR_TIMING_LIMITS_H

#include "twowire/capture.h"

#define TIMING_NO_LIMIT INT64_MAX

struct timing_limit {
	int64_t min; /* TIMING_NO_LIMIT: none */
	int64_t max;
};

struct timing_mode {
	const char *name;
	struct timing_limit limits[TW_N_TIMINGS];
};

/* By enum tw_timing_mode; AUTO has no entry of use. */
extern const struct timing_mode tw_timing_modes[];
extern const char *const tw_timing_names[TW_N_TIMINGS];

#endif /* TW_MONITOR_TIMING_LIMITS_H */
