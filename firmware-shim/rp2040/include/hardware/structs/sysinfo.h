/* SPDX-License-Identifier: MIT */
/* The chip's identity as a struct (RP2040 data sheet, 2.20.2). */
#ifndef HARDWARE_STRUCTS_SYSINFO_H
#define HARDWARE_STRUCTS_SYSINFO_H

#include "hardware/address_mapped.h"
#include "hardware/regs/sysinfo.h"

typedef struct {
	io_ro_32 chip_id;
	io_ro_32 platform;
} sysinfo_hw_t;

#define sysinfo_hw ((sysinfo_hw_t *)SYSINFO_BASE)

#endif
