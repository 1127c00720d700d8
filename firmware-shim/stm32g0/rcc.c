/* SPDX-License-Identifier: MIT */
#include "stm32g0/rcc.h"

#include "stm32g0/include/stm32g0xx_rcc_regs.h"

#define HSI_HZ 16000000u
#define HSE_HZ 8000000u
#define LSI_HZ 32000u
#define LSE_HZ 32768u

enum { SW_HSISYS, SW_HSE, SW_PLL, SW_LSI, SW_LSE };
enum { PLL_FROM_HSI = 2, PLL_FROM_HSE = 3 };
enum { I2C_PCLK, I2C_SYSCLK, I2C_HSI16 };

static uint32_t reg(const struct rcc *rcc, uint32_t offset)
{
	return rcc->word[offset / 4];
}

/* --- clocks ------------------------------------------------------------ */

static uint64_t pll_hz(const struct rcc *rcc)
{
	uint32_t pll = reg(rcc, RCC_PLLCFGR_OFFSET);
	uint64_t from;

	if ((pll & RCC_PLLCFGR_PLLSRC) == PLL_FROM_HSI)
		from = HSI_HZ;
	else if ((pll & RCC_PLLCFGR_PLLSRC) == PLL_FROM_HSE)
		from = HSE_HZ;
	else
		return HSI_HZ;
	return from * (pll >> RCC_PLLCFGR_PLLN_Pos & 0x7f) /
	       ((pll >> RCC_PLLCFGR_PLLM_Pos & 7) + 1) /
	       ((pll >> RCC_PLLCFGR_PLLR_Pos & 7) + 1);
}

static uint64_t sysclk_hz(const struct rcc *rcc)
{
	uint32_t cr = reg(rcc, RCC_CR_OFFSET);

	if (rcc->fixed_hz)
		return rcc->fixed_hz;
	switch (reg(rcc, RCC_CFGR_OFFSET) & RCC_CFGR_SW) {
	case SW_HSE:
		return HSE_HZ;
	case SW_PLL:
		return MAX(cr & RCC_CR_PLLON ? pll_hz(rcc) : HSI_HZ, LSI_HZ);
	case SW_LSI:
		return LSI_HZ;
	case SW_LSE:
		return LSE_HZ;
	default:
		return HSI_HZ >> (cr >> RCC_CR_HSIDIV_Pos & 7);
	}
}

/* 0xxx: not divided; 1000 to 1111: by 2, 4, 8, 16, 64, 128, 256, 512. */
uint64_t g0_rcc_hclk_hz(const struct rcc *rcc)
{
	static const unsigned shift[] = {1, 2, 3, 4, 6, 7, 8, 9};
	uint32_t hpre = reg(rcc, RCC_CFGR_OFFSET) >> RCC_CFGR_HPRE_Pos & 15;
	uint64_t hz = sysclk_hz(rcc);

	return rcc->fixed_hz || hpre < 8 ? hz : hz >> shift[hpre - 8];
}

/* 0xx: not divided; 100 to 111: by 2, 4, 8, 16. */
uint64_t g0_rcc_pclk_hz(const struct rcc *rcc)
{
	uint32_t ppre = reg(rcc, RCC_CFGR_OFFSET) >> RCC_CFGR_PPRE_Pos & 7;
	uint64_t hz = g0_rcc_hclk_hz(rcc);

	return ppre < 4 ? hz : hz >> (ppre - 3);
}

uint64_t g0_rcc_i2c1_hz(const struct rcc *rcc)
{
	switch (reg(rcc, RCC_CCIPR_OFFSET) >> RCC_CCIPR_I2C1SEL_Pos & 3) {
	case I2C_SYSCLK:
		return sysclk_hz(rcc);
	case I2C_HSI16:
		return HSI_HZ;
	default:
		return g0_rcc_pclk_hz(rcc);
	}
}

/* --- registers --------------------------------------------------------- */

