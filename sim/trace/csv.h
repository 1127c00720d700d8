/* SPDX-License-Identifier: MIT */
/* How a text of columns is laid out. */
#ifndef TW_TRACE_CSV_H
#define TW_TRACE_CSV_H

#include "trace/decimal.h"
#include "trace/lines.h"
#include "trace/reader.h"
#include "trace/threshold.h"

#define CSV_COLUMNS 1024

enum csv_time {
	CSV_ROWS,    /* no time: a row is a sample */
	CSV_SAMPLES, /* sample numbers */
	CSV_SECONDS, /* times, in units of 10^-unit s */
	CSV_DATES,   /* ISO 8601 */
};

struct csv_column {
	char *name; /* NULL: it is no channel */
	bool volts;
	struct threshold threshold;
};

struct csv {
	struct lines lines;
	uint64_t bytes;	    /* in the file */
	uint64_t body;	    /* offset of the first row */
	uint64_t body_line; /* lines before it */
	char delimiter;
	char point;
	unsigned n_columns;
	enum csv_time time; /* in the first column, if any */
	int unit;
	int places;	  /* a tick is 10^-places s */
	uint64_t rate_hz; /* a comment's; 0: none */
	struct csv_column column[CSV_COLUMNS];
};

/* Finds out the layout, and goes to the first row. false: this is none. */
bool tw_csv_layout(struct csv *csv);
/* Cuts a line into its fields, without white space and quotes around them.
 * Returns how many there are; no more than @max are stored. */
unsigned tw_csv_cut(char *line, char delimiter, char **fields, unsigned max);
/* The time in a field. false: it is none. */
bool tw_csv_time(const struct csv *csv, const char *field, struct decimal *d);

#endif /* TW_TRACE_CSV_H */
