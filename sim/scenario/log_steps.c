/* SPDX-License-Identifier: MIT */
#include "scenario/log_steps.h"

enum { LOG_BITS = 50 };

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

int64_t tw_linear_step(int64_t from, int64_t to, unsigned i, unsigned n)
{
	wide whole = (wide)(to > from ? to - from : from - to) * i;
	int64_t way = (int64_t)((2 * whole + n - 1) / (2 * (wide)(n - 1)));

	return to > from ? from + way : from - way;
}

/* Bit by bit: the mantissa is squared, and has gained a bit where it is 2 and
 * more. */
uint64_t tw_log2(uint64_t v)
{
	unsigned whole = 63u - (unsigned)__builtin_clzll(v);
	uint64_t mantissa = v << (63 - whole), log = whole;

	for (int i = 0; i < LOG_BITS; i++) {
		unsigned_wide square = (unsigned_wide)mantissa * mantissa >> 63;

		log <<= 1;
		if (square >> 64) {
			log |= 1;
			square >>= 1;
		}
		mantissa = (uint64_t)square;
	}
	return log;
}

uint64_t tw_log_step(uint64_t from, uint64_t to, unsigned i, unsigned n)
{
	uint64_t a = tw_log2(from), b = tw_log2(to), want;
	uint64_t low = from < to ? from : to,
		 high = (from < to ? to : from) + 1;

	want = b > a ? a + (uint64_t)((unsigned_wide)(b - a) * i / (n - 1))
		     : a - (uint64_t)((unsigned_wide)(a - b) * i / (n - 1));
	while (high - low > 1) {
		uint64_t middle = low + (high - low) / 2;

		if (tw_log2(middle) <= want)
			low = middle;
		else
			high = middle;
	}
	return want - tw_log2(low) > tw_log2(high) - want ? high : low;
}
