/* SPDX-License-Identifier: MIT */
/* The forms of a report, a file each. */
#ifndef TW_SCENARIO_REPORT_H
#define TW_SCENARIO_REPORT_H

#include "scenario/trial.h"

#include "twowire/trace.h"

void tw_report_text(const tw_trial *trial,
		    const struct tw_report_options *options, GString *out);
void tw_report_tap(const tw_trial *trial,
		   const struct tw_report_options *options, GString *out);
void tw_report_junit(const tw_trial *trial,
		     const struct tw_report_options *options, GString *out);
void tw_report_json(const tw_trial *trial,
		    const struct tw_report_options *options, GString *out);

void tw_report_error_tap(const char *name, const char *why, size_t number,
			 GString *out);
void tw_report_error_junit(const char *name, const char *why, GString *out);
void tw_report_error_json(const char *name, const char *why, GString *out);

/* Why the first check that is known to fail does. */
const char *tw_report_known(const tw_trial *trial);
/* How many checks did not hold, those that are known to left out. */
size_t tw_report_n_failed(const tw_trial *trial);
const char *tw_report_verdict(const tw_trial *trial); /* "held", ... */

/* --- The report for people --------------------------------------------- */

/* What is longer is in the trace. */
#define TW_REPORT_MAX_LINES 120

struct tw_report_page {
	const tw_trial *trial;
	const struct tw_report_options *options;
	const tw_trace *trace;
	GString *out;
};

enum tw_report_paint { TW_PAINT_TITLE, TW_PAINT_GOOD, TW_PAINT_BAD };

void tw_report_paint(const struct tw_report_page *r, enum tw_report_paint how,
		     const char *text);
/* @bus: NULL where there is but one. */
void tw_report_heading(const struct tw_report_page *r, const char *text,
		       const char *bus);
/* Lines, set in by two, up to a limit. */
void tw_report_lines(const struct tw_report_page *r, const char *text);
/* What the trace shows. */
void tw_report_traffic(const struct tw_report_page *r);

#endif /* TW_SCENARIO_REPORT_H */
