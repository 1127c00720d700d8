/* SPDX-License-Identifier: MIT */
#include "stm32f4/rcc.h"

#include <string.h>

enum {
	CR = 0x00,
	PLLCFGR = 0x04,
	CFGR = 0x08,
	AHB1RSTR = 0x10,
	AHB1ENR = 0x30,
	AHB1LPENR = 0x50,
	BDCR = 0x70,
	CSR = 0x74,
};

enum {
	CR_HSION = 1 << 0,
	CR_HSEON = 1 << 16,
	CR_PLLON = 1 << 24,
	CR_PLLI2SON = 1 << 26,
	/* Each of these is followed by its ready flag. */
	CR_ON = CR_HSION | CR_HSEON | CR_PLLON | CR_PLLI2SON,
	PLL_FROM_HSE = 1 << 22,
	CSR_RMVF = 1 << 24,
	CSR_POWER_ON = 7 << 25, /* BORRSTF, PINRSTF, PORRSTF */
	CSR_SOFTWARE = 5 << 26, /* PINRSTF, SFTRSTF */
};

enum { FROM_HSI, FROM_HSE, FROM_PLL };

#define HSI_HZ 16000000u
#define HSE_HZ 8000000u

/* AHB1, 2, 3, a hole, APB1, 2. */
static const uint8_t places[RCC_BUSES] = {0, 1, 2, 4, 5};

static uint32_t reg(const struct rcc *rcc, uint32_t offset)
{
	return rcc->word[offset / 4];
}

/* --- the tree ---------------------------------------------------------- */

static uint32_t pll_hz(const struct rcc *rcc)
{
	uint32_t cfg = reg(rcc, PLLCFGR);
	uint64_t in = cfg & PLL_FROM_HSE ? HSE_HZ : HSI_HZ;
	uint32_t m = MAX(cfg & 0x3f, 2);
	uint32_t n = cfg >> 6 & 0x1ff;
	uint32_t p = 2 * (cfg >> 16 & 3) + 2;

	return (uint32_t)(in * n / m / p);
}

/* A source that is off is not switched to. */
static unsigned source(const struct rcc *rcc)
{
	unsigned wanted = reg(rcc, CFGR) & 3;
	uint32_t cr = reg(rcc, CR);

	if (wanted == FROM_HSE && cr & CR_HSEON)
		return FROM_HSE;
	if (wanted == FROM_PLL && cr & CR_PLLON)
		return FROM_PLL;
	return FROM_HSI;
}

static uint32_t ahb_divisor(uint32_t hpre)
{
	static const uint16_t divisors[] = {2, 4, 8, 16, 64, 128, 256, 512};

	return hpre & 8 ? divisors[hpre & 7] : 1;
}

static uint32_t apb_divisor(uint32_t ppre)
{
	return ppre & 4 ? 2u << (ppre & 3) : 1;
}

static uint32_t sysclk_hz(const struct rcc *rcc)
{
	switch (source(rcc)) {
	case FROM_HSE:
		return HSE_HZ;
	case FROM_PLL:
		return pll_hz(rcc);
	default:
		return HSI_HZ;
	}
}

static void update_clocks(struct rcc *rcc)
{
	uint32_t cfgr = reg(rcc, CFGR);
	uint32_t hclk = rcc->fixed_hz;

	if (!hclk)
		hclk = MAX(sysclk_hz(rcc) / ahb_divisor(cfgr >> 4 & 0xf), 1);
	rcc->clocks_changed(rcc->user, hclk,
			    MAX(hclk / apb_divisor(cfgr >> 10 & 7), 1));
}

/* --- blocks ------------------------------------------------------------ */

static void gate(struct rcc *rcc, unsigned bus, uint32_t enabled)
{
	for (unsigned i = 0; i < 32; i++)
		if (rcc->blocks[bus][i])
			rcc->blocks[bus][i]->off = !(enabled & 1u << i);
}

