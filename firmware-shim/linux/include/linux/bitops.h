/* SPDX-License-Identifier: MIT */
/* Bits of a word; set_bit() and its like in one step, whatever interrupts. */
#ifndef TW_LINUX_BITOPS_H
#define TW_LINUX_BITOPS_H

#include <linux/bits.h>
#include <linux/compiler.h>

static inline void set_bit(long nr, volatile unsigned long *addr)
{
	__atomic_fetch_or(addr + BIT_WORD(nr), BIT_MASK(nr), __ATOMIC_SEQ_CST);
}

static inline void clear_bit(long nr, volatile unsigned long *addr)
{
	__atomic_fetch_and(addr + BIT_WORD(nr), ~BIT_MASK(nr),
			   __ATOMIC_SEQ_CST);
}

static inline void change_bit(long nr, volatile unsigned long *addr)
{
	__atomic_fetch_xor(addr + BIT_WORD(nr), BIT_MASK(nr), __ATOMIC_SEQ_CST);
}

static inline bool test_bit(long nr, const volatile unsigned long *addr)
{
	return (addr[BIT_WORD(nr)] & BIT_MASK(nr)) != 0;
}

static inline bool test_and_set_bit(long nr, volatile unsigned long *addr)
{
	return (__atomic_fetch_or(addr + BIT_WORD(nr), BIT_MASK(nr),
				  __ATOMIC_SEQ_CST) &
		BIT_MASK(nr)) != 0;
}

static inline bool test_and_clear_bit(long nr, volatile unsigned long *addr)
{
	return (__atomic_fetch_and(addr + BIT_WORD(nr), ~BIT_MASK(nr),
				   __ATOMIC_SEQ_CST) &
		BIT_MASK(nr)) != 0;
}

#define __set_bit(nr, addr)   (((addr)[BIT_WORD(nr)]) |= BIT_MASK(nr))
#define __clear_bit(nr, addr) (((addr)[BIT_WORD(nr)]) &= ~BIT_MASK(nr))

#define hweight8(w)  ((unsigned)__builtin_popcount((u8)(w)))
#define hweight16(w) ((unsigned)__builtin_popcount((u16)(w)))
#define hweight32(w) ((unsigned)__builtin_popcount((u32)(w)))

static inline int fls(unsigned x)
{
	return x ? 32 - __builtin_clz(x) : 0;
}

static inline unsigned long __ffs(unsigned long word)
{
	return (unsigned long)__builtin_ctzl(word);
}

#endif /* TW_LINUX_BITOPS_H */
