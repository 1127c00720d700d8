/* SPDX-License-Identifier: MIT */
/* Holding peripherals in reset, and letting go of them. */
#ifndef HARDWARE_RESETS_H
#define HARDWARE_RESETS_H

#include "pico.h"
#include "hardware/structs/resets.h"

#ifdef __cplusplus
extern "C" {
#endif

static __force_inline void reset_block_reg_mask(io_rw_32 *reset, uint32_t mask)
{
	hw_set_bits(reset, mask);
}

static __force_inline void unreset_block_reg_mask(io_rw_32 *reset,
						  uint32_t mask)
{
	hw_clear_bits(reset, mask);
}

static __force_inline void reset_block_mask(uint32_t bits)
{
	reset_block_reg_mask(&resets_hw->reset, bits);
}

static __force_inline void unreset_block_mask(uint32_t bits)
{
	unreset_block_reg_mask(&resets_hw->reset, bits);
}

static __force_inline void unreset_block_mask_wait_blocking(uint32_t bits)
{
	unreset_block_mask(bits);
	while (~resets_hw->reset_done & bits)
		tight_loop_contents();
}

static inline void reset_block_num(uint32_t block_num)
{
	reset_block_mask(1u << block_num);
}

static inline void unreset_block_num(uint block_num)
{
	unreset_block_mask(1u << block_num);
}

static inline void unreset_block_num_wait_blocking(uint block_num)
{
	unreset_block_mask_wait_blocking(1u << block_num);
}

static inline void reset_unreset_block_num_wait_blocking(uint block_num)
{
	reset_block_num(block_num);
	unreset_block_num_wait_blocking(block_num);
}

/* Their older names. */
static inline void reset_block(uint32_t bits)
{
	reset_block_mask(bits);
}

static inline void unreset_block(uint32_t bits)
{
	unreset_block_mask(bits);
}

static inline void unreset_block_wait(uint32_t bits)
{
	unreset_block_mask_wait_blocking(bits);
}

#ifdef __cplusplus
}
#endif

#endif
