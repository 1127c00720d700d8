/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_SYS_UTIL_H
#define TW_ZEPHYR_SYS_UTIL_H

#include <zephyr/sys/util_macro.h>
#include <zephyr/types.h>

#include <stdbool.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define CONTAINER_OF(ptr, type, field)                                         \
	((type *)(void *)((char *)(ptr)-offsetof(type, field)))
#define MIN(a, b)	       ((a) < (b) ? (a) : (b))
#define MAX(a, b)	       ((a) > (b) ? (a) : (b))
#define CLAMP(v, lo, hi)       ((v) <= (lo) ? (lo) : MIN(v, hi))
#define IN_RANGE(v, lo, hi)    ((v) >= (lo) && (v) <= (hi))
#define DIV_ROUND_UP(n, d)     (((n) + (d)-1) / (d))
#define ceiling_fraction(n, d) DIV_ROUND_UP(n, d)
#define ROUND_UP(x, align)                                                     \
	((((unsigned long)(x) + ((align)-1)) / (align)) * (align))
#define ROUND_DOWN(x, align) (((unsigned long)(x) / (align)) * (align))
#define KB(n)		     ((n) << 10)
#define POINTER_TO_UINT(p)   ((uintptr_t)(p))
#define UINT_TO_POINTER(n)   ((void *)(uintptr_t)(n))
#define POINTER_TO_INT(p)    ((intptr_t)(p))
#define INT_TO_POINTER(n)    ((void *)(intptr_t)(n))

#endif /* TW_ZEPHYR_SYS_UTIL_H */
