/* SPDX-License-Identifier: MIT */
/* The GPIO pads as a struct (RP2040 data sheet, 2.19.6.3). */
#ifndef HARDWARE_STRUCTS_PADS_BANK0_H
#define HARDWARE_STRUCTS_PADS_BANK0_H

#include "hardware/address_mapped.h"
#include "hardware/regs/pads_bank0.h"

typedef struct {
	io_rw_32 voltage_select;
	io_rw_32 io[NUM_BANK0_GPIOS];
} pads_bank0_hw_t;

typedef pads_bank0_hw_t padsbank0_hw_t;

#define pads_bank0_hw ((pads_bank0_hw_t *)PADS_BANK0_BASE)
#define padsbank0_hw  pads_bank0_hw

#endif
