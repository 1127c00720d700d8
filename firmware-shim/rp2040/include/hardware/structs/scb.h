/* SPDX-License-Identifier: MIT */
/* The system control block as a struct (Armv6-M ARM, B3.2). */
#ifndef HARDWARE_STRUCTS_SCB_H
#define HARDWARE_STRUCTS_SCB_H

#include "hardware/address_mapped.h"
#include "hardware/regs/m0plus.h"

typedef struct {
	io_ro_32 cpuid;
	io_rw_32 icsr;
	io_rw_32 vtor;
	io_rw_32 aircr;
	io_rw_32 scr;
	io_ro_32 ccr;
	uint32_t _pad0;
	io_rw_32 shpr2;
	io_rw_32 shpr3;
} armv6m_scb_hw_t;

#define scb_hw ((armv6m_scb_hw_t *)(PPB_BASE + M0PLUS_CPUID_OFFSET))

#endif
