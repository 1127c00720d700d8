/* SPDX-License-Identifier: MIT */
/*
 * Blocks of which firmware only wants to read back what it wrote: PWR, FLASH,
 * SYSCFG, DBGMCU.
 *
 * From:     RM0090, 3.9 (FLASH), 5.4 (PWR), 9.2 (SYSCFG), 38.6 (DBGMCU).
 * Modelled: their registers as storage with reset values; the voltage scaling
 *           is ready (PWR_CSR.VOSRDY); FLASH_CR's LOCK, opened by its keys;
 *           SYSCFG_EXTICR, which exti.h reads; DBGMCU_IDCODE of revision Z.
 * Left out: writing or erasing the flash memory: starting it is a crash.
 */
#ifndef STM32F4_STORE_H
#define STM32F4_STORE_H

#include "stm32/block.h"

enum store_which { STORE_DBGMCU, STORE_FLASH, STORE_PWR, STORE_SYSCFG };
enum { N_STORES = 4, STORE_WORDS = 16, SYSCFG_EXTICR1 = 0x08 };

struct store {
	struct stm32_block block;
	enum store_which which;
	const char *name;
	uint32_t base;
	uint32_t word[STORE_WORDS];
	unsigned keys; /* of FLASH: how many of the two were right */
	void (*crash)(void *user, const char *what);
	void *user;
};

void f4_stores_init(struct store stores[N_STORES],
		    void (*crash)(void *user, const char *what), void *user);
void f4_stores_reset(struct store stores[N_STORES]);

#endif /* STM32F4_STORE_H */
