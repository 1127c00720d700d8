/* SPDX-License-Identifier: MIT */
/* The compiler, the sections and the core, as firmware names them. */
#ifndef PICO_PLATFORM_H
#define PICO_PLATFORM_H

#include "hardware/platform_defs.h"
#include "hardware/regs/addressmap.h"
#include "hardware/regs/sio.h"
#include "pico/types.h"

#ifdef __cplusplus
extern "C" {
#endif

#define __isr
#ifndef __no_inline_not_in_flash_func
#define __no_inline_not_in_flash_func(f) __attribute__((noinline)) f
#endif
#define __not_in_flash(group)
#define __not_in_flash_func(f)	f
#define __time_critical_func(f) f
#define __scratch_x(group)
#define __scratch_y(group)
#define __uninitialized_ram(name) name
#define __in_flash(group)
#define __after_data(group)
#ifndef __noinline
#define __noinline __attribute__((noinline))
#endif
#define __force_inline	 inline __attribute__((always_inline))
#define __packed_aligned __attribute__((packed, aligned(4)))
#ifndef __packed
#define __packed __attribute__((packed))
#endif
#ifndef __aligned
#define __aligned(x) __attribute__((aligned(x)))
#endif
#ifndef __unused
#define __unused __attribute__((unused))
#endif
#ifndef __weak
#define __weak __attribute__((weak))
#endif
#ifndef __used
#define __used __attribute__((used))
#endif
#ifndef __printflike
#define __printflike(fmt, args) __attribute__((format(printf, fmt, args)))
#endif
#ifndef __STRING
#define __STRING(x) #x
#endif
#define __XSTRING_(x)		    __STRING(x)
#define __compiler_memory_barrier() __asm volatile("" : : : "memory")

#ifndef count_of
#define count_of(a) (sizeof(a) / sizeof((a)[0]))
#endif
#ifndef MAX
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#endif
#ifndef MIN
#define MIN(a, b) ((b) > (a) ? (a) : (b))
#endif

void __attribute__((noreturn)) panic_unsupported(void);
void __attribute__((noreturn)) panic(const char *fmt, ...);
#define panic_compact(...) panic(__VA_ARGS__)

static inline bool running_on_fpga(void)
{
	return false;
}

static inline bool running_in_sim(void)
{
	return false;
}

uint8_t rp2040_chip_version(void);
static inline uint8_t rp2040_rom_version(void)
{
	return 3;
}

/* Nothing: a place where a busy loop may be hooked. */
static inline void tight_loop_contents(void)
{
}

static inline int32_t __mul_instruction(int32_t a, int32_t b)
{
	return a * b;
}
#define __fast_mul(a, b) ((a) * (b))

static inline void __breakpoint(void)
{
	__asm volatile("bkpt #0" : : : "memory");
}

/* The number of the exception being served; 0 in a thread. */
static inline uint __get_current_exception(void)
{
	uint exception;

	__asm volatile("mrs %0, ipsr" : "=r"(exception));
	return exception;
}

static inline uint get_core_num(void)
{
	return (uint) *
	       (volatile uint32_t *)(uintptr_t)(SIO_BASE + SIO_CPUID_OFFSET);
}

/* Waits for at least so many cycles of the core. */
void busy_wait_at_least_cycles(uint32_t minimum_cycles);

#ifdef __cplusplus
}
#endif

#endif
