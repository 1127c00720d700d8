/* SPDX-License-Identifier: MIT */
/*
 * What the compilers' instrumentation calls, on the firmware's stack: a hook in
 * front of every volatile access (the calls of -fsanitize=thread, never linked
 * to its library) and one in each basic block (-fsanitize-coverage=trace-pc).
 *
 * Modelled: all calls that gcc 11 to 14 and clang 11 to 18 make for C at any
 *           optimisation, atomics of up to 8 bytes included.
 * Approx.:  plain accesses cost nothing beyond their block.
 */
#include "runtime/calls.h"
#include "twowire/blocks.h"

#include <string.h>

struct cpu nobody = {.bound = UINT64_MAX,
		     .windows = (const uint8_t[N_WINDOWS]){0}};
struct cpu *current = &nobody;

#define LIKELY(x)   __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

static inline bool has_registers(const struct cpu *c, uintptr_t addr)
{
	return addr >> 32 == 0 && c->windows[addr >> 24];
}

#define CALLER ((uintptr_t)__builtin_return_address(0))

static __attribute__((noinline)) void turn(struct cpu *c, uintptr_t pc)
{
	struct request r = {.kind = REQUEST_TURN, .pc = pc};

	if (c->mcu->calls && !calls_pass(c, pc, &r) && c->cycles < c->due)
		return;
	cpu_ask(c, &r);
}

static inline void spend(struct cpu *c, uint32_t cycles, uintptr_t pc)
{
	c->cycles += cycles;
	if (UNLIKELY(c->cycles >= c->bound))
		turn(c, pc);
}

/* Nobody has no windows. The request's other fields mean nothing here. */
static inline __attribute__((always_inline)) void
access_registers(struct cpu *c, enum request_kind kind, uintptr_t addr,
		 size_t size, uintptr_t pc)
{
	struct request r;

	r.kind = kind;
	r.addr = addr;
	r.size = size;
	r.pc = pc;
	r.place = NULL;
	c->cycles += c->cost_access;
	if (size)
		cpu_switch(c, &r);
}

static inline bool is_checked(const struct cpu *c, uintptr_t addr)
{
	return c->windows[addr >> 24] == WINDOW_CHECKED;
}

static __attribute__((noinline)) void check(struct cpu *c,
					    enum request_kind kind,
					    uintptr_t addr, size_t size,
					    uintptr_t pc)
{
	struct request r = {.pc = pc};

	check_heap(c, kind, addr, size, &r);
}

/* Apart, and called last, so that others save no registers for it. */
static __attribute__((noinline)) void check_volatile(struct cpu *c,
						     enum request_kind kind,
						     uintptr_t addr,
						     size_t size, uintptr_t pc)
{
	check(c, kind, addr, size, pc);
	spend(c, c->cost_access, pc);
}

static inline __attribute__((always_inline)) void
volatile_access(enum request_kind kind, uintptr_t addr, size_t size,
		uintptr_t pc)
{
	struct cpu *c = current;

	if (LIKELY(!has_registers(c, addr)))
		spend(c, c->cost_access, pc);
	else if (UNLIKELY(is_checked(c, addr)))
		check_volatile(c, kind, addr, size, pc);
	else
		access_registers(c, kind, addr, size, pc);
}

/* Vendors' headers hold register accesses that are not volatile. */
static inline __attribute__((always_inline)) void
plain_access(enum request_kind kind, uintptr_t addr, size_t size, uintptr_t pc)
{
	struct cpu *c = current;

	if (LIKELY(!has_registers(c, addr)))
		return;
	if (UNLIKELY(is_checked(c, addr)))
		check(c, kind, addr, size, pc);
	else
		access_registers(c, kind, addr, size, pc);
}

void hook_read(uintptr_t addr, size_t size)
{
	volatile_access(REQUEST_READ, addr, size, CALLER);
}

void hook_write(uintptr_t addr, size_t size)
{
	volatile_access(REQUEST_WRITE, addr, size, CALLER);
}

/* Where blocks are counted; NULL: nowhere. */
static uint8_t *map;
static size_t map_mask;

void tw_blocks_count(uint8_t *bytes, size_t size)
{
	g_return_if_fail(!bytes || (size && !(size & (size - 1))));
	map = bytes;
	map_mask = size - 1;
}

