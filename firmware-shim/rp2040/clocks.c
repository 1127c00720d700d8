/* SPDX-License-Identifier: MIT */
#include "rp2040/clocks.h"

#include "rp2040/include/hardware/regs/clocks.h"
#include "rp2040/include/hardware/regs/pll.h"
#include "rp2040/include/hardware/regs/sysinfo.h"
#include "rp2040/include/hardware/regs/watchdog.h"
#include "rp2040/include/hardware/regs/xosc.h"

/* A B2: the version in the top four bits, then part 2, then Raspberry Pi's
 * manufacturer number. */
#define CHIP_ID	    0x20002927u
#define ROSC_STATUS 0x18
#define ROSC_STABLE (1u << 31 | 1u << 12)

static uint32_t see_clocks(const struct store *s, uint32_t offset)
{
	switch (offset) {
	case CLOCKS_CLK_REF_SELECTED_OFFSET:
		return 1u << (s->word[CLOCKS_CLK_REF_CTRL_OFFSET / 4] & 3);
	case CLOCKS_CLK_SYS_SELECTED_OFFSET:
		return 1u << (s->word[CLOCKS_CLK_SYS_CTRL_OFFSET / 4] & 1);
	case CLOCKS_CLK_PERI_SELECTED_OFFSET:
		return 1;
	case CLOCKS_FC0_STATUS_OFFSET:
		return CLOCKS_FC0_STATUS_DONE_BITS;
	default:
		return s->word[offset / 4];
	}
}

static uint32_t see_xosc(const struct store *s, uint32_t offset)
{
	if (offset == XOSC_STATUS_OFFSET)
		return XOSC_STATUS_STABLE_BITS | XOSC_STATUS_ENABLED_BITS;
	return s->word[offset / 4];
}

static uint32_t see_rosc(const struct store *s, uint32_t offset)
{
	return offset == ROSC_STATUS ? ROSC_STABLE : s->word[offset / 4];
}

static uint32_t see_pll(const struct store *s, uint32_t offset)
{
	uint32_t value = s->word[offset / 4];

	return offset == PLL_CS_OFFSET ? value | PLL_CS_LOCK_BITS : value;
}

static uint32_t see_watchdog(const struct store *s, uint32_t offset)
{
	uint32_t value = s->word[offset / 4];

	if (offset == WATCHDOG_TICK_OFFSET && value & WATCHDOG_TICK_ENABLE_BITS)
		value |= WATCHDOG_TICK_RUNNING_BITS;
	if (offset == WATCHDOG_REASON_OFFSET)
		return 0;
	return value;
}

static uint32_t see_sysinfo(const struct store *s, uint32_t offset)
{
	if (offset == SYSINFO_CHIP_ID_OFFSET)
		return CHIP_ID;
	return offset == SYSINFO_PLATFORM_OFFSET ? SYSINFO_PLATFORM_ASIC_BITS
						 : 0;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	const struct store *s = user;

	return s->see ? s->see(s, offset) : s->word[offset / 4];
}

static void write_reg(void *user, uint32_t offset, uint32_t value)
{
	struct store *s = user;

	s->word[offset / 4] = value;
}

enum { CLOCKS = 2, WATCHDOG = 6 };

static const struct {
	const char *name;
	uint32_t base;
	uint32_t (*see)(const struct store *s, uint32_t offset);
} stored[N_STORES] = {
	{"SYSINFO", 0x40000000, see_sysinfo},
	{"SYSCFG", 0x40004000, NULL},
	[CLOCKS] = {"CLOCKS", 0x40008000, see_clocks},
	{"XOSC", 0x40024000, see_xosc},
	{"PLL_SYS", 0x40028000, see_pll},
	{"PLL_USB", 0x4002c000, see_pll},
	[WATCHDOG] = {"WATCHDOG", 0x40058000, see_watchdog},
	{"ROSC", 0x40060000, see_rosc},
};

void stores_init(struct store stores[N_STORES])
{
	for (unsigned i = 0; i < N_STORES; i++) {
		stores[i].name = stored[i].name;
		stores[i].base = stored[i].base;
		stores[i].see = stored[i].see;
		stores[i].apb = (struct apb){.read = read_reg,
					     .write = write_reg,
					     .user = &stores[i]};
	}
}

static bool is_scratch(const struct store *s, unsigned word)
{
	return s->see == see_watchdog && word >= WATCHDOG_SCRATCH0_OFFSET / 4 &&
	       word <= WATCHDOG_SCRATCH7_OFFSET / 4;
}

void stores_reset(struct store stores[N_STORES])
{
	for (unsigned i = 0; i < N_STORES; i++)
		for (unsigned w = 0; w < STORE_WORDS; w++)
			if (!is_scratch(&stores[i], w))
				stores[i].word[w] = 0;
	/* clk_ref from the crystal, clk_sys from the PLL, a tick of 1 us. */
	stores[CLOCKS].word[CLOCKS_CLK_REF_CTRL_OFFSET / 4] = 2;
	stores[CLOCKS].word[CLOCKS_CLK_SYS_CTRL_OFFSET / 4] = 1;
	stores[WATCHDOG].word[WATCHDOG_TICK_OFFSET / 4] =
		WATCHDOG_TICK_ENABLE_BITS | 12;
}
