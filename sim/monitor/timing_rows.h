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

/* Longer intervals are measured as this: 53 days. Two can be added. */
#define TIMING_LONGEST_PS (INT64_MAX / 2)

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

typedef void (*timing_record_fn)(void *user, const struct tw_record *record);

/* Where records come from: a trace, or what is read once more each time. */
struct timing_records {
	/* Hands over all of them; @end: the tick past the last. false: they
	 * could not be read to the end. */
	bool (*each)(void *from, timing_record_fn fn, void *user,
		     uint64_t *end);
	void *from;
};

struct tw_timing_report {
	struct tw_timing_config config; /* never AUTO */
	timing_violation_fn violation;	/* may be NULL */
	void *user;
	const tw_trace *trace;	 /* for its sources */
	tw_trace *own;		 /* the same, if it goes with the report */
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
/* Ticks as ps, at most TIMING_LONGEST_PS. */
int64_t tw_timing_ps(const tw_timing_report *r, int64_t ticks);
void tw_timing_add(tw_timing_report *r, const struct measurement *m);
/* Sorts what has been added. */
void tw_timing_rows_finish(tw_timing_report *r);

/* The timing of @records, of which @head (given to the report) has the tick and
 * the sources: a capture's, without drivers. They are asked for once, or twice
 * where the mode is AUTO. NULL: they could not be read. */
tw_timing_report *tw_timing_of_records(tw_trace *head, uint32_t bus,
				       const struct tw_timing_config *config,
				       const struct timing_records *records);

/* tw_trace_timing() that hands over every measurement beyond a limit, too, in
 * the order in which they end. */
tw_timing_report *tw_timing_watch(const tw_trace *trace, uint32_t bus,
				  const struct tw_timing_config *config,
				  timing_violation_fn fn, void *user);

#endif /* TW_MONITOR_TIMING_ROWS_H */
