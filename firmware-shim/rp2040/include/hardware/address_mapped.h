/* SPDX-License-Identifier: MIT */
/*
 * Registers in memory: their types, and the aliases at which the bus fabric
 * sets, clears or toggles bits in one write (RP2040 data sheet, 2.1.2).
 */
#ifndef HARDWARE_ADDRESS_MAPPED_H
#define HARDWARE_ADDRESS_MAPPED_H

#include "hardware/regs/addressmap.h"
#include "pico/types.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef static_assert
#ifndef __cplusplus
#define static_assert _Static_assert
#endif
#endif

#define check_hw_layout(type, member, offset)                                  \
	static_assert(offsetof(type, member) == (offset), "hw offset "         \
							  "mismatch")
#define check_hw_size(type, size)                                              \
	static_assert(sizeof(type) == (size), "hw size mismatch")

typedef volatile uint64_t io_rw_64;
typedef const volatile uint64_t io_ro_64;
typedef volatile uint64_t io_wo_64;
typedef volatile uint32_t io_rw_32;
typedef const volatile uint32_t io_ro_32;
typedef volatile uint32_t io_wo_32;
typedef volatile uint16_t io_rw_16;
typedef const volatile uint16_t io_ro_16;
typedef volatile uint16_t io_wo_16;
typedef volatile uint8_t io_rw_8;
typedef const volatile uint8_t io_ro_8;
typedef volatile uint8_t io_wo_8;

typedef volatile uint8_t *const ioptr;
typedef ioptr const const_ioptr;

#define hw_alias_check_addr(addr) ((uintptr_t)(addr))

#define hw_set_alias_untyped(addr)                                             \
	((void *)(REG_ALIAS_SET_BITS + hw_alias_check_addr(addr)))
#define hw_clear_alias_untyped(addr)                                           \
	((void *)(REG_ALIAS_CLR_BITS + hw_alias_check_addr(addr)))
#define hw_xor_alias_untyped(addr)                                             \
	((void *)(REG_ALIAS_XOR_BITS + hw_alias_check_addr(addr)))

#define hw_set_alias(p)	  ((__typeof__(p))hw_set_alias_untyped(p))
#define hw_clear_alias(p) ((__typeof__(p))hw_clear_alias_untyped(p))
#define hw_xor_alias(p)	  ((__typeof__(p))hw_xor_alias_untyped(p))

static inline void hw_set_bits(io_rw_32 *addr, uint32_t mask)
{
	*(io_rw_32 *)hw_set_alias_untyped((volatile void *)addr) = mask;
}

static inline void hw_clear_bits(io_rw_32 *addr, uint32_t mask)
{
	*(io_rw_32 *)hw_clear_alias_untyped((volatile void *)addr) = mask;
}

static inline void hw_xor_bits(io_rw_32 *addr, uint32_t mask)
{
	*(io_rw_32 *)hw_xor_alias_untyped((volatile void *)addr) = mask;
}

static inline void hw_write_masked(io_rw_32 *addr, uint32_t values,
				   uint32_t write_mask)
{
	hw_xor_bits(addr, (*addr ^ values) & write_mask);
}

#ifdef __cplusplus
}
#endif

#endif
