/* SPDX-License-Identifier: MIT */
/*
 * DMA1, as far as the I2C blocks use it.
 *
 * From:     RM0090, chapter 10: table 42 (channels), 10.5 (registers).
 * Modelled: eight streams, each serving the requests of the channel that its
 *           CHSEL selects; EN, DIR, MINC, CIRC, MSIZE; NDTR and memory address
 *           counting; half and whole transfer with flags and interrupts; a
 *           stream that software stops sets TCIF.
 * Left out: DMA2; other requests than those of I2C; double buffers (DBM is a
 *           crash), the FIFO (FCR is stored: every transfer is direct), bursts,
 *           priorities.
 * Approx.:  a transfer takes 10 cycles of AHB from request to byte, and one is
 *           under way at a time. A memory address that is none of the
 *           firmware's is a crash; silicon sets TEIF.
 */
#ifndef STM32F4_DMA_H
#define STM32F4_DMA_H

#include "stm32f4/i2c.h"

enum { DMA_STREAMS = 8 };

struct dma_stream {
	uint32_t cr, ndtr, par, m0ar, m1ar, fcr;
	uint32_t n;    /* NDTR when it was enabled */
	uint32_t done; /* bytes of memory behind M0AR */
};

struct dma {
	struct stm32_block block;
	struct nvic *nvic;
	struct i2c *i2c;  /* three of them */
	uint32_t hclk_hz; /* kept by RCC */
	/* To crash with; and is this memory? NULL: all is. */
	void (*crash)(void *user, const char *what);
	bool (*is_memory)(void *user, uint32_t at, uint32_t len, bool written);
	void *user;
	struct dma_stream stream[DMA_STREAMS];
	uint8_t flags[DMA_STREAMS]; /* as in LISR, from bit 0 */
	tw_queue *queue;
	struct tw_timer service; /* of the next request */
};

/* @dma: zeroed, its callbacks set. */
void f4_dma_init(struct dma *dma, tw_queue *queue, struct nvic *nvic,
		 struct i2c *i2c);
void f4_dma_reset(struct dma *dma);

#endif /* STM32F4_DMA_H */
