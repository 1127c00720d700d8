/* SPDX-License-Identifier: MIT */
/*
 * Reset and clock control.
 *
 * From:     RM0090, chapter 7 (7.3 registers, figure 21 the clock tree).
 * Modelled: HSI (16 MHz), HSE, the main PLL, SW and SWS, AHB's and APB1's
 *           prescalers: the core and the I2C blocks run at what they give;
 *           ready flags; clock enables and resets of the blocks there are; the
 *           reset flags of CSR.
 * Left out: the clock security system, LSE and LSI but for their ready flags,
 *           the PLL for I2S, low-power enables, CIR's interrupts (stored).
 * Approx.:  oscillators and PLL are ready at once. HSE is a crystal of 8 MHz,
 *           as ST's boards have it. A chip that is given a clock of its own in
 *           its configuration keeps that, and RCC changes only APB1's part of
 *           it.
 */
#ifndef STM32F4_RCC_H
#define STM32F4_RCC_H

#include "stm32/block.h"

enum { RCC_BUSES = 5, RCC_WORDS = 0x90 / 4 };

/* Which enable and reset register: AHB1, AHB2, AHB3, APB1, APB2. */
enum rcc_bus { RCC_AHB1, RCC_AHB2, RCC_AHB3, RCC_APB1, RCC_APB2 };

struct rcc {
	struct stm32_block block;
	uint32_t word[RCC_WORDS]; /* as written */
	uint32_t fixed_hz;	  /* of the core; 0: as the registers say */
	bool power_on;		  /* and not yet reset since */
	struct stm32_block *blocks[RCC_BUSES][32];
	/* The clocks of core and APB1 have changed. */
	void (*clocks_changed)(void *user, uint32_t hclk_hz, uint32_t pclk1_hz);
	void *user;
};

/* @rcc: zeroed, its blocks and callback set. */
void f4_rcc_init(struct rcc *rcc);
/* The registers, and with them every block's clock. */
void f4_rcc_reset(struct rcc *rcc, bool power_on);

#endif /* STM32F4_RCC_H */
