/* SPDX-License-Identifier: MIT */
/* What the specification asks of each timing parameter in each mode. */
#ifndef TW_MONITOR_TIMING_LIMITS_H
#define TW_MONITOR_TIMING_LIMITS_H

#include "twowire/timing.h"

struct timing_limit {
	int64_t least; /* ps; TW_TIMING_NO_LIMIT: none */
	int64_t most;
};

/* Of a mode as @config has it; with @hs of what follows its controller code. */
struct timing_limit tw_timing_limit(const struct tw_timing_config *config,
				    enum tw_timing_param param, bool hs);
/* The mode has the parameter, even if without a limit. */
bool tw_timing_has(const struct tw_timing_config *config,
		   enum tw_timing_param param, bool hs);

/* Pulses up to this width are spikes, which inputs suppress; 0: none. */
int64_t tw_timing_spike_ps(const struct tw_timing_config *config);

#endif /* TW_MONITOR_TIMING_LIMITS_H */
