/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_COMPILER_H
#define TW_LINUX_COMPILER_H

#include <linux/types.h>

#define likely(x)   __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier()   __asm__ __volatile__("" : : : "memory")

#define fallthrough	__attribute__((__fallthrough__))
#define __maybe_unused	__attribute__((__unused__))
#define __always_unused __attribute__((__unused__))
#define __must_check	__attribute__((__warn_unused_result__))
#define __printf(f, v)	__attribute__((__format__(__printf__, f, v)))
#define noinline	__attribute__((__noinline__))
#define __iomem
#define __user
#define __force
#define __percpu
#define __rcu
#define __counted_by(n)

#undef __always_inline
#define __always_inline inline __attribute__((__always_inline__))

#define READ_ONCE(x)	 (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, v) (*(volatile __typeof__(x) *)&(x) = (v))
#define smp_mb()	 __sync_synchronize()
#define smp_rmb()	 __sync_synchronize()
#define smp_wmb()	 __sync_synchronize()
#define cpu_relax()	 barrier()

#endif /* TW_LINUX_COMPILER_H */
