/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_BITS_H
#define TW_LINUX_BITS_H

#define BITS_PER_BYTE 8
#define BITS_PER_LONG (BITS_PER_BYTE * (int)sizeof(long))

#define BIT(n)	    (1ul << (n))
#define BIT_ULL(n)  (1ull << (n))
#define BIT_MASK(n) (1ul << ((n) % BITS_PER_LONG))
#define BIT_WORD(n) ((n) / BITS_PER_LONG)
#define GENMASK(high, low)                                                     \
	((~0ul << (low)) & (~0ul >> (BITS_PER_LONG - 1 - (high))))
#define GENMASK_ULL(high, low) ((~0ull << (low)) & (~0ull >> (63 - (high))))

#endif /* TW_LINUX_BITS_H */
