/* SPDX-License-Identifier: MIT */
/*
 * How special function registers are addressed. The data space lies at
 * 0x3a000000; as on the chip, (uint16_t)&REG is the register's address, and
 * these macros find the register again from that.
 */
#ifndef AVR_SFR_DEFS_H
#define AVR_SFR_DEFS_H

#include <stdint.h>

#ifndef __SFR_OFFSET
#define __SFR_OFFSET 0x20
#endif

#define TW_AVR_DATA_SPACE 0x3a000000ul
#define TW_AVR_DATA_ADDR(addr)                                                 \
	(TW_AVR_DATA_SPACE | ((unsigned long)(addr)&0xfffful))

#define _MMIO_BYTE(addr)  (*(volatile uint8_t *)TW_AVR_DATA_ADDR(addr))
#define _MMIO_WORD(addr)  (*(volatile uint16_t *)TW_AVR_DATA_ADDR(addr))
#define _MMIO_DWORD(addr) (*(volatile uint32_t *)TW_AVR_DATA_ADDR(addr))

#define _SFR_MEM8(addr)	 _MMIO_BYTE(addr)
#define _SFR_MEM16(addr) _MMIO_WORD(addr)
#define _SFR_MEM32(addr) _MMIO_DWORD(addr)
#define _SFR_IO8(addr)	 _MMIO_BYTE((addr) + __SFR_OFFSET)
#define _SFR_IO16(addr)	 _MMIO_WORD((addr) + __SFR_OFFSET)

#define _SFR_MEM_ADDR(sfr)  ((uint16_t)(uintptr_t) & (sfr))
#define _SFR_ADDR(sfr)	    _SFR_MEM_ADDR(sfr)
#define _SFR_IO_ADDR(sfr)   (_SFR_MEM_ADDR(sfr) - __SFR_OFFSET)
#define _SFR_IO_REG_P(sfr)  (_SFR_MEM_ADDR(sfr) < 0x40 + __SFR_OFFSET)
#define _SFR_MEM_REG_P(sfr) 1
#define _SFR_BYTE(sfr)	    _MMIO_BYTE(_SFR_ADDR(sfr))
#define _SFR_WORD(sfr)	    _MMIO_WORD(_SFR_ADDR(sfr))

#define _BV(bit)	       (1 << (bit))
#define bit_is_set(sfr, bit)   (_SFR_BYTE(sfr) & _BV(bit))
#define bit_is_clear(sfr, bit) (!(_SFR_BYTE(sfr) & _BV(bit)))
#define loop_until_bit_is_set(sfr, bit)                                        \
	do {                                                                   \
	} while (bit_is_clear(sfr, bit))
#define loop_until_bit_is_clear(sfr, bit)                                      \
	do {                                                                   \
	} while (bit_is_set(sfr, bit))

#define _VECTOR(n) __vector_##n

#endif /* AVR_SFR_DEFS_H */