/* One byte for each pair; halved, so that a pair is not its reverse. */
static inline __attribute__((always_inline)) void pass(struct cpu *c,
						       uintptr_t pc)
{
	uint32_t here;

	if (LIKELY(!map))
		return;
	here = (uint32_t)pc * 0x9e3779b1u >> 8;
	map[(here ^ c->came_from) & map_mask]++;
	c->came_from = here >> 1;
}

#pragma GCC diagnostic ignored "-Wmissing-prototypes"

void __sanitizer_cov_trace_pc(void)
{
	struct cpu *c = current;

	pass(c, CALLER);
	spend(c, c->cost_block, CALLER);
}

/* A block that tells its length (`twowire cc --costs instructions`). */
#define BLOCK(n)                                                               \
	void __tw_block_##n(void)                                              \
	{                                                                      \
		struct cpu *c = current;                                       \
                                                                               \
		pass(c, CALLER);                                               \
		spend(c, c->cost_of[n], CALLER);                               \
	}
#define BLOCKS(a, b, c, d, e, f, g, h)                                         \
	BLOCK(a) BLOCK(b) BLOCK(c) BLOCK(d) BLOCK(e) BLOCK(f) BLOCK(g) BLOCK(h)

BLOCKS(1, 2, 3, 4, 5, 6, 7, 8)
BLOCKS(9, 10, 11, 12, 13, 14, 15, 16)
BLOCKS(17, 18, 19, 20, 21, 22, 23, 24)
BLOCKS(25, 26, 27, 28, 29, 30, 31, 32)

/* clang's name for a read and a write of one place. */
static inline void read_write(enum request_kind kind, uintptr_t addr,
			      size_t size, uintptr_t pc)
{
	plain_access(kind, addr, size, pc);
	plain_access(REQUEST_WRITE, addr, size, pc);
}

#define HOOK(name, access, kind, size)                                         \
	void __tsan_##name(void *addr)                                         \
	{                                                                      \
		access(kind, (uintptr_t)addr, size, CALLER);                   \
	}
#define HOOKS(size)                                                            \
	HOOK(volatile_read##size, volatile_access, REQUEST_READ, size)         \
	HOOK(volatile_write##size, volatile_access, REQUEST_WRITE, size)       \
	HOOK(unaligned_volatile_read##size, volatile_access, REQUEST_READ,     \
	     size)                                                             \
	HOOK(unaligned_volatile_write##size, volatile_access, REQUEST_WRITE,   \
	     size)                                                             \
	HOOK(read##size, plain_access, REQUEST_READ, size)                     \
	HOOK(write##size, plain_access, REQUEST_WRITE, size)                   \
	HOOK(unaligned_read##size, plain_access, REQUEST_READ, size)           \
	HOOK(unaligned_write##size, plain_access, REQUEST_WRITE, size)         \
	HOOK(read_write##size, read_write, REQUEST_READ, size)                 \
	HOOK(unaligned_read_write##size, read_write, REQUEST_READ, size)

HOOKS(1)
HOOKS(2)
HOOKS(4)
HOOKS(8)
HOOKS(16)

/* gcc's form of packed, unaligned and odd-sized accesses, volatile or not; a
 * place with registers in its window counts as volatile. */
void __tsan_read_range(void *addr, long size)
{
	plain_access(REQUEST_READ, (uintptr_t)addr, (size_t)size, CALLER);
}

void __tsan_write_range(void *addr, long size)
{
	plain_access(REQUEST_WRITE, (uintptr_t)addr, (size_t)size, CALLER);
}

void __tsan_init(void)
{
}

void __tsan_func_entry(void *pc)
{
}

void __tsan_func_exit(void *pc)
{
}

void *__tsan_memcpy(void *to, const void *from, size_t size)
{
	return memcpy(to, from, size);
}

void *__tsan_memmove(void *to, const void *from, size_t size)
{
	return memmove(to, from, size);
}

void *__tsan_memset(void *to, int byte, size_t size)
{
	return memset(to, byte, size);
}

void __tsan_atomic_thread_fence(int order)
{
	spend(current, current->cost_access, CALLER);
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
}

void __tsan_atomic_signal_fence(int order)
{
}
