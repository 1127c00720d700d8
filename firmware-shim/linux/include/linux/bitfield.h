/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_BITFIELD_H
#define TW_LINUX_BITFIELD_H

#include <linux/bits.h>

#define FIELD_SHIFT_OF(mask) (__builtin_ffsll((long long)(mask)) - 1)
#define FIELD_GET(mask, reg)                                                   \
	((__typeof__(mask))(((reg) & (mask)) >> FIELD_SHIFT_OF(mask)))
#define FIELD_PREP(mask, val)                                                  \
	(((__typeof__(mask))(val) << FIELD_SHIFT_OF(mask)) & (mask))
#define FIELD_MAX(mask) ((__typeof__(mask))((mask) >> FIELD_SHIFT_OF(mask)))
#define FIELD_FIT(mask, val)                                                   \
	(!((((__typeof__(mask))(val)) << FIELD_SHIFT_OF(mask)) & ~(mask)))

#endif /* TW_LINUX_BITFIELD_H */
