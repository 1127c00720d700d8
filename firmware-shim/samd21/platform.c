/* SPDX-License-Identifier: MIT */
/*
 * The SAMD21J18A: a chip of one Cortex-M0+ with six SERCOMs and 64 pins.
 *
 * From:     SAM D21 Family Data Sheet: 7 (pins), 10 (memories), 11.2
 *           (interrupts); Cortex-M0+ Technical Reference Manual, 3.3.
 * Modelled, Left out: see sam/chip.h.
 * Approx.:  a basic block costs 5 cycles and an access 2, an interrupt 15 in
 *           and 13 out; flash wait states are in that. An access through
 *           PORT_IOBUS, one cycle on the chip, costs as much as any.
 */
#include "samd21/platform.h"

#include "sam/chip.h"
#include "samd21/clocks.h"

static const struct sam_pad pads[] = {
	{4, 'D', 0, 0},	      {8, 'C', 0, 0},	    {5, 'D', 0, 1},
	{9, 'C', 0, 1},	      {0, 'D', 1, 0},	    {16, 'C', 1, 0},
	{1, 'D', 1, 1},	      {17, 'C', 1, 1},	    {8, 'D', 2, 0},
	{12, 'C', 2, 0},      {9, 'D', 2, 1},	    {13, 'C', 2, 1},
	{16, 'D', 3, 0},      {22, 'C', 3, 0},	    {17, 'D', 3, 1},
	{23, 'C', 3, 1},      {12, 'D', 4, 0},	    {32 + 8, 'D', 4, 0},
	{32 + 12, 'C', 4, 0}, {13, 'D', 4, 1},	    {32 + 9, 'D', 4, 1},
	{32 + 13, 'C', 4, 1}, {22, 'D', 5, 0},	    {32 + 2, 'D', 5, 0},
	{32 + 16, 'C', 5, 0}, {32 + 30, 'D', 5, 0}, {23, 'D', 5, 1},
	{32 + 3, 'D', 5, 1},  {32 + 17, 'C', 5, 1}, {32 + 31, 'D', 5, 1},
};

static const char *const handlers[28] = {
	[0] = "PM_Handler",	  [1] = "SYSCTRL_Handler",
	[2] = "WDT_Handler",	  [3] = "RTC_Handler",
	[4] = "EIC_Handler",	  [5] = "NVMCTRL_Handler",
	[6] = "DMAC_Handler",	  [7] = "USB_Handler",
	[8] = "EVSYS_Handler",	  [9] = "SERCOM0_Handler",
	[10] = "SERCOM1_Handler", [11] = "SERCOM2_Handler",
	[12] = "SERCOM3_Handler", [13] = "SERCOM4_Handler",
	[14] = "SERCOM5_Handler",
};

/* Words that start-up code waits for: PCLKSR and DPLLSTATUS of SYSCTRL,
 * NVMCTRL's INTFLAG.READY. */
static const struct store_config stores[] = {
	{.name = "PAC0", .base = 0x40000000},
	{.name = "SYSCTRL",
	 .base = 0x40000800,
	 .ready = {{0x0c, 0xdf}, {0x50, 3}}},
	{.name = "WDT", .base = 0x40001000},
	{.name = "PAC1", .base = 0x41000000},
	{.name = "NVMCTRL", .base = 0x41004000, .ready = {{0x14, 1}}},
	{.name = "PAC2", .base = 0x42000000},
};

static bool pin_number(const char *name, unsigned *n)
{
	static const uint32_t exist[PORT_GROUPS] = {0xdbffffff, 0xc0c3ffff};

	return sam_pin_number(name, exist, n);
}

static const struct sam_config config = {
	.clock_hz = 48000000,
	.d21 = true,
	.nvic = {.n_irqs = G_N_ELEMENTS(handlers),
		 .priority_bits = 2,
		 .cpuid = 0x410cc601,
		 .handlers = handlers},
	.costs = {.block = 5, .access = 2, .irq_entry = 15, .irq_exit = 13},
	.sercoms =
		{
			{0x42000800, 20, 3, 2, 9},
			{0x42000c00, 21, 3, 3, 10},
			{0x42001000, 22, 3, 4, 11},
			{0x42001400, 23, 3, 5, 12},
			{0x42001800, 24, 3, 6, 13},
			{0x42001c00, 25, 3, 7, 14},
		},
	.slow = 19,
	.n_irqs_each = 1,
	.pads = pads,
	.n_pads = G_N_ELEMENTS(pads),
	.naming = {pin_number, "PA00 to PA31 and PB00 to PB31 as the 64-pin "
			       "package has them"},
	.port_base = 0x41004400,
	.port_alias = 0x60000000,
	.dmac_base = 0x41004800,
	.dmac_irq = 6,
	.n_dmac_irqs = 1,
	.dmac_rx = 1,
	.stores = stores,
	.n_stores = G_N_ELEMENTS(stores),
	.reset_clocks = samd21_clocks_reset,
	.clock_devices = {samd21_gclk_device, samd21_pm_device},
};

static bool build(tw_chip *chip, const struct tw_chip_config *chip_config,
		  GError **error)
{
	return sam_build(chip, &config, chip_config, error);
}

const struct tw_platform tw_platform_samd21 = {
	.name = "samd21",
	.summary = "Microchip SAM D21 (J18A): Cortex-M0+, six SERCOMs",
	.clock_hz = 48000000,
	.i2c_pins = {[TW_SCL] = {"PA13", 13}, [TW_SDA] = {"PA12", 12}},
	.build = build,
};
