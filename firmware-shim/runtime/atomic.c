/* SPDX-License-Identifier: MIT */
/*
 * Firmware's atomics, which the compilers turn into calls: nothing else runs
 * after the last hook, so the plain operation is atomic.
 *
 * Approx.: costs a read and a write; a failed exchange writes back what it
 * read.
 */
#include "runtime/runtime.h"

#pragma GCC diagnostic ignored "-Wmissing-prototypes"

#define FETCH(bits, type, name, result)                                        \
	type __tsan_atomic##bits##_fetch_##name(volatile type *p, type v,      \
						int order)                     \
	{                                                                      \
		type old;                                                      \
                                                                               \
		hook_read((uintptr_t)p, sizeof(type));                         \
		hook_write((uintptr_t)p, sizeof(type));                        \
		old = *p;                                                      \
		*p = (type)(result);                                           \
		return old;                                                    \
	}

#define COMPARE(bits, type, name)                                              \
	int __tsan_atomic##bits##_compare_exchange_##name(                     \
		volatile type *p, type *expected, type v, int order,           \
		int failure_order)                                             \
	{                                                                      \
		type old = __tsan_atomic##bits##_compare_exchange_val(         \
			p, *expected, v, order, failure_order);                \
		int same = old == *expected;                                   \
                                                                               \
		*expected = old;                                               \
		return same;                                                   \
	}

#define ATOMICS(bits, type)                                                    \
	type __tsan_atomic##bits##_load(const volatile type *p, int order)     \
	{                                                                      \
		hook_read((uintptr_t)p, sizeof(type));                         \
		return *p;                                                     \
	}                                                                      \
	void __tsan_atomic##bits##_store(volatile type *p, type v, int order)  \
	{                                                                      \
		hook_write((uintptr_t)p, sizeof(type));                        \
		*p = v;                                                        \
	}                                                                      \
	type __tsan_atomic##bits##_compare_exchange_val(                       \
		volatile type *p, type expected, type v, int order,            \
		int failure_order)                                             \
	{                                                                      \
		type old;                                                      \
                                                                               \
		hook_read((uintptr_t)p, sizeof(type));                         \
		hook_write((uintptr_t)p, sizeof(type));                        \
		old = *p;                                                      \
		if (old == expected)                                           \
			*p = v;                                                \
		return old;                                                    \
	}                                                                      \
	COMPARE(bits, type, strong)                                            \
	COMPARE(bits, type, weak)                                              \
	FETCH(bits, type, add, old + v)                                        \
	FETCH(bits, type, sub, old - v)                                        \
	FETCH(bits, type, and, old &v)                                         \
	FETCH(bits, type, or, old | v)                                         \
	FETCH(bits, type, xor, old ^ v)                                        \
	FETCH(bits, type, nand, ~(old & v))                                    \
	type __tsan_atomic##bits##_exchange(volatile type *p, type v,          \
					    int order)                         \
	{                                                                      \
		type old;                                                      \
                                                                               \
		hook_read((uintptr_t)p, sizeof(type));                         \
		hook_write((uintptr_t)p, sizeof(type));                        \
		old = *p;                                                      \
		*p = v;                                                        \
		return old;                                                    \
	}

ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)
