/* SPDX-License-Identifier: MIT */
/*
 * The hot loop of reading a capture. Each wire becomes a word of 64 samples;
 * word and word shifted by one sample show where it changed.
 */
#include "trace/sr_scan.h"

#include <string.h>

#include "monitor/decoder.h"

#define LANES 8 /* samples in a word, at a byte each */
#define BLOCK 64
#define ONES  0x0101010101010101u
#define GATHER                                                                 \
	0x0102040810204080u /* the lowest bits of 8 bytes, to the top          \
			     */

void tw_sr_scan_init(struct sr_scan *s, unsigned unitsize, unsigned scl,
		     unsigned sda)
{
	*s = (struct sr_scan){
		.unitsize = unitsize,
		.byte = {scl / 8, sda / 8},
		.shift = {scl % 8, sda % 8},
		.last = {1, 1},
	};
}

static void tell(struct sr_scan *s, uint64_t scl, uint64_t sda, unsigned n)
{
	uint64_t changed = (scl ^ (scl << 1 | s->last[0])) |
			   (sda ^ (sda << 1 | s->last[1]));

	if (n < BLOCK)
		changed &= (1ull << n) - 1;
	for (; changed; changed &= changed - 1) {
		unsigned i = (unsigned)__builtin_ctzll(changed);

		s->fn(s->user, s->tick + i, scl >> i & 1, sda >> i & 1);
	}
	s->last[0] = scl >> (n - 1) & 1;
	s->last[1] = sda >> (n - 1) & 1;
}

static inline void block(struct sr_scan *s, uint64_t scl, uint64_t sda,
			 unsigned n)
{
	if (s->decoder)
		tw_decoder_samples(s->decoder, s->tick, scl, sda, n);
	else
		tell(s, scl, sda, n);
	s->tick += n;
}

static inline uint64_t gather(uint64_t word, unsigned shift)
{
	return (word >> shift & ONES) * GATHER >> 56;
}

/* 64 samples of a byte. */
static void block_of_bytes(struct sr_scan *s, const uint8_t *p)
{
	uint64_t scl = 0;
	uint64_t sda = 0;

	for (unsigned i = 0; i < BLOCK; i += LANES) {
		uint64_t word;

		memcpy(&word, p + i, sizeof(word));
		word = GUINT64_FROM_LE(word);
		scl |= gather(word, s->shift[0]) << i;
		sda |= gather(word, s->shift[1]) << i;
	}
	block(s, scl, sda, BLOCK);
}

static void block_of_units(struct sr_scan *s, const uint8_t *p, unsigned n)
{
	uint64_t scl = 0;
	uint64_t sda = 0;

	for (unsigned i = 0; i < n; i++, p += s->unitsize) {
		scl |= (uint64_t)(p[s->byte[0]] >> s->shift[0] & 1) << i;
		sda |= (uint64_t)(p[s->byte[1]] >> s->shift[1] & 1) << i;
	}
	block(s, scl, sda, n);
}

void tw_sr_scan_run(struct sr_scan *s, const uint8_t *p, size_t n)
{
	size_t bytes = BLOCK * s->unitsize;

	for (; n >= BLOCK; n -= BLOCK, p += bytes) {
		if (s->unitsize == 1)
			block_of_bytes(s, p);
		else
			block_of_units(s, p, BLOCK);
	}
	if (n)
		block_of_units(s, p, (unsigned)n);
}
