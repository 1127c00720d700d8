/* SPDX-License-Identifier: MIT */
/* Reset and clock control: RM0090, chapter 7, and its figure 21. HSI is 16 MHz,
 * HSE 8 MHz. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>

#include "stm32f4/rcc.h"

enum {
	CR = 0x00,
	PLLCFGR = 0x04,
	CFGR = 0x08,
	APB1RSTR = 0x20,
	APB1ENR = 0x40,
	CSR = 0x74,
};
enum { HSEON = 1 << 16, HSERDY = 1 << 17, PLLON = 1 << 24, PLLRDY = 1 << 25 };
enum { SW_HSI, SW_HSE, SW_PLL };
enum { I2C1 = 21 };

struct bench {
	struct rcc rcc;
	struct stm32_block i2c;
	struct reg_device regs;
	uint32_t hclk_hz, pclk1_hz;
	unsigned n_resets;
};

static void changed(void *user, uint32_t hclk_hz, uint32_t pclk1_hz)
{
	struct bench *b = user;

	b->hclk_hz = hclk_hz;
	b->pclk1_hz = pclk1_hz;
}

static void block_reset(void *user)
{
	struct bench *b = user;

	b->n_resets++;
}

static int up(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->i2c = (struct stm32_block){.reset = block_reset, .user = b};
	b->rcc.blocks[RCC_APB1][I2C1] = &b->i2c;
	b->rcc.clocks_changed = changed;
	b->rcc.user = b;
	f4_rcc_init(&b->rcc);
	f4_rcc_reset(&b->rcc, true);
	b->regs = stm32_block_device(&b->rcc.block, "RCC", 0x40023800);
	*state = b;
	return 0;
}

static int down(void **state)
{
	g_free(*state);
	return 0;
}

static uint32_t rd(struct bench *b, uint32_t offset)
{
	return b->regs.read(b->regs.user, offset, false, REG_CPU0);
}

static void wr(struct bench *b, uint32_t offset, uint32_t value)
{
	b->regs.write(b->regs.user, offset, value, UINT32_MAX, REG_CPU0);
}

static void the_core_begins_at_hsi(void **state)
{
	struct bench *b = *state;

	assert_int_equal(b->hclk_hz, 16000000);
	assert_int_equal(b->pclk1_hz, 16000000);
	assert_int_equal(rd(b, PLLCFGR), 0x24003010);
	assert_int_equal(rd(b, CR) & 3, 3);
}

/* 7.3.2: f(VCO) = f(in) x PLLN / PLLM; f(out) = f(VCO) / PLLP, where PLLP is 2,
 * 4, 6 or 8. */
static void the_pll_multiplies_and_divides(void **state)
{
	static const struct {
		uint32_t m, n, p;
		bool hse;
		uint32_t hz;
	} rows[] = {
		{8, 336, 0, true, 168000000},  {8, 336, 1, true, 84000000},
		{8, 336, 2, true, 56000000},   {8, 336, 3, true, 42000000},
		{16, 192, 1, false, 48000000}, {4, 50, 1, false, 50000000},
	};
	struct bench *b = *state;

	for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
		wr(b, CFGR, SW_HSI);
		wr(b, CR, rows[i].hse ? HSEON | 1 : 1);
		wr(b, PLLCFGR,
		   rows[i].m | rows[i].n << 6 | rows[i].p << 16 |
			   (uint32_t)rows[i].hse << 22);
		wr(b, CR, rd(b, CR) | PLLON);
		assert_true(rd(b, CR) & PLLRDY);
		wr(b, CFGR, SW_PLL);
		assert_int_equal(rd(b, CFGR) >> 2 & 3, SW_PLL);
		if (b->hclk_hz != rows[i].hz)
			fail_msg("row %u: %u Hz", i, b->hclk_hz);
	}
}

static void a_source_that_is_off_is_not_switched_to(void **state)
{
	struct bench *b = *state;

	wr(b, CFGR, SW_HSE);
	assert_int_equal(rd(b, CFGR) >> 2 & 3, SW_HSI);
	assert_int_equal(b->hclk_hz, 16000000);
	wr(b, CR, HSEON | 1);
	assert_true(rd(b, CR) & HSERDY);
	assert_int_equal(rd(b, CFGR) >> 2 & 3, SW_HSE);
	assert_int_equal(b->hclk_hz, 8000000);
}

/* 7.3.3: HPRE 0xxx: not divided; 1000: 2, ... 1011: 16, 1100: 64, ... 1111:
 * 512. PPRE1 0xx: not divided; 100: 2, ... 111: 16. */
static void prescalers_divide(void **state)
{
	static const unsigned ahb[] = {2, 4, 8, 16, 64, 128, 256, 512};
	struct bench *b = *state;

	for (uint32_t i = 0; i < 8; i++) {
		wr(b, CFGR, i << 4);
		assert_int_equal(b->hclk_hz, 16000000);
		wr(b, CFGR, (8 | i) << 4);
		assert_int_equal(b->hclk_hz, 16000000 / ahb[i]);
		assert_int_equal(b->pclk1_hz, b->hclk_hz);
	}
	for (uint32_t i = 0; i < 4; i++) {
		wr(b, CFGR, i << 10);
		assert_int_equal(b->pclk1_hz, 16000000);
		wr(b, CFGR, (4 | i) << 10);
		assert_int_equal(b->pclk1_hz, 16000000 >> (i + 1));
		assert_int_equal(b->hclk_hz, 16000000);
	}
}

static void a_core_with_a_clock_of_its_own_keeps_it(void **state)
{
	struct bench *b = *state;

	b->rcc.fixed_hz = 100000000;
	wr(b, CFGR, 4 << 10 | 8 << 4);
	assert_int_equal(b->hclk_hz, 100000000);
	assert_int_equal(b->pclk1_hz, 50000000);
}

static void a_block_has_its_clock_and_its_reset(void **state)
{
	struct bench *b = *state;

	assert_true(b->i2c.off);
	wr(b, APB1ENR, 1u << I2C1);
	assert_false(b->i2c.off);
	wr(b, APB1ENR, ~(1u << I2C1));
	assert_true(b->i2c.off);
	assert_int_equal(b->n_resets, 0);
	wr(b, APB1RSTR, 1u << I2C1);
	assert_true(b->i2c.held);
	wr(b, APB1RSTR, 1u << I2C1);
	assert_int_equal(b->n_resets, 1);
	wr(b, APB1RSTR, 0);
	assert_false(b->i2c.held);
	assert_int_equal(b->n_resets, 1);
}

/* 7.3.21: LSIRDY follows LSION; after power-on PORRSTF is set, by a software
 * reset SFTRSTF; RMVF clears them. */
static void csr_tells_the_reason_of_the_reset(void **state)
{
	struct bench *b = *state;

	assert_true(rd(b, CSR) & 1u << 27);
	assert_false(rd(b, CSR) & 1u << 28);
	wr(b, CSR, 1);
	assert_int_equal(rd(b, CSR) & 3, 3);
	f4_rcc_reset(&b->rcc, false);
	assert_true(rd(b, CSR) & 1u << 28);
	wr(b, CSR, 1u << 24);
	assert_int_equal(rd(b, CSR) & 0xfe000000, 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, up, down)
	const struct CMUnitTest tests[] = {
		T(the_core_begins_at_hsi),
		T(the_pll_multiplies_and_divides),
		T(a_source_that_is_off_is_not_switched_to),
		T(prescalers_divide),
		T(a_core_with_a_clock_of_its_own_keeps_it),
		T(a_block_has_its_clock_and_its_reset),
		T(csr_tells_the_reason_of_the_reset),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
