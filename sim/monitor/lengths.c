/* SPDX-License-Identifier: MIT */
#include "monitor/lengths.h"

#define EXACT	   128u /* lengths below have a bin each */
#define PER_OCTAVE 64u

static unsigned bin_of(uint64_t length)
{
	unsigned octave;

	if (length < EXACT)
		return (unsigned)length;
	octave = 63u - (unsigned)__builtin_clzll(length) - 6;
	return EXACT + (octave - 1) * PER_OCTAVE +
	       (unsigned)(length >> octave) - PER_OCTAVE;
}

void lengths_add(struct lengths *l, uint64_t length, uint64_t at)
{
	unsigned bin = bin_of(length);

	if (!l->n++ || length < l->shortest) {
		l->shortest = length;
		l->shortest_at = at;
	}
	if (length > l->longest || l->n == 1) {
		l->longest = length;
		l->longest_at = at;
	}
	if (!l->count[bin]++ || length < l->least[bin])
		l->least[bin] = length;
}

uint64_t lengths_quantile(const struct lengths *l, unsigned part, unsigned of)
{
	uint64_t seen = 0;

	for (unsigned i = 0; l->n && i < LENGTHS_BINS; i++) {
		seen += l->count[i];
		if (seen > (l->n - 1) * part / of)
			return l->least[i];
	}
	return 0;
}

uint64_t lengths_below(const struct lengths *l, uint64_t length)
{
	uint64_t n = 0;

	for (unsigned i = 0; i < bin_of(length); i++)
		n += l->count[i];
	return n;
}

uint64_t lengths_above(const struct lengths *l, uint64_t length)
{
	uint64_t n = 0;

	for (unsigned i = bin_of(length) + 1; i < LENGTHS_BINS; i++)
		n += l->count[i];
	return n;
}
