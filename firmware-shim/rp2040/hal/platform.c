/* SPDX-License-Identifier: MIT */
/* pico_platform: which chip this is, and waiting by counting. */
#include "pico.h"

#include "hardware/clocks.h"
#include "hardware/structs/sysinfo.h"
#include "hardware/timer.h"

uint8_t rp2040_chip_version(void)
{
	return (uint8_t)((sysinfo_hw->chip_id &
			  SYSINFO_CHIP_ID_REVISION_BITS) >>
			 SYSINFO_CHIP_ID_REVISION_LSB);
}

/* Rounded up to whole microseconds of the timer: at least that long. */
void busy_wait_at_least_cycles(uint32_t minimum_cycles)
{
	uint32_t per_us = clock_get_hz(clk_sys) / 1000000;

	busy_wait_us_32(minimum_cycles / per_us + 2);
}
