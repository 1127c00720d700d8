/* SPDX-License-Identifier: MIT */
/*
 * The hot loop of reading a capture. Each wire becomes a word of 64 samples;
 * word and word shifted by one sample show where it changed.
 */
#include "trace/sr_scan.h"

#include <string.h>

#include "monitor/decoder.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define BLOCK 64

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

static void tell(const struct sr_scan *s, uint64_t changed, uint64_t scl,
		 uint64_t sda)
{
	for (; changed; changed &= changed - 1) {
		unsigned i = (unsigned)__builtin_ctzll(changed);

		s->fn(s->user, s->tick + i, scl >> i & 1, sda >> i & 1);
	}
}

static inline void block(struct sr_scan *s, uint64_t scl, uint64_t sda,
			 unsigned n)
{
	uint64_t changed = (scl ^ (scl << 1 | s->last[0])) |
			   (sda ^ (sda << 1 | s->last[1]));

	if (n < BLOCK)
		changed &= (1ull << n) - 1;
	if (changed && s->decoder)
		tw_decoder_samples(s->decoder, s->tick, scl, sda, n);
	else if (changed)
		tell(s, changed, scl, sda);
	s->still = !changed;
	s->last[0] = scl >> (n - 1) & 1;
	s->last[1] = sda >> (n - 1) & 1;
	s->tick += n;
}

#ifdef __SSE2__

/* A bit of each of 64 bytes. */
static inline uint64_t gather_block(const uint8_t *p, unsigned bit)
{
	const __m128i up = _mm_cvtsi32_si128(7 - (int)bit);
	uint64_t all = 0;

#pragma GCC unroll 4
	for (unsigned i = 0; i < BLOCK; i += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(p + i));

		v = _mm_sll_epi16(v, up);
		all |= (uint64_t)(uint32_t)_mm_movemask_epi8(v) << i;
	}
	return all;
}

static void block_of_bytes(struct sr_scan *s, const uint8_t *p)
{
	block(s, gather_block(p, s->shift[0]), gather_block(p, s->shift[1]),
	      BLOCK);
}

#else

#define LANES  8 /* samples in a word, at a byte each */
#define ONES   0x0101010101010101u
#define GATHER 0x0102040810204080u /* lowest bits of 8 bytes, to the top */

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

#endif

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

/* The two bits in a word of samples, and what they are while nothing changes.
 * false: samples do not fill a word. */
static bool word_of(const struct sr_scan *s, uint64_t *mask, uint64_t *still)
{
	uint8_t masks[sizeof(*mask)] = {0};
	uint8_t stills[sizeof(*still)] = {0};

	if (s->unitsize & (s->unitsize - 1))
		return false;
	for (unsigned at = 0; at < sizeof(masks); at += s->unitsize) {
		for (unsigned i = 0; i < 2; i++) {
			masks[at + s->byte[i]] |= (uint8_t)(1 << s->shift[i]);
			stills[at + s->byte[i]] |=
				(uint8_t)(s->last[i] << s->shift[i]);
		}
	}
	memcpy(mask, masks, sizeof(masks));
	memcpy(still, stills, sizeof(stills));
	return true;
}

/* How many of the blocks of @bytes before p + n * bytes show no change. */
static size_t still_blocks(const struct sr_scan *s, const uint8_t *p, size_t n,
			   size_t bytes)
{
	uint64_t mask, still;
	size_t found = 0;

	if (!word_of(s, &mask, &still))
		return 0;
	for (; found < n; found++, p += bytes) {
		uint64_t changed = 0;

		for (size_t i = 0; i < bytes; i += sizeof(changed)) {
			uint64_t word;

			memcpy(&word, p + i, sizeof(word));
			changed |= word ^ still;
		}
		if (changed & mask)
			break;
	}
	return found;
}

void tw_sr_scan_run(struct sr_scan *s, const uint8_t *p, size_t n)
{
	size_t bytes = BLOCK * s->unitsize;

	for (; n >= BLOCK; n -= BLOCK, p += bytes) {
		/* Worth looking at only where the block before was still. */
		if (s->still) {
			size_t still = still_blocks(s, p, n / BLOCK, bytes);

			s->tick += still * BLOCK;
			p += still * bytes;
			n -= still * BLOCK;
			if (n < BLOCK)
				break;
		}
		if (s->unitsize == 1)
			block_of_bytes(s, p);
		else
			block_of_units(s, p, BLOCK);
	}
	if (n)
		block_of_units(s, p, (unsigned)n);
}
