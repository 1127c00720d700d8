/* SPDX-License-Identifier: MIT */
#include "nrf_delay.h"

#include "twowire/firmware.h"

#define CYCLES_PER_US 64u

void nrf_delay_us(uint32_t us_time)
{
	tw_fw_wait_cycles((uint64_t)us_time * CYCLES_PER_US);
}

void nrf_delay_ms(uint32_t ms_time)
{
	tw_fw_wait_cycles((uint64_t)ms_time * 1000 * CYCLES_PER_US);
}
