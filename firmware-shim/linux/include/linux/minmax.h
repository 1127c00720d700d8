/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_MINMAX_H
#define TW_LINUX_MINMAX_H

#define min(a, b)                                                              \
	({                                                                     \
		__typeof__(a) tw_a = (a);                                      \
		__typeof__(b) tw_b = (b);                                      \
		tw_a < tw_b ? tw_a : tw_b;                                     \
	})
#define max(a, b)                                                              \
	({                                                                     \
		__typeof__(a) tw_a = (a);                                      \
		__typeof__(b) tw_b = (b);                                      \
		tw_a > tw_b ? tw_a : tw_b;                                     \
	})
#define min_t(type, a, b)	 min((type)(a), (type)(b))
#define max_t(type, a, b)	 max((type)(a), (type)(b))
#define clamp(v, lo, hi)	 min(max(v, lo), hi)
#define clamp_t(type, v, lo, hi) clamp((type)(v), (type)(lo), (type)(hi))
#define clamp_val(v, lo, hi)	 clamp_t(__typeof__(v), v, lo, hi)
#define swap(a, b)                                                             \
	do {                                                                   \
		__typeof__(a) tw_swap = (a);                                   \
		(a) = (b);                                                     \
		(b) = tw_swap;                                                 \
	} while (0)

#endif /* TW_LINUX_MINMAX_H */