static uint32_t read_reg(void *user, uint32_t offset, bool peek)
{
	const struct rcc *rcc = user;
	uint32_t value;

	if (offset / 4 >= RCC_WORDS)
		return 0;
	value = reg(rcc, offset);
	switch (offset) {
	case RCC_CR_OFFSET:
		/* HSIRDY, and HSERDY and PLLRDY right after their ON. */
		return value | (value & RCC_CR_HSION) << 2 |
		       (value & (RCC_CR_HSEON | RCC_CR_PLLON)) << 1;
	case RCC_CFGR_OFFSET:
		return value | (value & RCC_CFGR_SW) << RCC_CFGR_SWS_Pos;
	case RCC_BDCR_OFFSET:
	case RCC_CSR_OFFSET:
		return value | (value & 1) << 1; /* LSERDY, LSIRDY */
	default:
		return value;
	}
}

/* Gives clocks and takes them away. A reset takes place when its bit is
 * set. */
static void apply(struct rcc *rcc)
{
	for (unsigned i = 0; i < rcc->n_gates; i++) {
		const struct rcc_gate *g = &rcc->gates[i];
		bool held = g->reset && reg(rcc, g->reset) & g->bit;

		g->block->off = !(reg(rcc, g->enable) & g->bit);
		if (held && !g->block->held && g->block->reset)
			g->block->reset(g->block->user);
		g->block->held = held;
	}
	if (rcc->changed)
		rcc->changed(rcc->user);
}

/* What the hardware alone sets. */
static uint32_t read_only(uint32_t offset)
{
	switch (offset) {
	case RCC_CR_OFFSET:
		return RCC_CR_HSIRDY | RCC_CR_HSERDY | RCC_CR_PLLRDY;
	case RCC_CFGR_OFFSET:
		return RCC_CFGR_SWS;
	case RCC_BDCR_OFFSET:
	case RCC_CSR_OFFSET:
		return 2;
	default:
		return 0;
	}
}

static void write_reg(void *user, uint32_t offset, uint32_t value,
		      uint32_t lanes)
{
	struct rcc *rcc = user;
	uint32_t *word;

	if (offset / 4 >= RCC_WORDS)
		return;
	word = &rcc->word[offset / 4];
	*word = stm32_merge(*word, value, lanes) & ~read_only(offset);
	apply(rcc);
}

static const char *name_reg(uint32_t offset)
{
	static const char *const names[RCC_WORDS] = {
		"CR",	     "ICSCR",	 "CFGR",     "PLLCFGR",	 NULL,
		NULL,	     "CIER",	 "CIFR",     "CICR",	 "IOPRSTR",
		"AHBRSTR",   "APBRSTR1", "APBRSTR2", "IOPENR",	 "AHBENR",
		"APBENR1",   "APBENR2",	 "IOPSMENR", "AHBSMENR", "APBSMENR1",
		"APBSMENR2", "CCIPR",	 NULL,	     "BDCR",	 "CSR",
	};

	return offset / 4 < RCC_WORDS ? names[offset / 4] : NULL;
}

/* --- set-up ------------------------------------------------------------ */

void g0_rcc_add(struct rcc *rcc, uint32_t enable, uint32_t reset, uint32_t bit,
		struct stm32_block *block)
{
	g_assert(rcc->n_gates < RCC_MAX_GATES);
	rcc->gates[rcc->n_gates++] =
		(struct rcc_gate){enable, reset, bit, block};
}

void g0_rcc_reset(struct rcc *rcc)
{
	for (unsigned i = 0; i < RCC_WORDS; i++)
		rcc->word[i] = 0;
	rcc->word[RCC_CR_OFFSET / 4] = RCC_CR_HSION;
	rcc->word[RCC_ICSCR_OFFSET / 4] = 0x00004000;
	rcc->word[RCC_PLLCFGR_OFFSET / 4] = 0x00001000;
	rcc->word[RCC_AHBENR_OFFSET / 4] = RCC_AHBENR_FLASHEN;
	apply(rcc);
}

void g0_rcc_init(struct rcc *rcc, uint64_t fixed_hz)
{
	rcc->fixed_hz = fixed_hz;
	rcc->block = (struct stm32_block){.read = read_reg,
					  .write = write_reg,
					  .name = name_reg,
					  .user = rcc};
}
