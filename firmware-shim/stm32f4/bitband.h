/* SPDX-License-Identifier: MIT */
/*
 * The peripherals' bits, one a word: reads give a bit, writes change one.
 *
 * From:     Cortex-M4 Technical Reference Manual, 3.7; RM0090, 2.3.3.
 * Modelled: the alias region of peripherals: a write reads the register and
 *           writes it back, with all that such accesses do.
 * Left out: that of RAM: using it is a crash that names the address.
 */
#ifndef STM32F4_BITBAND_H
#define STM32F4_BITBAND_H

#include "stm32/block.h"

enum { BITBAND_BLOCKS = 24 };

struct bitband {
	struct {
		struct stm32_block *block;
		uint32_t base;
	} all[BITBAND_BLOCKS];
	unsigned n;
	void (*crash)(void *user, const char *what);
	void *user;
};

void f4_bitband_add(struct bitband *b, struct stm32_block *block,
		    uint32_t base);
struct reg_device f4_bitband_device(struct bitband *b);

#endif /* STM32F4_BITBAND_H */
