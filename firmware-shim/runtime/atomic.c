/* SPDX-License-Identifier: MIT */
/*
 * Firmware's atomics, which the compilers turn into calls: nothing else runs
 * after the last hook, so the plain operation is atomic.
 *
 * Approx.: costs a read and a write; a failed exchange writes back what it
 *          read.
 */
#include "runtime/runtime.h"

#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#ifndef __clang__
/* Where gcc sanitizes, it knows these names, with untyped pointers. */
#pragma GCC diagnostic ignored "-Wbuiltin-declaration-mismatch"
#endif

static void hook_both(volatile void *p, size_t size)
{
	hook_read((uintptr_t)p, size);
	hook_write((uintptr_t)p, size);
}

#define FETCH(bits, type, name, result)                                        \
	type __tsan_atomic##bits##_##name(volatile void *to, type v,           \
					  int order)                           \
	{                                                                      \
		volatile type *p = to;                                         \
		type old;                                                      \
                                                                               \
		hook_both(p, sizeof(type));                                    \
		old = *p;                                                      \
		*p = (type)(result);                                           \
		return old;                                                    \
	}

#define COMPARE(bits, type, name)                                              \
	bool __tsan_atomic##bits##_compare_exchange_##name(                    \
		volatile void *to, void *expected, type v, int order,          \
		int failure_order)                                             \
	{                                                                      \
		type wanted = *(type *)expected;                               \
		type old = __tsan_atomic##bits##_compare_exchange_val(         \
			to, wanted, v, order, failure_order);                  \
                                                                               \
		*(type *)expected = old;                                       \
		return old == wanted;                                          \
	}

#define ATOMICS(bits, type)                                                    \
	type __tsan_atomic##bits##_load(const volatile void *p, int order)     \
	{                                                                      \
		hook_read((uintptr_t)p, sizeof(type));                         \
		return *(const volatile type *)p;                              \
	}                                                                      \
	void __tsan_atomic##bits##_store(volatile void *p, type v, int order)  \
	{                                                                      \
		hook_write((uintptr_t)p, sizeof(type));                        \
		*(volatile type *)p = v;                                       \
	}                                                                      \
	type __tsan_atomic##bits##_compare_exchange_val(                       \
		volatile void *to, type wanted, type v, int order,             \
		int failure_order)                                             \
	{                                                                      \
		volatile type *p = to;                                         \
		type old;                                                      \
                                                                               \
		hook_both(p, sizeof(type));                                    \
		old = *p;                                                      \
		if (old == wanted)                                             \
			*p = v;                                                \
		return old;                                                    \
	}                                                                      \
	COMPARE(bits, type, strong)                                            \
	COMPARE(bits, type, weak)                                              \
	FETCH(bits, type, exchange, v)                                         \
	FETCH(bits, type, fetch_add, old + v)                                  \
	FETCH(bits, type, fetch_sub, old - v)                                  \
	FETCH(bits, type, fetch_and, old &v)                                   \
	FETCH(bits, type, fetch_or, old | v)                                   \
	FETCH(bits, type, fetch_xor, old ^ v)                                  \
	FETCH(bits, type, fetch_nand, ~(old & v))

ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)
