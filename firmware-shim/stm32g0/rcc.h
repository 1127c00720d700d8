/* SPDX-License-Identifier: MIT */
/*
 * Reset and clock control: the clock tree, and each block's clock and reset.
 *
 * From:     RM0444, the chapter on RCC.
 * Modelled: SYSCLK from HSI16 with HSIDIV, HSE, PLL, LSI or LSE; the PLL's
 *           dividers; HPRE and PPRE; the clock of I2C1 (CCIPR); clocks and
 *           resets of the ports, DMA1, I2C1, I2C2, PWR, SYSCFG; the rest of
 *           the registers as storage.
 * Left out: the clock security system, interrupts, MCO, clocks in sleep mode
 *           and Stop mode.
 * Approx.:  every oscillator and the PLL are ready at once; HSE is a crystal
 *           of 8 MHz, LSE of 32768 Hz, LSI 32 kHz. A PLL that is off or fed by
 *           nothing counts as HSI16.
 */
#ifndef STM32G0_RCC_H
#define STM32G0_RCC_H

#include "stm32/block.h"

enum { RCC_MAX_GATES = 12, RCC_WORDS = 0x64 / 4 };

/* A bit in an enable and a reset register, and whose it is. */
struct rcc_gate {
	uint32_t enable, reset; /* offsets; reset 0: it has none */
	uint32_t bit;
	struct stm32_block *block;
};

struct rcc {
	struct stm32_block block;
	uint32_t word[RCC_WORDS];
	struct rcc_gate gates[RCC_MAX_GATES];
	unsigned n_gates;
	uint64_t fixed_hz; /* the chip's clock, whatever is set; 0: as set */
	void (*changed)(void *user); /* some clock */
	void *user;
};

/* @rcc: zeroed but for the callback. */
void g0_rcc_init(struct rcc *rcc, uint64_t fixed_hz);
void g0_rcc_add(struct rcc *rcc, uint32_t enable, uint32_t reset, uint32_t bit,
		struct stm32_block *block);
/* As after power-on; blocks are not reset with it. */
void g0_rcc_reset(struct rcc *rcc);
uint64_t g0_rcc_hclk_hz(const struct rcc *rcc); /* the core's */
uint64_t g0_rcc_pclk_hz(const struct rcc *rcc); /* I2C2's */
uint64_t g0_rcc_i2c1_hz(const struct rcc *rcc);

#endif /* STM32G0_RCC_H */
