/* SPDX-License-Identifier: MIT */
/* The rows of a timing report: measurements, judged and counted. */
#ifndef TW_MONITOR_TIMING_ROWS_H
#define TW_MONITOR_TIMING_ROWS_H

#include "monitor/lengths.h"
#include "monitor/timing_limits.h"

/* How far a measurement may be judged. */
enum {
	JUDGE_LEAST = 1u << 0,
	JUDGE_MOST = 1u << 1,
	JUDGE_BOTH = 3,
	MOST_DOUBTFUL = 1u << 2, /* beyond the upper limit is only possible */
};

/* One measurement beyond a limit. */
struct timing_violation {
	enum tw_timing_param param;
	int64_t who; /* port or TW_TIMING_NOBODY */
	int64_t ps;
	int64_t limit_ps;
	bool below;   /* the limit, which is the least; else above the most */
	bool certain; /* or possible: within the capture's doubt */
	uint64_t at;  /* tick of the edge that ends it */
};

typedef void (*timing_violation_fn)(void *user,
				    const struct timing_violation *v);

struct tw_timing_report {
	struct tw_timing_config config; /* never AUTO */
	timing_violation_fn violation;	/* may be NULL */
	void *user;
	const tw_trace *trace;
	struct lengths *periods; /* of SCL, in ticks */
	bool simulated;		 /* who drives is known */
	bool exact;		 /* both thresholds are: edges have a slew */
	uint64_t tick_num, tick_den;
	int64_t doubt_ps; /* of an interval: a sample period, or 0 */
	size_t n_sources;
	bool hs_seen;
	struct tw_timing_row **cells; /* by who, hs and param; may be NULL */
	GPtrArray *rows;	      /* the same in order */
	struct tw_timing_row *unseen; /* by hs and param, with count 0 */
};

struct measurement {
	enum tw_timing_param param;
	bool hs;
	int64_t who; /* port or TW_TIMING_NOBODY */
	int64_t ps;
	uint64_t at; /* tick */
	unsigned judge;
};

tw_timing_report *tw_timing_rows_new(const tw_trace *trace, uint32_t bus,
				     const struct tw_timing_config *config);
/* Ticks as ps. */
int64_t tw_timing_ps(const tw_timing_report *r, int64_t ticks);
void tw_timing_add(tw_timing_report *r, const struct measurement *m);
/* Sorts what has been added. */
void tw_timing_rows_finish(tw_timing_report *r);

/* tw_trace_timing() that hands over every measurement beyond a limit, too, in
 * the order in which they end. */
tw_timing_report *tw_timing_watch(const tw_trace *trace, uint32_t bus,
				  const struct tw_timing_config *config,
				  timing_violation_fn fn, void *user);

#endif /* TW_MONITOR_TIMING_ROWS_H */
