/* SPDX-License-Identifier: MIT */
/*
 * DEFLATE for runs of equal samples: the samples themselves are never made,
 * so the cost is that of the runs, however long they are.
 */
#ifndef TW_TRACE_RUNS_H
#define TW_TRACE_RUNS_H

#include "trace/out.h"
#include "trace/run_crc.h"

#define RUNS_BLOCK   16384	/* runs that share one Huffman code */
#define RUNS_MAX     (1u << 28) /* units in a run */
#define RUNS_SYMBOLS 286	/* literals, end of block, lengths */

struct run {
	uint64_t unit;
	uint32_t n;
};

struct runs {
	struct out *out;
	unsigned unitsize;
	uint64_t bits; /* not yet written */
	unsigned n_bits;
	uint32_t crc;
	uint32_t code[RUNS_SYMBOLS];
	uint8_t len[RUNS_SYMBOLS];
	size_t n;
	struct run run[RUNS_BLOCK];
	struct run_crc run_crc;
};

/* A run is of units of 1 to 8 bytes. Free with g_free(). */
struct runs *tw_runs_new(struct out *out, unsigned unitsize);
/* @n units, at most RUNS_MAX, their first byte in the lowest bits. */
void tw_runs_add(struct runs *r, uint64_t unit, uint32_t n);
/* Ends the stream; the next run begins another. Returns the CRC-32. */
uint32_t tw_runs_end(struct runs *r);

#endif /* TW_TRACE_RUNS_H */
