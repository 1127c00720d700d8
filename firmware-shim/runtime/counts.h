/* SPDX-License-Identifier: MIT */
/* How often each branch of a source has been taken, as the files that gcov
 * reads hold it (.gcda). */
#ifndef TW_RUNTIME_COUNTS_H
#define TW_RUNTIME_COUNTS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct counts_function {
	uint32_t ident;
	uint32_t line_sum;
	uint32_t graph_sum;
	const uint64_t *counters; /* the firmware's own */
	uint32_t n;
};

/* Of one source. */
struct counts {
	char *path;
	uint32_t version; /* of the format: the compiler's */
	uint32_t stamp;
	uint32_t checksum; /* where the version has one */
	GArray *functions; /* struct counts_function */
};

/* 122 of gcc 12.2, 48 of clang, which speaks as gcc 4.8 did. */
unsigned counts_version(uint32_t version);

struct counts *counts_new(const char *path, uint32_t version, uint32_t stamp,
			  uint32_t checksum);
void counts_free(void *counts);
void counts_add(struct counts *counts, const struct counts_function *function);

/* Adds what the counters say to the file, or makes it anew where there is none
 * of this compilation. A file that cannot be written is told on stderr. */
void counts_write(const struct counts *counts);

#endif /* TW_RUNTIME_COUNTS_H */
