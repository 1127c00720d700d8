/* SPDX-License-Identifier: MIT */
/* pico_multicore: core 1 and the mailboxes. */
#include "pico/multicore.h"

#include "hardware/regs/addressmap.h"
#include "hardware/structs/scb.h"
#include "pico/time.h"

/* PSM's FRCE_OFF and the bit of core 1. */
#define PSM_FRCE_OFF   (*(io_rw_32 *)(PSM_BASE + 4))
#define PSM_PROC1_BITS 0x10000u

static uint32_t core1_stack[PICO_CORE1_STACK_SIZE / sizeof(uint32_t)];

void multicore_fifo_push_blocking(uint32_t data)
{
	while (!multicore_fifo_wready())
		tight_loop_contents();
	sio_hw->fifo_wr = data;
	__sev();
}

bool multicore_fifo_push_timeout_us(uint32_t data, uint64_t timeout_us)
{
	absolute_time_t until = make_timeout_time_us(timeout_us);

	while (!multicore_fifo_wready()) {
		tight_loop_contents();
		if (time_reached(until))
			return false;
	}
	sio_hw->fifo_wr = data;
	__sev();
	return true;
}

uint32_t multicore_fifo_pop_blocking(void)
{
	while (!multicore_fifo_rvalid())
		__wfe();
	return sio_hw->fifo_rd;
}

bool multicore_fifo_pop_timeout_us(uint64_t timeout_us, uint32_t *out)
{
	absolute_time_t until = make_timeout_time_us(timeout_us);

	while (!multicore_fifo_rvalid())
		if (best_effort_wfe_or_timeout(until))
			return false;
	*out = sio_hw->fifo_rd;
	return true;
}

void multicore_reset_core1(void)
{
	hw_set_bits(&PSM_FRCE_OFF, PSM_PROC1_BITS);
	while (!(PSM_FRCE_OFF & PSM_PROC1_BITS))
		tight_loop_contents();
	hw_clear_bits(&PSM_FRCE_OFF, PSM_PROC1_BITS);
	/* Its boot ROM says that it is there. */
	(void)multicore_fifo_pop_blocking();
}

/* The boot ROM of core 1 sends each word back; one that comes back different
 * begins the sequence anew (RP2040 data sheet, 2.8.3). */
void multicore_launch_core1_raw(void (*entry)(void), uint32_t *sp,
				uint32_t vector_table)
{
	const uint32_t words[] = {0,
				  0,
				  1,
				  vector_table,
				  (uint32_t)(uintptr_t)sp,
				  (uint32_t)(uintptr_t)entry};
	uint n = 0;

	while (n < count_of(words)) {
		if (!words[n]) {
			multicore_fifo_drain();
			__sev();
		}
		multicore_fifo_push_blocking(words[n]);
		n = multicore_fifo_pop_blocking() == words[n] ? n + 1 : 0;
	}
}

void multicore_launch_core1_with_stack(void (*entry)(void),
				       uint32_t *stack_bottom,
				       size_t stack_size_bytes)
{
	hard_assert(!(stack_size_bytes & 3));
	multicore_launch_core1_raw(
		entry, stack_bottom + stack_size_bytes / sizeof(uint32_t),
		scb_hw->vtor);
}

void multicore_launch_core1(void (*entry)(void))
{
	multicore_launch_core1_with_stack(entry, core1_stack,
					  sizeof(core1_stack));
}
