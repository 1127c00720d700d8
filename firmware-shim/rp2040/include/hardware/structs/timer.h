/* SPDX-License-Identifier: MIT */
/* The microsecond timer as a struct (RP2040 data sheet, 4.6). */
#ifndef HARDWARE_STRUCTS_TIMER_H
#define HARDWARE_STRUCTS_TIMER_H

#include "hardware/address_mapped.h"
#include "hardware/regs/timer.h"

typedef struct {
	io_wo_32 timehw;
	io_wo_32 timelw;
	io_ro_32 timehr;
	io_ro_32 timelr;
	io_rw_32 alarm[NUM_ALARMS];
	io_rw_32 armed;
	io_ro_32 timerawh;
	io_ro_32 timerawl;
	io_rw_32 dbgpause;
	io_rw_32 pause;
	io_rw_32 intr;
	io_rw_32 inte;
	io_rw_32 intf;
	io_ro_32 ints;
} timer_hw_t;

check_hw_layout(timer_hw_t, ints, TIMER_INTS_OFFSET);

#define timer_hw ((timer_hw_t *)TIMER_BASE)

#endif
