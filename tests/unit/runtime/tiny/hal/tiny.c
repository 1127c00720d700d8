/* SPDX-License-Identifier: MIT */
#include "tiny.h"

#include "twowire/firmware.h"

void tiny_sleep(void)
{
	tw_fw_wfi();
}

void tiny_wait(uint32_t cycles)
{
	tw_fw_wait_cycles(cycles);
}

void tiny_mask(uint32_t masked)
{
	tw_fw_set_primask(masked);
}

uint32_t tiny_exception(void)
{
	return tw_fw_exception();
}
