/* SPDX-License-Identifier: MIT */
/* A text file line by line, in constant memory. */
#ifndef TW_TRACE_LINES_H
#define TW_TRACE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define LINE_MAX_LEN 16384 /* bytes of a line */

struct lines {
	FILE *file;
	uint64_t line;	 /* number of the last one, from 1 */
	uint64_t offset; /* of the buffer in the file */
	size_t pos;
	size_t len;
	bool failed;   /* the file could not be read */
	bool too_long; /* a line is */
	char buf[4 * LINE_MAX_LEN + 1];
};

/* The next line, without its end, as a string that may be changed and is valid
 * until the next call. NULL: there is none, or what failed and too_long say. */
char *tw_lines_next(struct lines *l);
/* Where the next line begins in the file; and back to there, where @line lines
 * have gone before. */
uint64_t tw_lines_tell(const struct lines *l);
bool tw_lines_seek(struct lines *l, uint64_t offset, uint64_t line);

#endif /* TW_TRACE_LINES_H */
