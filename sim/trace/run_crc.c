/* SPDX-License-Identifier: MIT */
/*
 * The CRC of A followed by B is shift(CRC of A) ^ CRC of B, where shift is
 * linear and depends on the length of B alone. So the CRC of 2^(k+1) units
 * follows from that of 2^k, and a run of n is put together from the bits of n.
 */
#include "trace/run_crc.h"

#include <string.h>
#include <zlib.h>

#define NO_LEVELS 0

static uint32_t shift(const struct run_crc *r, unsigned k, uint32_t crc)
{
	const uint32_t(*t)[256] = r->shift[k];

	return t[0][crc & 0xff] ^ t[1][crc >> 8 & 0xff] ^
	       t[2][crc >> 16 & 0xff] ^ t[3][crc >> 24];
}

/* Fills a level from what it does to each single bit. */
static void spread(uint32_t (*t)[256], const uint32_t *bits)
{
	for (unsigned byte = 0; byte < 4; byte++) {
		t[byte][0] = 0;
		for (unsigned i = 0; i < 8; i++)
			for (unsigned j = 0; j < 1u << i; j++)
				t[byte][1u << i | j] =
					t[byte][j] ^ bits[byte * 8 + i];
	}
}

void tw_run_crc_init(struct run_crc *r, unsigned unitsize)
{
	uint32_t bits[32];

	memset(r->values, 0, sizeof(r->values));
	r->unitsize = unitsize;
	for (unsigned i = 0; i < 32; i++)
		bits[i] =
			(uint32_t)crc32_combine(1ul << i, 0, (z_off_t)unitsize);
	spread(r->shift[0], bits);
	for (unsigned k = 1; k < RUN_CRC_LEVELS; k++) {
		for (unsigned i = 0; i < 32; i++)
			bits[i] = shift(r, k - 1, shift(r, k - 1, 1u << i));
		spread(r->shift[k], bits);
	}
}

static struct run_crc_value *find(struct run_crc *r, uint64_t unit)
{
	struct run_crc_value *v = &r->values[unit % RUN_CRC_SLOTS];
	uint8_t bytes[8];

	if (v->n_levels != NO_LEVELS && v->unit == unit)
		return v;
	for (unsigned i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(unit >> 8 * i);
	v->unit = unit;
	v->crc[0] = (uint32_t)crc32(0, bytes, r->unitsize);
	v->n_levels = 1;
	return v;
}

uint32_t tw_run_crc(struct run_crc *r, uint32_t crc, uint64_t unit, uint32_t n)
{
	struct run_crc_value *v = find(r, unit);

	for (unsigned k = 0; n; k++, n >>= 1) {
		for (; v->n_levels <= k; v->n_levels++)
			v->crc[v->n_levels] = shift(r, v->n_levels - 1,
						    v->crc[v->n_levels - 1]) ^
					      v->crc[v->n_levels - 1];
		if (n & 1)
			crc = shift(r, k, crc) ^ v->crc[k];
	}
	return crc;
}
