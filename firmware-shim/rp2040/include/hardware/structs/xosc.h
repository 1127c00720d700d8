/* SPDX-License-Identifier: MIT */
/* The crystal oscillator as a struct (RP2040 data sheet, 2.16.7). */
#ifndef HARDWARE_STRUCTS_XOSC_H
#define HARDWARE_STRUCTS_XOSC_H

#include "hardware/address_mapped.h"
#include "hardware/regs/xosc.h"

typedef struct {
	io_rw_32 ctrl;
	io_rw_32 status;
	io_rw_32 dormant;
	io_rw_32 startup;
	uint32_t _pad0[3];
	io_rw_32 count;
} xosc_hw_t;

#define xosc_hw ((xosc_hw_t *)XOSC_BASE)

#endif
