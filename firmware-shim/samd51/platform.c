/* SPDX-License-Identifier: MIT */
/*
 * The SAMD51J19A: a chip of one Cortex-M4F with six SERCOMs and 64 pins.
 *
 * From:     SAM D5x/E5x Family Data Sheet: 6 (pins), 9 (memories), 10.2
 *           (interrupts); Cortex-M4 Technical Reference Manual, 3.3.
 * Modelled, Left out: see sam/chip.h.
 * Approx.:  a basic block costs 5 cycles and an access 2, an interrupt 12 in
 *           and 10 out; flash wait states and the cache are in that.
 */
#include "samd51/platform.h"

#include "sam/chip.h"
#include "samd51/clocks.h"

static const struct sam_pad pads[] = {
	{4, 'D', 0, 0},	      {8, 'C', 0, 0},	    {5, 'D', 0, 1},
	{9, 'C', 0, 1},	      {0, 'D', 1, 0},	    {16, 'C', 1, 0},
	{1, 'D', 1, 1},	      {17, 'C', 1, 1},	    {9, 'D', 2, 0},
	{12, 'C', 2, 0},      {8, 'D', 2, 1},	    {13, 'C', 2, 1},
	{17, 'D', 3, 0},      {22, 'C', 3, 0},	    {16, 'D', 3, 1},
	{23, 'C', 3, 1},      {13, 'D', 4, 0},	    {32 + 8, 'D', 4, 0},
	{32 + 12, 'C', 4, 0}, {12, 'D', 4, 1},	    {32 + 9, 'D', 4, 1},
	{32 + 13, 'C', 4, 1}, {23, 'D', 5, 0},	    {32 + 2, 'D', 5, 0},
	{32 + 16, 'C', 5, 0}, {32 + 31, 'D', 5, 0}, {22, 'D', 5, 1},
	{32 + 3, 'D', 5, 1},  {32 + 17, 'C', 5, 1}, {32 + 30, 'D', 5, 1},
};

static const char *const handlers[137] = {
	[31] = "DMAC_0_Handler",    [32] = "DMAC_1_Handler",
	[33] = "DMAC_2_Handler",    [34] = "DMAC_3_Handler",
	[35] = "DMAC_4_Handler",    [46] = "SERCOM0_0_Handler",
	[47] = "SERCOM0_1_Handler", [48] = "SERCOM0_2_Handler",
	[49] = "SERCOM0_3_Handler", [50] = "SERCOM1_0_Handler",
	[51] = "SERCOM1_1_Handler", [52] = "SERCOM1_2_Handler",
	[53] = "SERCOM1_3_Handler", [54] = "SERCOM2_0_Handler",
	[55] = "SERCOM2_1_Handler", [56] = "SERCOM2_2_Handler",
	[57] = "SERCOM2_3_Handler", [58] = "SERCOM3_0_Handler",
	[59] = "SERCOM3_1_Handler", [60] = "SERCOM3_2_Handler",
	[61] = "SERCOM3_3_Handler", [62] = "SERCOM4_0_Handler",
	[63] = "SERCOM4_1_Handler", [64] = "SERCOM4_2_Handler",
	[65] = "SERCOM4_3_Handler", [66] = "SERCOM5_0_Handler",
	[67] = "SERCOM5_1_Handler", [68] = "SERCOM5_2_Handler",
	[69] = "SERCOM5_3_Handler",
};

/* Words that start-up code waits for: STATUS and DPLLSTATUS of OSCCTRL, STATUS
 * of OSC32KCTRL and SUPC, NVMCTRL's STATUS.READY. */
static const struct store_config stores[] = {
	{.name = "PAC", .base = 0x40000000},
	{.name = "PM", .base = 0x40000400, .ready = {{0x04, 1u << 16}}},
	{.name = "RSTC", .base = 0x40000c00, .ready = {{0x00, 1}}},
	{.name = "OSCCTRL",
	 .base = 0x40001000,
	 .ready = {{0x10, 0x01010d03}, {0x40, 3}, {0x54, 3}}},
	{.name = "OSC32KCTRL", .base = 0x40001400, .ready = {{0x0c, 1}}},
	{.name = "SUPC", .base = 0x40001800, .ready = {{0x0c, 0x052d}}},
	{.name = "WDT", .base = 0x40002000},
	{.name = "NVMCTRL", .base = 0x41004000, .ready = {{0x10, 1u << 16}}},
	{.name = "CMCC", .base = 0x41006000},
};

static bool pin_number(const char *name, unsigned *n)
{
	static const uint32_t exist[PORT_GROUPS] = {0xcbffffff, 0xc0c3ffff};

	return sam_pin_number(name, exist, n);
}

static const struct sam_config config = {
	.clock_hz = 120000000,
	.nvic = {.n_irqs = G_N_ELEMENTS(handlers),
		 .priority_bits = 3,
		 .armv7m = true,
		 .cpuid = 0x410fc241,
		 .handlers = handlers},
	.costs = {.block = 5, .access = 2, .irq_entry = 12, .irq_exit = 10},
	.sercoms =
		{
			{0x40003000, 7, 1, 12, 46},
			{0x40003400, 8, 1, 13, 50},
			{0x41012000, 23, 2, 9, 54},
			{0x41014000, 24, 2, 10, 58},
			{0x43000000, 34, 4, 0, 62},
			{0x43000400, 35, 4, 1, 66},
		},
	.slow = 3,
	.n_irqs_each = 4,
	.pads = pads,
	.n_pads = G_N_ELEMENTS(pads),
	.naming = {pin_number, "PA00 to PA31 and PB00 to PB31 as the 64-pin "
			       "package has them"},
	.port_base = 0x41008000,
	.dmac_base = 0x4100a000,
	.dmac_irq = 31,
	.n_dmac_irqs = 5,
	.dmac_rx = 4,
	.stores = stores,
	.n_stores = G_N_ELEMENTS(stores),
	.reset_clocks = samd51_clocks_reset,
	.clock_devices = {samd51_gclk_device, samd51_mclk_device},
};

static bool build(tw_chip *chip, const struct tw_chip_config *chip_config,
		  GError **error)
{
	return sam_build(chip, &config, chip_config, error);
}

const struct tw_platform tw_platform_samd51 = {
	.name = "samd51",
	.summary = "Microchip SAM D51 (J19A): Cortex-M4F, six SERCOMs",
	.clock_hz = 120000000,
	.i2c_pins = {[TW_SCL] = {"PA13", 13}, [TW_SDA] = {"PA12", 12}},
	.build = build,
};
