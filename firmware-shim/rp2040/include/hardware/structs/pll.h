/* SPDX-License-Identifier: MIT */
/* A PLL as a struct (RP2040 data sheet, 2.18.4). */
#ifndef HARDWARE_STRUCTS_PLL_H
#define HARDWARE_STRUCTS_PLL_H

#include "hardware/address_mapped.h"
#include "hardware/regs/pll.h"

typedef struct {
	io_rw_32 cs;
	io_rw_32 pwr;
	io_rw_32 fbdiv_int;
	io_rw_32 prim;
} pll_hw_t;

#define pll_sys_hw ((pll_hw_t *)PLL_SYS_BASE)
#define pll_usb_hw ((pll_hw_t *)PLL_USB_BASE)

#endif
