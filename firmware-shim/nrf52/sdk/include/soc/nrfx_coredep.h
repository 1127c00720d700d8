/* SPDX-License-Identifier: MIT */
/* The vendor's waits in machine code. */
#ifndef NRFX_COREDEP_H__
#define NRFX_COREDEP_H__

#include <stdint.h>

void tw_fw_wait_cycles(uint64_t cycles);

static inline void nrfx_coredep_delay_us(uint32_t time_us)
{
	tw_fw_wait_cycles((uint64_t)time_us * 64);
}

#endif
