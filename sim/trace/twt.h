/* SPDX-License-Identifier: MIT */
/*
 * The record stream on disk (`.twt`): a head, then chunks, each with checksums
 * of its own and readable without those before it but for the sources' names.
 * docs/trace-format.md has it byte by byte.
 */
#ifndef TW_TRACE_TWT_H
#define TW_TRACE_TWT_H

#include "twowire/trace.h"

#define TWT_MAGIC	"\x89TWT\r\n\x1a\n"
#define TWT_MAGIC_LEN	8
#define TWT_VERSION	1
#define TWT_HEAD	32  /* bytes, of the file and of each chunk */
#define TWT_PER_S	100 /* chunks of records, at least: 10 ms each */
#define TWT_IDLE_CHUNKS 5   /* so many of them idle, and a chunk says so */
#define TWT_BODY	(1u << 20) /* bytes of records that end a chunk */

/* Kinds of chunk, as the four characters stand in the file. */
#define TWT_KIND(a, b, c, d)                                                   \
	((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 |            \
	 (uint32_t)(d) << 24)
enum {
	TWT_SOURCES = TWT_KIND('S', 'R', 'C', 'S'),
	TWT_RECORDS = TWT_KIND('R', 'E', 'C', 'S'),
	TWT_VOLTS = TWT_KIND('V', 'O', 'L', 'T'),
	TWT_END = TWT_KIND('D', 'O', 'N', 'E'),
};

/* What stands in a chunk's head beside its checksums. */
struct twt_chunk {
	uint32_t kind;
	uint32_t len;  /* of the body, in bytes */
	uint64_t from; /* ticks: of the first record */
	uint64_t to;   /* the trace is whole up to here */
};

/* --- Writing ----------------------------------------------------------- */

struct twt_write;

/* NULL with @error set to TW_ERROR_FILE. @trace may grow. */
struct twt_write *tw_twt_open(const tw_trace *trace, const char *path,
			      GError **error);
/* Writes what the trace has more than last time; nothing will be added to it
 * before @now. Errors are kept for the end. */
void tw_twt_more(struct twt_write *w, uint64_t now);
/* The rest and the end of the file. Frees @w. */
bool tw_twt_close(struct twt_write *w, GError **error);

/* --- Reading ----------------------------------------------------------- */

/* Bytes of a chunk under examination. What is read past the end is 0 and
 * makes them bad. */
struct twt_bytes {
	const uint8_t *at;
	const uint8_t *end;
	bool bad;
};

uint64_t tw_twt_varint(struct twt_bytes *b);
uint64_t tw_twt_number(struct twt_bytes *b, unsigned n_bytes);

/* Adds what a body holds to @trace. NULL, or what is wrong with it. */
const char *tw_twt_take_sources(tw_trace *trace, struct twt_bytes *b);
const char *tw_twt_take_records(tw_trace *trace, const struct twt_chunk *chunk,
				struct twt_bytes *b, uint64_t *n_records);
const char *tw_twt_take_volts(tw_trace *trace, struct twt_bytes *b);

#endif /* TW_TRACE_TWT_H */
