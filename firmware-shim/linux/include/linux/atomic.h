/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_ATOMIC_H
#define TW_LINUX_ATOMIC_H

#include <linux/compiler.h>

#define ATOMIC_INIT(n)                                                         \
	{                                                                      \
		n                                                              \
	}

#define atomic_read(v)	 READ_ONCE((v)->counter)
#define atomic_set(v, n) WRITE_ONCE((v)->counter, n)
#define atomic_add(n, v)                                                       \
	((void)__atomic_add_fetch(&(v)->counter, n, __ATOMIC_SEQ_CST))
#define atomic_sub(n, v)                                                       \
	((void)__atomic_sub_fetch(&(v)->counter, n, __ATOMIC_SEQ_CST))
#define atomic_inc(v) atomic_add(1, v)
#define atomic_dec(v) atomic_sub(1, v)
#define atomic_inc_return(v)                                                   \
	__atomic_add_fetch(&(v)->counter, 1, __ATOMIC_SEQ_CST)
#define atomic_dec_return(v)                                                   \
	__atomic_sub_fetch(&(v)->counter, 1, __ATOMIC_SEQ_CST)
#define atomic_dec_and_test(v) (atomic_dec_return(v) == 0)
#define atomic_xchg(v, n)                                                      \
	__atomic_exchange_n(&(v)->counter, n, __ATOMIC_SEQ_CST)

#endif /* TW_LINUX_ATOMIC_H */
