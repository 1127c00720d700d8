/* SPDX-License-Identifier: MIT */
/*
 * The DMA controller, for what firmware does with it around I2C.
 *
 * From:     RP2040 data sheet, 2.5.
 * Modelled: twelve channels with their aliases and triggers; 8, 16 and 32
 *           bits, increments, rings, BSWAP; TRANS_COUNT's reload; pacing by
 *           the requests of both I2C blocks or by none; CHAIN_TO; MULTI_CHAN_-
 *           TRIGGER, CHAN_ABORT; INTR, INTE, INTF, INTS, IRQ_QUIET and the
 *           null trigger; BUSY.
 * Left out: other requests and the pacing timers: a channel that asks for one
 *           waits for ever; the sniffer (using it is a crash); the priority
 *           bit.
 * Approx.:  a transfer takes 4 cycles of clk_sys, one at a time, by number.
 *           Addresses are those of firmware's memory and of an I2C block's
 *           registers; another is a crash that says so, where silicon sets
 *           READ_ERROR or WRITE_ERROR. To an I2C register a narrow write is
 *           repeated in all lanes, as the core's is: DATA_CMD takes 16 or 32
 *           bits.
 */
#ifndef RP2040_DMA_H
#define RP2040_DMA_H

#include "rp2040/dw.h"

enum { DMA_CHANNELS = 12, DMA_I2CS = 2 };

struct rp_dma_channel {
	uint32_t read, write;
	uint32_t count;	 /* left */
	uint32_t reload; /* what a trigger begins with */
	uint32_t ctrl;	 /* without BUSY */
	bool busy;
};

struct rp_dma {
	struct apb apb;
	mcu *mcu;
	tw_queue *queue;
	struct nvic *nvic;
	struct dw *i2c[DMA_I2CS];
	uint64_t clock_hz;
	struct tw_timer service;
	struct rp_dma_channel channel[DMA_CHANNELS];
	uint32_t raw; /* INTR */
	uint32_t inte[2], intf[2];
};

void rp_dma_init(struct rp_dma *dma, tw_queue *queue, struct nvic *nvic,
		 uint64_t clock_hz, struct dw *i2c0, struct dw *i2c1);
void rp_dma_reset(void *dma);

#endif /* RP2040_DMA_H */
