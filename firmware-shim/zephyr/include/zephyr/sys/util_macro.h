/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_SYS_UTIL_MACRO_H
#define TW_ZEPHYR_SYS_UTIL_MACRO_H

#include <zephyr/toolchain.h>

#define BIT(n)	      (1ul << (n))
#define BIT64(n)      (1ull << (n))
#define BIT_MASK(n)   (BIT(n) - 1ul)
#define BIT64_MASK(n) (BIT64(n) - 1ull)
#define WRITE_BIT(var, bit, set)                                               \
	((var) = (set) ? ((var) | BIT(bit)) : ((var) & ~BIT(bit)))
#define IS_BIT_SET(value, bit)	((((value) >> (bit)) & 1) != 0)
#define GENMASK(h, l)		((~0ul << (l)) & (~0ul >> (8 * sizeof(long) - 1 - (h))))
#define LSB_GET(value)		((value) & -(value))
#define FIELD_GET(mask, value)	(((value) & (mask)) / LSB_GET(mask))
#define FIELD_PREP(mask, value) (((value)*LSB_GET(mask)) & (mask))

#define UTIL_PRIMITIVE_CAT(a, ...) a##__VA_ARGS__
#define UTIL_CAT(a, ...)	   UTIL_PRIMITIVE_CAT(a, __VA_ARGS__)
#define _CONCAT(a, b)		   UTIL_CAT(a, b)
#define CONCAT(a, b)		   UTIL_CAT(a, b)
#define _STRINGIFY(...)		   #__VA_ARGS__
#define STRINGIFY(...)		   _STRINGIFY(__VA_ARGS__)
#define EMPTY
#define __DEBRACKET(...) __VA_ARGS__
#define IDENTITY(v)	 v

/* 1 where a macro is 1; else, also where there is no such macro, 0. */
#define TW_IS_1_1			     ~,
#define TW_IS_1_SECOND(ignored, second, ...) second
#define TW_IS_1_PICK(...)		     TW_IS_1_SECOND(__VA_ARGS__)
#define TW_IS_1_CAT(x)			     TW_IS_1_PICK(TW_IS_1_##x 1, 0, 0)
#define IS_ENABLED(macro)		     TW_IS_1_CAT2(macro)
#define TW_IS_1_CAT2(x)			     TW_IS_1_CAT(x)

#define TW_COND_1(yes, no)	   __DEBRACKET yes
#define TW_COND_0(yes, no)	   __DEBRACKET no
#define COND_CODE_1(flag, yes, no) UTIL_CAT(TW_COND_, IS_ENABLED(flag))(yes, no)
#define COND_CODE_0(flag, yes, no) COND_CODE_1(flag, no, yes)
#define IF_ENABLED(flag, code)	   COND_CODE_1(flag, code, ())
#define IF_DISABLED(flag, code)	   COND_CODE_1(flag, (), code)

/* fn(0, ...) sep fn(1, ...) ..., n of them, up to eight. */
#define LISTIFY(n, fn, sep, ...)                                               \
	UTIL_CAT(TW_LISTIFY_, n)(fn, (__DEBRACKET sep), __VA_ARGS__)
#define TW_LISTIFY_0(fn, sep, ...)
#define TW_LISTIFY_1(fn, sep, ...) fn(0, __VA_ARGS__)
#define TW_LISTIFY_2(fn, sep, ...)                                             \
	TW_LISTIFY_1(fn, sep, __VA_ARGS__) __DEBRACKET sep fn(1, __VA_ARGS__)
#define TW_LISTIFY_3(fn, sep, ...)                                             \
	TW_LISTIFY_2(fn, sep, __VA_ARGS__) __DEBRACKET sep fn(2, __VA_ARGS__)
#define TW_LISTIFY_4(fn, sep, ...)                                             \
	TW_LISTIFY_3(fn, sep, __VA_ARGS__) __DEBRACKET sep fn(3, __VA_ARGS__)
#define TW_LISTIFY_5(fn, sep, ...)                                             \
	TW_LISTIFY_4(fn, sep, __VA_ARGS__) __DEBRACKET sep fn(4, __VA_ARGS__)
#define TW_LISTIFY_6(fn, sep, ...)                                             \
	TW_LISTIFY_5(fn, sep, __VA_ARGS__) __DEBRACKET sep fn(5, __VA_ARGS__)
#define TW_LISTIFY_7(fn, sep, ...)                                             \
	TW_LISTIFY_6(fn, sep, __VA_ARGS__) __DEBRACKET sep fn(6, __VA_ARGS__)
#define TW_LISTIFY_8(fn, sep, ...)                                             \
	TW_LISTIFY_7(fn, sep, __VA_ARGS__) __DEBRACKET sep fn(7, __VA_ARGS__)

#endif /* TW_ZEPHYR_SYS_UTIL_MACRO_H */
