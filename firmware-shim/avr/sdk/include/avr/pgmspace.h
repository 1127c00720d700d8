/* SPDX-License-Identifier: MIT */
/* The core keeps its ports' addresses, 16 bits each, in tables called port_to_*
 * and makes pointers of what it reads there. */
#ifndef AVR_SDK_PGMSPACE_H
#define AVR_SDK_PGMSPACE_H

#include_next <avr/pgmspace.h>

#include <avr/sfr_defs.h>

#undef pgm_read_word
#define pgm_read_word(addr)                                                    \
	(__builtin_strncmp(#addr, "port_to_", 8)                               \
		 ? *(const uint16_t *)(addr)                                   \
		 : TW_AVR_DATA_ADDR(*(const uint16_t *)(addr)))

#endif /* AVR_SDK_PGMSPACE_H */
