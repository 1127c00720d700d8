/* SPDX-License-Identifier: MIT */
/*
 * The hot loop of reading a capture. Most samples equal the one before, so
 * eight at a time are compared with themselves shifted by one sample.
 */
#include "trace/sr_scan.h"

#include <string.h>

#define LANES 8 /* samples a step; bytes a word */

void tw_sr_scan_init(struct sr_scan *s, unsigned unitsize, unsigned scl,
		     unsigned sda, tw_levels_fn fn, void *user)
{
	uint8_t bytes[sizeof(s->words)] = {0};

	*s = (struct sr_scan){
		.fn = fn,
		.user = user,
		.unitsize = unitsize,
		.byte = {scl / 8, sda / 8},
		.mask = {(uint8_t)(1u << scl % 8), (uint8_t)(1u << sda % 8)},
	};
	for (size_t i = 0; i < LANES; i++)
		for (size_t w = 0; w < 2; w++)
			bytes[i * unitsize + s->byte[w]] |= s->mask[w];
	memcpy(s->words, bytes, sizeof(bytes));
}

static inline uint64_t load(const uint8_t *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

static inline void tell(const struct sr_scan *s, const uint8_t *sample,
			uint64_t tick)
{
	s->fn(s->user, tick, sample[s->byte[0]] & s->mask[0],
	      sample[s->byte[1]] & s->mask[1]);
}

static void one_by_one(struct sr_scan *s, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++, p += s->unitsize) {
		uint8_t changed = 0;

		for (size_t w = 0; w < 2; w++) {
			const uint8_t *at = p + s->byte[w];

			changed |= (at[0] ^ at[-(ptrdiff_t)s->unitsize]) &
				   s->mask[w];
		}
		if (changed)
			tell(s, p, s->tick + i);
	}
	s->tick += n;
}

/* One byte a sample: each changed byte of a word is a changed sample. */
static inline void changed_bytes(const struct sr_scan *s, const uint8_t *p,
				 uint64_t changed, uint64_t tick)
{
	changed = GUINT64_FROM_LE(changed);
	while (changed) {
		unsigned lane = (unsigned)__builtin_ctzll(changed) / 8;

		tell(s, p + lane, tick + lane);
		changed &= ~(0xffull << 8 * lane);
	}
}

static void run_bytes(struct sr_scan *s, const uint8_t *p, size_t n)
{
	uint64_t mask = s->words[0];

	for (; n >= LANES; n -= LANES, p += LANES, s->tick += LANES) {
		uint64_t changed = (load(p) ^ load(p - 1)) & mask;

		if (changed)
			changed_bytes(s, p, changed, s->tick);
	}
	one_by_one(s, p, n);
}

void tw_sr_scan_run(struct sr_scan *s, const uint8_t *p, size_t n)
{
	size_t unit = s->unitsize;

	if (unit == 1) {
		run_bytes(s, p, n);
		return;
	}
	for (; n >= LANES; n -= LANES, p += LANES * unit) {
		uint64_t changed = 0;

		for (size_t i = 0; i < unit; i++)
			changed |= (load(p + i * 8) ^ load(p + i * 8 - unit)) &
				   s->words[i];
		if (changed)
			one_by_one(s, p, LANES);
		else
			s->tick += LANES;
	}
	one_by_one(s, p, n);
}
