/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_SYS_ATOMIC_H
#define TW_ZEPHYR_SYS_ATOMIC_H

#include <zephyr/sys/util.h>

typedef long atomic_t;
typedef atomic_t atomic_val_t;

#define ATOMIC_INIT(i)		  (i)
#define ATOMIC_BITS		  (8 * sizeof(atomic_val_t))
#define ATOMIC_DEFINE(name, bits) atomic_t name[DIV_ROUND_UP(bits, ATOMIC_BITS)]
#define ATOMIC_WORD(target, bit)  ((target) + (bit) / ATOMIC_BITS)

#define atomic_get(t)	 __atomic_load_n(t, __ATOMIC_SEQ_CST)
#define atomic_set(t, v) __atomic_exchange_n(t, v, __ATOMIC_SEQ_CST)
#define atomic_clear(t)	 atomic_set(t, 0)
#define atomic_add(t, v) __atomic_fetch_add(t, v, __ATOMIC_SEQ_CST)
#define atomic_sub(t, v) __atomic_fetch_sub(t, v, __ATOMIC_SEQ_CST)
#define atomic_inc(t)	 atomic_add(t, 1)
#define atomic_dec(t)	 atomic_sub(t, 1)
#define atomic_or(t, v)	 __atomic_fetch_or(t, v, __ATOMIC_SEQ_CST)
#define atomic_and(t, v) __atomic_fetch_and(t, v, __ATOMIC_SEQ_CST)

static inline bool atomic_cas(atomic_t *target, atomic_val_t old,
			      atomic_val_t value)
{
	return __atomic_compare_exchange_n(target, &old, value, false,
					   __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

static inline bool atomic_test_bit(const atomic_t *target, int bit)
{
	return (atomic_get(ATOMIC_WORD(target, (unsigned)bit)) >>
			((unsigned)bit % ATOMIC_BITS) &
		1) != 0;
}

static inline void atomic_set_bit(atomic_t *target, int bit)
{
	atomic_or(ATOMIC_WORD(target, (unsigned)bit),
		  1l << ((unsigned)bit % ATOMIC_BITS));
}

static inline void atomic_clear_bit(atomic_t *target, int bit)
{
	atomic_and(ATOMIC_WORD(target, (unsigned)bit),
		   ~(1l << ((unsigned)bit % ATOMIC_BITS)));
}

static inline bool atomic_test_and_set_bit(atomic_t *target, int bit)
{
	long mask = 1l << ((unsigned)bit % ATOMIC_BITS);

	return (atomic_or(ATOMIC_WORD(target, (unsigned)bit), mask) & mask) !=
	       0;
}

static inline bool atomic_test_and_clear_bit(atomic_t *target, int bit)
{
	long mask = 1l << ((unsigned)bit % ATOMIC_BITS);

	return (atomic_and(ATOMIC_WORD(target, (unsigned)bit), ~mask) & mask) !=
	       0;
}

#endif /* TW_ZEPHYR_SYS_ATOMIC_H */