static void hold(struct rcc *rcc, unsigned bus, uint32_t held)
{
	for (unsigned i = 0; i < 32; i++) {
		struct stm32_block *b = rcc->blocks[bus][i];

		if (!b)
			continue;
		if (held & 1u << i && !b->held && b->reset)
			b->reset(b->user);
		b->held = held & 1u << i;
	}
}

static void update_blocks(struct rcc *rcc)
{
	for (unsigned bus = 0; bus < RCC_BUSES; bus++) {
		gate(rcc, bus, reg(rcc, AHB1ENR + 4u * places[bus]));
		hold(rcc, bus, reg(rcc, AHB1RSTR + 4u * places[bus]));
	}
}

/* --- registers --------------------------------------------------------- */

static uint32_t reset_flags(const struct rcc *rcc)
{
	if (reg(rcc, CSR) & CSR_RMVF)
		return 0;
	return rcc->power_on ? CSR_POWER_ON : CSR_SOFTWARE;
}

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	const struct rcc *rcc = user;
	uint32_t value;

	if (offset >= sizeof(rcc->word))
		return 0;
	value = reg(rcc, offset);
	switch (offset) {
	case CR:
		return value | (value & CR_ON) << 1;
	case CFGR:
		return (value & ~(3u << 2)) | source(rcc) << 2;
	case BDCR: /* LSERDY */
		return value | (value & 1) << 1;
	case CSR: /* LSIRDY */
		return (value & 1) | (value & 1) << 1 | reset_flags(rcc);
	default:
		return value;
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct rcc *rcc = user;
	uint32_t kept;

	if (offset >= sizeof(rcc->word))
		return;
	kept = reg(rcc, CSR) & CSR_RMVF;
	rcc->word[offset / 4] = stm32_merge(reg(rcc, offset), value, lanes);
	if (offset == CR) /* what the core runs from stays on */
		rcc->word[0] = (rcc->word[0] & ~(CR_ON << 1)) |
			       (source(rcc) == FROM_HSI ? CR_HSION : 0);
	if (offset == CSR) /* flags that are gone stay so */
		rcc->word[CSR / 4] |= kept;
	update_blocks(rcc);
	if (offset <= CFGR)
		update_clocks(rcc);
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[RCC_WORDS] = {
		"CR",	     "PLLCFGR",	   "CFGR",	"CIR",
		"AHB1RSTR",  "AHB2RSTR",   "AHB3RSTR",	NULL,
		"APB1RSTR",  "APB2RSTR",   NULL,	NULL,
		"AHB1ENR",   "AHB2ENR",	   "AHB3ENR",	NULL,
		"APB1ENR",   "APB2ENR",	   NULL,	NULL,
		"AHB1LPENR", "AHB2LPENR",  "AHB3LPENR", NULL,
		"APB1LPENR", "APB2LPENR",  NULL,	NULL,
		"BDCR",	     "CSR",	   NULL,	NULL,
		"SSCGR",     "PLLI2SCFGR",
	};

	return offset / 4 < RCC_WORDS ? names[offset / 4] : NULL;
}

void f4_rcc_reset(struct rcc *rcc, bool power_on)
{
	static const struct {
		uint16_t offset;
		uint32_t value;
	} values[] = {
		{CR, 0x81},
		{PLLCFGR, 0x24003010},
		{AHB1ENR, 0x00100000},
		{AHB1LPENR, 0x7e6791ff},
		{AHB1LPENR + 0x04, 0xf1},
		{AHB1LPENR + 0x08, 0x1},
		{AHB1LPENR + 0x10, 0x36fec9ff},
		{AHB1LPENR + 0x14, 0x00075f33},
		{0x84, 0x20003000},
	};

	memset(rcc->word, 0, sizeof(rcc->word));
	for (unsigned i = 0; i < G_N_ELEMENTS(values); i++)
		rcc->word[values[i].offset / 4] = values[i].value;
	rcc->power_on = power_on;
	update_blocks(rcc);
	update_clocks(rcc);
}

void f4_rcc_init(struct rcc *rcc)
{
	rcc->block = (struct stm32_block){.read = read_reg,
					  .write = write_reg,
					  .name = name_reg,
					  .user = rcc};
}
