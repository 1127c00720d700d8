/* SPDX-License-Identifier: MIT */
/* The DMA controller as a struct (RP2040 data sheet, 2.5.7). */
#ifndef HARDWARE_STRUCTS_DMA_H
#define HARDWARE_STRUCTS_DMA_H

#include "hardware/address_mapped.h"
#include "hardware/regs/dma.h"

typedef struct {
	io_rw_32 read_addr;
	io_rw_32 write_addr;
	io_rw_32 transfer_count;
	io_rw_32 ctrl_trig;
	io_rw_32 al1_ctrl;
	io_rw_32 al1_read_addr;
	io_rw_32 al1_write_addr;
	io_rw_32 al1_transfer_count_trig;
	io_rw_32 al2_ctrl;
	io_rw_32 al2_transfer_count;
	io_rw_32 al2_read_addr;
	io_rw_32 al2_write_addr_trig;
	io_rw_32 al3_ctrl;
	io_rw_32 al3_write_addr;
	io_rw_32 al3_transfer_count;
	io_rw_32 al3_read_addr_trig;
} dma_channel_hw_t;

typedef struct {
	dma_channel_hw_t ch[12];
	uint32_t _pad0[64];
	io_rw_32 intr;
	io_rw_32 inte0;
	io_rw_32 intf0;
	io_rw_32 ints0;
	uint32_t _pad1;
	io_rw_32 inte1;
	io_rw_32 intf1;
	io_rw_32 ints1;
	io_rw_32 timer[4];
	io_wo_32 multi_channel_trigger;
	io_rw_32 sniff_ctrl;
	io_rw_32 sniff_data;
	uint32_t _pad2;
	io_ro_32 fifo_levels;
	io_wo_32 abort;
	io_ro_32 n_channels;
} dma_hw_t;

check_hw_layout(dma_hw_t, intr, DMA_INTR_OFFSET);
check_hw_layout(dma_hw_t, multi_channel_trigger, DMA_MULTI_CHAN_TRIGGER_OFFSET);
check_hw_layout(dma_hw_t, n_channels, DMA_N_CHANNELS_OFFSET);

#define dma_hw ((dma_hw_t *)DMA_BASE)

#endif
