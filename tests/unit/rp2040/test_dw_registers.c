/* SPDX-License-Identifier: MIT */
/* The I2C block's registers and the bus fabric before them. */
#include "chip-bench.h"

/* --- the bus fabric: 2.1.2, 2.1.4 ---------------------------------------- */

static void aliases_toggle_set_and_clear(void **state)
{
	struct bench *b = ((struct chip *)*state)->b;

	wr(b, IC_INTR_MASK, 0x0f0);
	wr(b, IC_INTR_MASK + 0x1000, 0x03c);
	assert_int_equal(rd(b, IC_INTR_MASK), 0x0cc);
	wr(b, IC_INTR_MASK + 0x2000, 0x101);
	assert_int_equal(rd(b, IC_INTR_MASK), 0x1cd);
	wr(b, IC_INTR_MASK + 0x3000, 0x00f);
	assert_int_equal(rd(b, IC_INTR_MASK), 0x1c0);
}

static void a_narrow_write_reaches_every_lane(void **state)
{
	struct bench *b = ((struct chip *)*state)->b;

	b->reg.write(b->reg.user, IC_INTR_MASK, 0x55, 0xff, REG_CPU0);
	assert_int_equal(rd(b, IC_INTR_MASK), 0x1555);
	b->reg.write(b->reg.user, IC_INTR_MASK, 0x0a0a0000, 0xffff0000,
		     REG_CPU0);
	assert_int_equal(rd(b, IC_INTR_MASK), 0x0a0a);
}

/* --- the I2C block's plain registers: 4.3.17 ----------------------------- */

static void the_block_wakes_with_the_data_sheets_values(void **state)
{
	struct bench *b = ((struct chip *)*state)->b;
	static const uint32_t resets[][2] = {
		{IC_CON, 0x65},
		{IC_TAR, 0x55},
		{IC_SAR, 0x55},
		{IC_SS_SCL_HCNT, 0x28},
		{IC_SS_SCL_LCNT, 0x2f},
		{IC_FS_SCL_HCNT, 0x06},
		{IC_FS_SCL_LCNT, 0x0d},
		{IC_INTR_MASK, 0x8ff},
		{IC_RAW_INTR_STAT, 0},
		{IC_ENABLE, 0},
		{IC_STATUS, 0x06},
		{IC_SDA_HOLD, 1},
		{IC_SDA_SETUP, 0x64},
		{IC_ACK_GENERAL_CALL, 1},
		{IC_ENABLE_STATUS, 0},
		{IC_FS_SPKLEN, 7},
		{0xf4, 0},
		{0xf8, 0x3230312a},
		{IC_COMP_TYPE, 0x44570140},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(resets); i++)
		assert_int_equal(rd(b, resets[i][0]), resets[i][1]);
}

static void settings_cannot_change_while_enabled(void **state)
{
	struct bench *b = ((struct chip *)*state)->b;
	static const uint32_t settings[] = {
		IC_CON,
		IC_TAR,
		IC_SAR,
		IC_SS_SCL_HCNT,
		IC_SS_SCL_LCNT,
		IC_FS_SCL_HCNT,
		IC_FS_SCL_LCNT,
		IC_SDA_HOLD,
		IC_SDA_SETUP,
		IC_FS_SPKLEN,
		IC_SLV_DATA_NACK_ONLY,
	};

	for (size_t i = 0; i < G_N_ELEMENTS(settings); i++) {
		uint32_t before = rd(b, settings[i]);

		wr(b, IC_ENABLE, 1);
		wr(b, settings[i], ~before & 0x13f);
		assert_int_equal(rd(b, settings[i]), before);
		wr(b, IC_ENABLE, 0);
		wr(b, settings[i], ~before & 0x13f);
		assert_int_not_equal(rd(b, settings[i]), before);
	}
}

static void counts_and_thresholds_have_bounds(void **state)
{
	struct bench *b = ((struct chip *)*state)->b;

	wr(b, IC_FS_SCL_HCNT, 0);
	assert_int_equal(rd(b, IC_FS_SCL_HCNT), 6);
	wr(b, IC_SS_SCL_LCNT, 1);
	assert_int_equal(rd(b, IC_SS_SCL_LCNT), 8);
	wr(b, IC_FS_SPKLEN, 0);
	assert_int_equal(rd(b, IC_FS_SPKLEN), 1);
	wr(b, IC_RX_TL, 255);
	assert_int_equal(rd(b, IC_RX_TL), 16);
	wr(b, IC_CON, 0x67); /* High-speed is not there: it becomes Fast */
	assert_int_equal(rd(b, IC_CON), 0x65);
}

static void the_line_is_what_the_mask_lets_through(void **state)
{
	struct bench *b = ((struct chip *)*state)->b;

	wr(b, IC_INTR_MASK, 0);
	be_slave(b, 0);
	assert_true(raw(b) & TX_EMPTY);
	assert_false(line_is_high(b));
	wr(b, IC_INTR_MASK, TX_EMPTY);
	assert_true(line_is_high(b));
	assert_int_equal(rd(b, IC_INTR_STAT), TX_EMPTY);
	wr(b, IC_ENABLE, 0);
	assert_false(line_is_high(b));
}

static void clr_intr_clears_all_that_software_may(void **state)
{
	struct bench *b = ((struct chip *)*state)->b;

	be_slave(b, 0);
	rd(b, IC_DATA_CMD);
	host_writes(b, 0x17, 2);
	host_ends(b);
	assert_int_equal(raw(b), RX_UNDER | RX_FULL | TX_EMPTY | ACTIVITY |
					 STOP_DET | START_DET);
	assert_int_equal(rd(b, IC_CLR_INTR), 0);
	assert_int_equal(raw(b), RX_FULL | TX_EMPTY);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, chip_up, chip_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(aliases_toggle_set_and_clear),
		CASE(a_narrow_write_reaches_every_lane),
		CASE(the_block_wakes_with_the_data_sheets_values),
		CASE(settings_cannot_change_while_enabled),
		CASE(counts_and_thresholds_have_bounds),
		CASE(the_line_is_what_the_mask_lets_through),
		CASE(clr_intr_clears_all_that_software_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
