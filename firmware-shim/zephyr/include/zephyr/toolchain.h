/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_TOOLCHAIN_H
#define TW_ZEPHYR_TOOLCHAIN_H

#include <zephyr/tw_kconfig.h>

#undef __packed
#undef __aligned
#undef __used
#undef __unused
#undef __weak
#define __packed		     __attribute__((__packed__))
#define __aligned(n)		     __attribute__((__aligned__(n)))
#define __used			     __attribute__((__used__))
#define __unused		     __attribute__((__unused__))
#define __maybe_unused		     __attribute__((__unused__))
#define __weak			     __attribute__((__weak__))
#define __deprecated		     __attribute__((__deprecated__))
#define __noinline		     __attribute__((__noinline__))
#define __fallthrough		     __attribute__((__fallthrough__))
#define ALWAYS_INLINE		     inline __attribute__((__always_inline__))
#define FUNC_NORETURN		     __attribute__((__noreturn__))
#define __printf_like(f, v)	     __attribute__((__format__(__printf__, f, v)))
#define __syscall		     extern
#define likely(x)		     __builtin_expect(!!(x), 1)
#define unlikely(x)		     __builtin_expect(!!(x), 0)
#define ARG_UNUSED(x)		     ((void)(x))
#define CODE_UNREACHABLE	     __builtin_unreachable()
#define compiler_barrier()	     __asm__ __volatile__("" : : : "memory")
#define BUILD_ASSERT(condition, ...) _Static_assert(condition, "" __VA_ARGS__)
#define popcount(x)		     __builtin_popcount(x)

#endif /* TW_ZEPHYR_TOOLCHAIN_H */
