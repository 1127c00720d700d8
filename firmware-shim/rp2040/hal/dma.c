/* SPDX-License-Identifier: MIT */
/* hardware_dma: who uses which channel. */
#include "hardware/dma.h"

#include "hardware/sync.h"

static uint32_t claimed;

bool dma_channel_is_claimed(uint channel)
{
	return claimed & 1u << channel;
}

void dma_channel_claim(uint channel)
{
	hard_assert(channel < NUM_DMA_CHANNELS &&
		    !dma_channel_is_claimed(channel));
	claimed |= 1u << channel;
}

void dma_channel_unclaim(uint channel)
{
	claimed &= ~(1u << channel);
}

int dma_claim_unused_channel(bool required)
{
	for (uint i = 0; i < NUM_DMA_CHANNELS; i++) {
		if (dma_channel_is_claimed(i))
			continue;
		dma_channel_claim(i);
		return (int)i;
	}
	if (required)
		panic("No DMA channels are available");
	return -1;
}

void dma_channel_wait_for_finish_blocking(uint channel)
{
	while (dma_channel_is_busy(channel))
		tight_loop_contents();
	__mem_fence_acquire();
}

void dma_channel_abort(uint channel)
{
	dma_hw->abort = 1u << channel;
	while (dma_hw->ch[channel].al1_ctrl & DMA_CTRL_BUSY_BITS)
		tight_loop_contents();
}
