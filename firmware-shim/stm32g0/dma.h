/* SPDX-License-Identifier: MIT */
/*
 * DMA1 and DMAMUX1, as far as the I2C blocks use them.
 *
 * From:     RM0444, the chapters on DMA (channels, registers) and DMAMUX
 *           (table of request lines).
 * Modelled: seven channels, each serving the request line that its CxCR
 *           selects; EN, DIR, MINC, CIRC, MSIZE; CNDTR counting; half and whole
 *           transfer with flags and interrupts.
 * Left out: other requests than those of I2C; MEM2MEM (a crash); DMAMUX's
 *           synchronization and request generators (SE and GE are a crash);
 *           priorities.
 * Approx.:  a transfer takes 10 cycles of AHB from request to byte, and one is
 *           under way at a time. An address that is none of the firmware's
 *           memory is a crash; silicon sets TEIF. CxCR may be written while its
 *           channel runs.
 */
#ifndef STM32G0_DMA_H
#define STM32G0_DMA_H

#include "runtime/nvic.h"
#include "stm32g0/i2cv2.h"

enum { G0_DMA_CHANNELS = 7, G0_DMA_I2CS = 2 };

struct g0_dma_channel {
	uint32_t ccr, cndtr, cpar, cmar;
	uint32_t n;    /* CNDTR when it was enabled */
	uint32_t done; /* bytes of memory behind CMAR */
	uint32_t mux;  /* DMAMUX's CxCR */
};

struct g0_dma {
	struct stm32_block block;
	struct stm32_block mux;
	mcu *mcu; /* set before the chip runs */
	struct nvic *nvic;
	struct i2cv2 *i2c[G0_DMA_I2CS];
	bool wants[2 * G0_DMA_I2CS]; /* I2C1's RX, TX, I2C2's RX, TX */
	uint64_t hclk_hz;
	struct g0_dma_channel channel[G0_DMA_CHANNELS];
	uint32_t isr;
	tw_queue *queue;
	struct tw_timer service; /* of the next request */
};

/* @dma: zeroed, mcu and i2c to be set. */
void g0_dma_init(struct g0_dma *dma, tw_queue *queue, struct nvic *nvic);
void g0_dma_reset(struct g0_dma *dma);
/* An I2C block's request line. */
void g0_dma_request(struct g0_dma *dma, unsigned i2c, bool transmit,
		    bool request);

#endif /* STM32G0_DMA_H */
