/* SPDX-License-Identifier: MIT */
/* The DMA channels: to claim, set up, start and wait for. */
#ifndef HARDWARE_DMA_H
#define HARDWARE_DMA_H

#include "pico.h"
#include "hardware/regs/dreq.h"
#include "hardware/structs/dma.h"

#ifdef __cplusplus
extern "C" {
#endif

enum dma_channel_transfer_size {
	DMA_SIZE_8 = 0,
	DMA_SIZE_16 = 1,
	DMA_SIZE_32 = 2,
};

typedef struct {
	uint32_t ctrl;
} dma_channel_config;

void dma_channel_claim(uint channel);
void dma_channel_unclaim(uint channel);
bool dma_channel_is_claimed(uint channel);
/* A free channel, or -1; if it is required, there must be one. */
int dma_claim_unused_channel(bool required);

static inline dma_channel_hw_t *dma_channel_hw_addr(uint channel)
{
	return &dma_hw->ch[channel];
}

static inline void dma_put_field_(dma_channel_config *c, uint32_t bits,
				  uint lsb, uint32_t value)
{
	c->ctrl = (c->ctrl & ~bits) | ((value << lsb) & bits);
}

static inline void channel_config_set_read_increment(dma_channel_config *c,
						     bool incr)
{
	dma_put_field_(c, DMA_CTRL_INCR_READ_BITS, DMA_CTRL_INCR_READ_LSB,
		       incr);
}

static inline void channel_config_set_write_increment(dma_channel_config *c,
						      bool incr)
{
	dma_put_field_(c, DMA_CTRL_INCR_WRITE_BITS, DMA_CTRL_INCR_WRITE_LSB,
		       incr);
}

static inline void channel_config_set_dreq(dma_channel_config *c, uint dreq)
{
	dma_put_field_(c, DMA_CTRL_TREQ_SEL_BITS, DMA_CTRL_TREQ_SEL_LSB, dreq);
}

static inline void channel_config_set_chain_to(dma_channel_config *c,
					       uint chain_to)
{
	dma_put_field_(c, DMA_CTRL_CHAIN_TO_BITS, DMA_CTRL_CHAIN_TO_LSB,
		       chain_to);
}

static inline void
channel_config_set_transfer_data_size(dma_channel_config *c,
				      enum dma_channel_transfer_size size)
{
	dma_put_field_(c, DMA_CTRL_DATA_SIZE_BITS, DMA_CTRL_DATA_SIZE_LSB,
		       size);
}

static inline void channel_config_set_ring(dma_channel_config *c, bool write,
					   uint size_bits)
{
	dma_put_field_(c, DMA_CTRL_RING_SIZE_BITS, DMA_CTRL_RING_SIZE_LSB,
		       size_bits);
	dma_put_field_(c, DMA_CTRL_RING_SEL_BITS, DMA_CTRL_RING_SEL_LSB, write);
}

static inline void channel_config_set_bswap(dma_channel_config *c, bool bswap)
{
	dma_put_field_(c, DMA_CTRL_BSWAP_BITS, DMA_CTRL_BSWAP_LSB, bswap);
}

static inline void channel_config_set_irq_quiet(dma_channel_config *c,
						bool quiet)
{
	dma_put_field_(c, DMA_CTRL_IRQ_QUIET_BITS, DMA_CTRL_IRQ_QUIET_LSB,
		       quiet);
}

static inline void channel_config_set_high_priority(dma_channel_config *c,
						    bool high)
{
	dma_put_field_(c, DMA_CTRL_HIGH_PRIORITY_BITS,
		       DMA_CTRL_HIGH_PRIORITY_LSB, high);
}

static inline void channel_config_set_enable(dma_channel_config *c, bool enable)
{
	dma_put_field_(c, DMA_CTRL_EN_BITS, DMA_CTRL_EN_LSB, enable);
}

/* Words, from rising addresses to one address, at once, chained to nobody. */
static inline dma_channel_config dma_channel_get_default_config(uint channel)
{
	dma_channel_config c = {0};

	channel_config_set_read_increment(&c, true);
	channel_config_set_dreq(&c, DREQ_FORCE);
	channel_config_set_chain_to(&c, channel);
	channel_config_set_transfer_data_size(&c, DMA_SIZE_32);
	channel_config_set_enable(&c, true);
	return c;
}

static inline void dma_channel_set_config(uint channel,
					  const dma_channel_config *config,
					  bool trigger)
{
	if (trigger)
		dma_hw->ch[channel].ctrl_trig = config->ctrl;
	else
		dma_hw->ch[channel].al1_ctrl = config->ctrl;
}

static inline void dma_channel_set_read_addr(uint channel,
					     const volatile void *read_addr,
					     bool trigger)
{
	if (trigger)
		dma_hw->ch[channel].al3_read_addr_trig =
			(uint32_t)(uintptr_t)read_addr;
	else
		dma_hw->ch[channel].read_addr = (uint32_t)(uintptr_t)read_addr;
}

static inline void dma_channel_set_write_addr(uint channel,
					      volatile void *write_addr,
					      bool trigger)
{
	if (trigger)
		dma_hw->ch[channel].al2_write_addr_trig =
			(uint32_t)(uintptr_t)write_addr;
	else
		dma_hw->ch[channel].write_addr =
			(uint32_t)(uintptr_t)write_addr;
}

static inline void
dma_channel_set_trans_count(uint channel, uint32_t trans_count, bool trigger)
{
	if (trigger)
		dma_hw->ch[channel].al1_transfer_count_trig = trans_count;
	else
		dma_hw->ch[channel].transfer_count = trans_count;
}

static inline void dma_channel_configure(uint channel,
					 const dma_channel_config *config,
					 volatile void *write_addr,
					 const volatile void *read_addr,
					 uint transfer_count, bool trigger)
{
	dma_channel_set_read_addr(channel, read_addr, false);
	dma_channel_set_write_addr(channel, write_addr, false);
	dma_channel_set_trans_count(channel, transfer_count, false);
	dma_channel_set_config(channel, config, trigger);
}

static inline void dma_start_channel_mask(uint32_t mask)
{
	dma_hw->multi_channel_trigger = mask;
}

static inline void dma_channel_start(uint channel)
{
	dma_start_channel_mask(1u << channel);
}

static inline bool dma_channel_is_busy(uint channel)
{
	return dma_hw->ch[channel].al1_ctrl & DMA_CTRL_BUSY_BITS;
}

void dma_channel_wait_for_finish_blocking(uint channel);
void dma_channel_abort(uint channel);

static inline void dma_channel_set_irq0_enabled(uint channel, bool enabled)
{
	hw_write_masked(&dma_hw->inte0, enabled ? 1u << channel : 0,
			1u << channel);
}

static inline void dma_channel_set_irq1_enabled(uint channel, bool enabled)
{
	hw_write_masked(&dma_hw->inte1, enabled ? 1u << channel : 0,
			1u << channel);
}

static inline bool dma_channel_get_irq0_status(uint channel)
{
	return dma_hw->ints0 & 1u << channel;
}

static inline bool dma_channel_get_irq1_status(uint channel)
{
	return dma_hw->ints1 & 1u << channel;
}

static inline void dma_channel_acknowledge_irq0(uint channel)
{
	dma_hw->ints0 = 1u << channel;
}

static inline void dma_channel_acknowledge_irq1(uint channel)
{
	dma_hw->ints1 = 1u << channel;
}

#ifdef __cplusplus
}
#endif

#endif
