/* SPDX-License-Identifier: MIT */
/* The second core: to start and stop it, and the mailboxes between both. */
#ifndef PICO_MULTICORE_H
#define PICO_MULTICORE_H

#include "pico/types.h"
#include "hardware/structs/sio.h"
#include "hardware/sync.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef PICO_CORE1_STACK_SIZE
#define PICO_CORE1_STACK_SIZE 0x800
#endif

/* Stops core 1 and waits until it is in its boot ROM again. */
void multicore_reset_core1(void);
/* Starts core 1 in that function, which may return. It must be stopped. */
void multicore_launch_core1(void (*entry)(void));
void multicore_launch_core1_with_stack(void (*entry)(void),
				       uint32_t *stack_bottom,
				       size_t stack_size_bytes);
void multicore_launch_core1_raw(void (*entry)(void), uint32_t *sp,
				uint32_t vector_table);

/* Both cores' own ends of the mailboxes, eight words each way. */
static inline bool multicore_fifo_rvalid(void)
{
	return sio_hw->fifo_st & SIO_FIFO_ST_VLD_BITS;
}

static inline bool multicore_fifo_wready(void)
{
	return sio_hw->fifo_st & SIO_FIFO_ST_RDY_BITS;
}

void multicore_fifo_push_blocking(uint32_t data);
bool multicore_fifo_push_timeout_us(uint32_t data, uint64_t timeout_us);
uint32_t multicore_fifo_pop_blocking(void);
bool multicore_fifo_pop_timeout_us(uint64_t timeout_us, uint32_t *out);

/* Throws away what there is to read. */
static inline void multicore_fifo_drain(void)
{
	while (multicore_fifo_rvalid())
		(void)sio_hw->fifo_rd;
}

/* Clears the sticky bits of a read from an empty mailbox and a write to a full
 * one. */
static inline void multicore_fifo_clear_irq(void)
{
	sio_hw->fifo_st = 0xff;
}

static inline uint32_t multicore_fifo_get_status(void)
{
	return sio_hw->fifo_st;
}

#ifdef __cplusplus
}
#endif

#endif
