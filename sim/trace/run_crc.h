/* SPDX-License-Identifier: MIT */
/* CRC-32 of long runs of equal units, without going through their bytes. */
#ifndef TW_TRACE_RUN_CRC_H
#define TW_TRACE_RUN_CRC_H

#include <stdint.h>

#define RUN_CRC_LEVELS 31  /* runs of less than 2^31 units */
#define RUN_CRC_SLOTS  256 /* values remembered */

struct run_crc_value {
	uint64_t unit;
	unsigned n_levels;	      /* known so far */
	uint32_t crc[RUN_CRC_LEVELS]; /* of 2^k units */
};

struct run_crc {
	unsigned unitsize;
	/* What 2^k units of zeros do to a CRC, byte by byte of it. */
	uint32_t shift[RUN_CRC_LEVELS][4][256];
	struct run_crc_value values[RUN_CRC_SLOTS];
};

void tw_run_crc_init(struct run_crc *r, unsigned unitsize);
/* The CRC of something with CRC @crc, followed by @n times the @unit (its
 * first byte in the lowest bits). */
uint32_t tw_run_crc(struct run_crc *r, uint32_t crc, uint64_t unit, uint32_t n);

#endif /* TW_TRACE_RUN_CRC_H */
