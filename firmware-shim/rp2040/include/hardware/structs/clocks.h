/* SPDX-License-Identifier: MIT */
/* The clock generators as a struct (RP2040 data sheet, 2.15.7). */
#ifndef HARDWARE_STRUCTS_CLOCKS_H
#define HARDWARE_STRUCTS_CLOCKS_H

#include "hardware/address_mapped.h"
#include "hardware/regs/clocks.h"

typedef enum clock_num_rp2040 {
	clk_gpout0 = 0,
	clk_gpout1 = 1,
	clk_gpout2 = 2,
	clk_gpout3 = 3,
	clk_ref = 4,
	clk_sys = 5,
	clk_peri = 6,
	clk_usb = 7,
	clk_adc = 8,
	clk_rtc = 9,
	CLK_COUNT
} clock_num_t;

typedef struct {
	io_rw_32 ctrl;
	io_rw_32 div;
	io_ro_32 selected;
} clock_hw_t;

typedef struct {
	io_rw_32 ctrl;
	io_ro_32 status;
} clock_resus_hw_t;

typedef struct {
	io_rw_32 ref_khz;
	io_rw_32 min_khz;
	io_rw_32 max_khz;
	io_rw_32 delay;
	io_rw_32 interval;
	io_rw_32 src;
	io_ro_32 status;
	io_ro_32 result;
} fc_hw_t;

typedef struct {
	clock_hw_t clk[CLK_COUNT];
	clock_resus_hw_t resus;
	fc_hw_t fc0;
	io_rw_32 wake_en0;
	io_rw_32 wake_en1;
	io_rw_32 sleep_en0;
	io_rw_32 sleep_en1;
	io_ro_32 enabled0;
	io_ro_32 enabled1;
	io_ro_32 intr;
	io_rw_32 inte;
	io_rw_32 intf;
	io_ro_32 ints;
} clocks_hw_t;

check_hw_layout(clocks_hw_t, clk[clk_sys], CLOCKS_CLK_SYS_CTRL_OFFSET);
check_hw_layout(clocks_hw_t, fc0.status, CLOCKS_FC0_STATUS_OFFSET);

#define clocks_hw ((clocks_hw_t *)CLOCKS_BASE)

#endif
