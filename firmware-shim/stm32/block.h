/* SPDX-License-Identifier: MIT */
/*
 * A peripheral of an STM32 as its bus shows it: registers that need a clock.
 *
 * From:     RM0090, 2.1 (narrow writes on APB), 7.3 (RCC); RM0444, 5.4.
 * Modelled: without its clock, or in reset, a block reads 0 and takes no write;
 *           on APB a byte or halfword is repeated in all lanes, on AHB only
 *           its own lanes are written.
 */
#ifndef STM32_BLOCK_H
#define STM32_BLOCK_H

#include "runtime/mcu.h"

struct stm32_block {
	uint32_t (*read)(void *user, uint32_t offset, bool peek);
	/* @lanes: 0xff for each byte written, as the bus has it. */
	void (*write)(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes);
	const char *(*name)(uint32_t offset); /* may be NULL */
	void (*reset)(void *user); /* by its bit in RCC; may be NULL */
	void *user;
	bool apb;
	bool off;  /* RCC gives it no clock */
	bool held; /* in reset */
};

enum { STM32_BLOCK_SIZE = 0x400 };

/* What a register becomes. */
static inline uint32_t stm32_merge(uint32_t before, uint32_t value,
				   uint32_t lanes)
{
	return (before & ~lanes) | (value & lanes);
}

/* A window for the runtime; @block must live as long as the chip. */
struct reg_device stm32_block_device(struct stm32_block *block,
				     const char *name, uint32_t base);

#endif /* STM32_BLOCK_H */
