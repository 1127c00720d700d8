/* SPDX-License-Identifier: MIT */
/*
 * Blocks whose registers keep what is written and do little else: FLASH's
 * interface, PWR, SYSCFG.
 *
 * From:     RM0444, their chapters.
 * Modelled: storage and the reset values that start-up code looks at.
 * Left out: programming flash, low-power modes, Fast-mode Plus drive (SYSCFG;
 *           a bus sinks what its configuration says), remapped pins.
 */
#ifndef STM32G0_STORE_H
#define STM32G0_STORE_H

#include "stm32/block.h"

enum { STORE_FLASH, STORE_PWR, STORE_SYSCFG, N_STORES };

struct g0_store {
	struct stm32_block block;
	const char *name;
	uint32_t base;
	uint32_t word[STM32_BLOCK_SIZE / 4];
};

void g0_stores_init(struct g0_store stores[N_STORES]);
void g0_stores_reset(struct g0_store stores[N_STORES]);

#endif /* STM32G0_STORE_H */
