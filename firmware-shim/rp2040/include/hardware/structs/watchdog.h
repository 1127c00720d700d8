/* SPDX-License-Identifier: MIT */
/* The watchdog and tick generator as a struct (RP2040 data sheet, 4.7.6). */
#ifndef HARDWARE_STRUCTS_WATCHDOG_H
#define HARDWARE_STRUCTS_WATCHDOG_H

#include "hardware/address_mapped.h"
#include "hardware/regs/watchdog.h"

typedef struct {
	io_rw_32 ctrl;
	io_wo_32 load;
	io_ro_32 reason;
	io_rw_32 scratch[8];
	io_rw_32 tick;
} watchdog_hw_t;

#define watchdog_hw ((watchdog_hw_t *)WATCHDOG_BASE)

#endif
