/* SPDX-License-Identifier: MIT */
/* The interrupt controller as a struct (Armv6-M ARM, B3.4). */
#ifndef HARDWARE_STRUCTS_NVIC_H
#define HARDWARE_STRUCTS_NVIC_H

#include "hardware/address_mapped.h"
#include "hardware/regs/m0plus.h"

typedef struct {
	io_rw_32 iser;
	uint32_t _pad0[31];
	io_rw_32 icer;
	uint32_t _pad1[31];
	io_rw_32 ispr;
	uint32_t _pad2[31];
	io_rw_32 icpr;
	uint32_t _pad3[95];
	io_rw_32 ipr[8];
} nvic_hw_t;

check_hw_layout(nvic_hw_t, ipr,
		M0PLUS_NVIC_IPR0_OFFSET - M0PLUS_NVIC_ISER_OFFSET);

#define nvic_hw ((nvic_hw_t *)(PPB_BASE + M0PLUS_NVIC_ISER_OFFSET))

#endif
