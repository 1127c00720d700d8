/* SPDX-License-Identifier: MIT */
/*
 * Where `twowire run` and `twowire torture` report to: one form on standard
 * output, and any in files of their own (--report junit=OUT.xml). What a case
 * says is gathered in nameless files by the process that runs it, and goes out
 * in the order of the cases.
 */
#ifndef TW_CLI_REPORTS_H
#define TW_CLI_REPORTS_H

#include "command.h"

#include "twowire/scenario.h"

struct reports;

/* @words: of --report, ends with NULL; NULL: text. Opens the files. NULL: it
 * has been said why not. */
struct reports *reports_open(const struct command *command, char *const *words,
			     size_t n_cases);
/* The ends of all reports. CLI_OK, or an error that has been said. */
int reports_close(struct reports *reports);

/* What comes of something else than cases, which @write appends in a form. */
typedef void (*reports_writer)(const void *user, enum tw_report form,
			       GString *out);
void reports_write(const struct reports *reports, reports_writer write,
		   const void *user);

/* What came of one case, before it goes out. */
struct said;

/* NULL, with it said why: no nameless file can be made. */
struct said *said_new(const struct command *command, const struct reports *r);
void said_free(struct said *said);
/* From now on what this process prints, on both streams, goes there. */
void said_redirect(struct said *said);
/* Of a case that has run, or (@why) could not. @options->number says which. */
void said_report(const struct said *said, const tw_trial *trial,
		 const char *name, const GError *why,
		 const struct tw_report_options *options);
/* Puts it out. */
void said_out(const struct said *said, struct reports *r);

#endif /* TW_CLI_REPORTS_H */
