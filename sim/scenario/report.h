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

/* For reports of other things than trials. A test point of TAP, without the end
 * of its line; and what may follow it, as in " # SKIP why". */
void tw_report_tap_point(GString *out, bool ok, size_t number, const char *name,
			 const char *title);
void tw_report_tap_directive(GString *out, const char *word, const char *why);
/* A line of the YAML block below it. */
void tw_report_tap_member(GString *out, const char *indent, const char *key,
			  const char *value);
/* Of an XML element, with a blank before it. */
void tw_report_junit_attribute(GString *out, const char *key,
			       const char *value);

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
