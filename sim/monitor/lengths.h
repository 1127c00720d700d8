/* SPDX-License-Identifier: MIT */
/*
 * Many lengths, in ticks, in memory that does not grow with their number: the
 * shortest, the longest, and what is usual.
 */
#ifndef TW_MONITOR_LENGTHS_H
#define TW_MONITOR_LENGTHS_H

#include <stdint.h>

/* Exact below 128; above, lengths that differ by less than 1 in 64 share a
 * count. */
enum { LENGTHS_BINS = 128 + 57 * 64 };
struct lengths {
	uint64_t n;
	uint64_t shortest, longest; /* 0 if there are none */
	uint64_t shortest_at;	    /* tick in which it ended */
	uint64_t longest_at;
	uint64_t count[LENGTHS_BINS];
	uint64_t least[LENGTHS_BINS]; /* the shortest counted there */
};

void lengths_add(struct lengths *l, uint64_t length, uint64_t at);
/* The length that @part of @of are shorter than; 0 if there are none. */
uint64_t lengths_quantile(const struct lengths *l, unsigned part, unsigned of);
static inline uint64_t lengths_median(const struct lengths *l)
{
	return lengths_quantile(l, 1, 2);
}
/* How many are surely shorter, or longer. */
uint64_t lengths_below(const struct lengths *l, uint64_t length);
uint64_t lengths_above(const struct lengths *l, uint64_t length);

#endif /* TW_MONITOR_LENGTHS_H */
