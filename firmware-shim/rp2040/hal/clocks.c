/* SPDX-License-Identifier: MIT */
/* hardware_clocks: how fast the clocks are. They run from the start as the
 * boot code of a Pico leaves them, and cannot be changed. */
#include "hardware/clocks.h"

static uint32_t reported_hz[CLK_COUNT] = {
	[clk_ref] = XOSC_HZ,	[clk_sys] = SYS_CLK_HZ, [clk_peri] = SYS_CLK_HZ,
	[clk_usb] = USB_CLK_HZ, [clk_adc] = USB_CLK_HZ, [clk_rtc] = 46875,
};

void clocks_init(void)
{
}

uint32_t clock_get_hz(clock_handle_t clock)
{
	return reported_hz[clock];
}

void clock_set_reported_hz(clock_handle_t clock, uint hz)
{
	reported_hz[clock] = hz;
}
