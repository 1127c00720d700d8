/* SPDX-License-Identifier: MIT */
#include "tw-test.h"

#include "models.h"

enum {
	RFU,
	CONFIG,
	TUPPER,
	TLOWER,
	TCRIT,
	TA,
	MANUFACTURER_ID,
	DEVICE_ID,
	RESOLUTION
};

static int setup(void **state)
{
	*state = bench_new(&tw_model_mcp9808, 0x18);
	return 0;
}

static void set_and_convert(struct bench *b, int32_t temp_mC)
{
	bench_set(b, "temp_mC", temp_mC);
	bench_run(b, TW_MS(260)); /* tCONV is 250 ms after power-on */
}

static void write16(struct bench *b, uint8_t reg, uint16_t value)
{
	WRITE(b, reg, (uint8_t)(value >> 8), (uint8_t)value);
}

/* A window of 10 to 30 C, critical at 40 C. */
static void set_window(struct bench *b)
{
	write16(b, TUPPER, 0x01e0);
	write16(b, TLOWER, 0x00a0);
	write16(b, TCRIT, 0x0280);
}

/* The temperature without the three flags. */
static uint16_t temp(struct bench *b)
{
	return bench_read16(b, TA) & 0x1fff;
}

static void registers_power_up_as_the_data_sheet_says(void **state)
{
	/* DS25095A, 5.3, and the registers' own tables. */
	static const struct {
		uint8_t reg;
		uint16_t value;
	} rows[] = {
		{RFU, 0x001f},
		{CONFIG, 0x0000},
		{TUPPER, 0x0000},
		{TLOWER, 0x0000},
		{TCRIT, 0x0000},
		{TA, 0x0000},
		{MANUFACTURER_ID, 0x0054},
		{DEVICE_ID, 0x0400},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint16_t got = bench_read16(b, rows[i].reg);

		if (got != rows[i].value)
			fail_msg("register %u: read 0x%04x", rows[i].reg, got);
	}
	READ(b, (RESOLUTION), 0x03);
}

static void ta_matches_the_data_sheet_format(void **state)
{
	/* DS25095A, 5.1.3: two's complement, 0.0625 C a step. */
	static const struct {
		int32_t mC;
		uint16_t code;
	} rows[] = {
		{125000, 0x07d0}, {25000, 0x0190},  {25250, 0x0194},
		{63, 0x0001},	  {0, 0x0000},	    {-62, 0x1fff},
		{-250, 0x1ffc},	  {-25000, 0x1e70}, {-40000, 0x1d80},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint16_t got;

		set_and_convert(b, rows[i].mC);
		got = temp(b);
		if (got != rows[i].code)
			fail_msg("%d mC: read 0x%04x, not 0x%04x", rows[i].mC,
				 got, rows[i].code);
	}
}

static void a_conversion_takes_its_time_at_each_resolution(void **state)
{
	/* DS25095A, table of conversion times. 25.9375 C in each step. */
	static const struct {
		uint8_t res;
		unsigned ms;
		uint16_t code;
	} rows[] = {
		{0, 30, 0x0198},
		{1, 65, 0x019c},
		{2, 130, 0x019e},
		{3, 250, 0x019f},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		set_and_convert(b, 0);
		WRITE(b, RESOLUTION, rows[i].res);
		bench_set(b, "temp_mC", 25938);
		bench_run(b, TW_MS(rows[i].ms) - TW_US(200));
		if (temp(b) != 0)
			fail_msg("resolution %u: too early", rows[i].res);
		bench_run(b, TW_US(200));
		if (temp(b) != rows[i].code)
			fail_msg("resolution %u: 0x%04x after %u ms",
				 rows[i].res, temp(b), rows[i].ms);
		WRITE(b, RESOLUTION, 3);
	}
}

static void the_pointer_stays_where_it_was_set(void **state)
{
	struct bench *b = *state;
	uint8_t rx[2] = {0};

	WRITE(b, MANUFACTURER_ID);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(tw_controller_read_from(b->host, 0x18, rx, 2),
				 TW_OK);
		assert_int_equal(rx[1], 0x54);
	}
}

/* DS25095A, register 5-1. */
static void four_bits_of_the_pointer_count(void **state)
{
	struct bench *b = *state;

	READ(b, (0xf0 | MANUFACTURER_ID), 0x00, 0x54);
}

static void only_the_limits_own_bits_are_writable(void **state)
{
	struct bench *b = *state;

	for (uint8_t reg = TUPPER; reg <= TCRIT; reg++) {
		write16(b, reg, 0xffff);
		assert_int_equal(bench_read16(b, reg), 0x1ffc);
	}
}

static void read_only_registers_ignore_writes(void **state)
{
	struct bench *b = *state;

	set_and_convert(b, 0);
	write16(b, TA, 0x1234);
	write16(b, MANUFACTURER_ID, 0x1234);
	write16(b, DEVICE_ID, 0x1234);
	assert_int_equal(temp(b), 0x0000);
	assert_int_equal(bench_read16(b, MANUFACTURER_ID), 0x0054);
	assert_int_equal(bench_read16(b, DEVICE_ID), 0x0400);
}

/* Figure 5-10 of DS25095A with THYST of 1.5 C: temperature in the order of the
 * rows, the flags, and the output of each mode (true: asserted). */
static const struct fig {
	int32_t mC;
	uint16_t bits;
	bool comparator;
	bool interrupt; /* cleared after each row */
	bool critical;
} figure[] = {
	{20000, 0x0000, false, false, false},
	{30000, 0x0000, false, false, false}, /* not above TUPPER yet */
	{30063, 0x4000, true, true, false},   /* TA > TUPPER */
	{28563, 0x4000, true, false, false},
	{28500, 0x0000, false, true, false}, /* TA <= TUPPER - THYST */
	{10000, 0x0000, false, false, false},
	{8500, 0x0000, false, false, false},
	{8437, 0x2000, true, true, false}, /* TA < TLOWER - THYST */
	{9938, 0x2000, true, false, false},
	{10000, 0x0000, false, true, false}, /* TA >= TLOWER */
	{40000, 0xc000, true, true, true},   /* TA >= TCRIT */
	{38500, 0xc000, true, true, true},
	{38437, 0x4000, true, false, false}, /* TA < TCRIT - THYST */
};

static void run_figure(struct bench *b, uint16_t config, size_t column)
{
	set_window(b);
	set_and_convert(b, 20000);
	write16(b, CONFIG, config | 0x0020);
	for (size_t i = 0; i < G_N_ELEMENTS(figure); i++) {
		const struct fig *f = &figure[i];
		bool want[] = {f->comparator, f->interrupt, f->critical};
		uint16_t flags;

		set_and_convert(b, f->mC);
		flags = bench_read16(b, TA) & 0xe000;
		if (flags != f->bits)
			fail_msg("%d mC: flags 0x%04x", f->mC, flags);
		if (bench_pin(b, "ALERT") == want[column])
			fail_msg("%d mC: ALERT is wrong", f->mC);
		if (!(bench_read16(b, CONFIG) & 0x0010) == want[column])
			fail_msg("%d mC: Alert Stat. is wrong", f->mC);
		write16(b, CONFIG, config | 0x0020); /* Int. Clear */
	}
}

static void the_comparator_output_follows_figure_5_10(void **state)
{
	run_figure(*state, 0x0208, 0);
}

static void the_interrupt_output_follows_figure_5_10(void **state)
{
	run_figure(*state, 0x0209, 1);
}

static void the_critical_output_follows_figure_5_10(void **state)
{
	run_figure(*state, 0x020c, 2);
}

static void an_interrupt_stays_until_it_is_cleared(void **state)
{
	struct bench *b = *state;

	set_window(b);
	set_and_convert(b, 20000);
	write16(b, CONFIG, 0x0029);
	set_and_convert(b, 35000);
	assert_false(bench_pin(b, "ALERT"));
	set_and_convert(b, 35000);
	assert_false(bench_pin(b, "ALERT"));
	write16(b, CONFIG, 0x0029);
	assert_true(bench_pin(b, "ALERT"));
	assert_int_equal(bench_read16(b, CONFIG), 0x0009);
}

static void polarity_turns_the_output_round(void **state)
{
	struct bench *b = *state;

	set_window(b);
	set_and_convert(b, 20000);
	write16(b, CONFIG, 0x000a);
	assert_false(bench_pin(b, "ALERT"));
	set_and_convert(b, 35000);
	assert_true(bench_pin(b, "ALERT"));
}

static void the_output_is_off_unless_enabled(void **state)
{
	struct bench *b = *state;

	set_window(b);
	set_and_convert(b, 45000);
	assert_true(bench_pin(b, "ALERT"));
	assert_int_equal(bench_read16(b, CONFIG), 0x0000);
}

static void hysteresis_is_0_or_1_5_or_3_or_6_degrees(void **state)
{
	/* CONFIG bits 10 and 9; the flag goes at TUPPER - THYST. */
	static const struct {
		uint16_t config;
		int32_t mC;
	} rows[] = {
		{0x0000, 30000},
		{0x0200, 28500},
		{0x0400, 27000},
		{0x0600, 24000},
	};
	struct bench *b = *state;

	set_window(b);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		write16(b, CONFIG, rows[i].config);
		set_and_convert(b, 35000);
		set_and_convert(b, rows[i].mC + 63);
		if (!(bench_read16(b, TA) & 0x4000))
			fail_msg("CONFIG 0x%04x: too early", rows[i].config);
		set_and_convert(b, rows[i].mC);
		if (bench_read16(b, TA) & 0x4000)
			fail_msg("CONFIG 0x%04x: too late", rows[i].config);
	}
}

static void shutdown_holds_the_last_reading(void **state)
{
	struct bench *b = *state;

	set_and_convert(b, 25000);
	write16(b, CONFIG, 0x0100);
	set_and_convert(b, 50000);
	set_and_convert(b, 50000);
	assert_int_equal(temp(b), 0x0190);
	write16(b, CONFIG, 0x0000);
	set_and_convert(b, 50000);
	assert_int_equal(temp(b), 0x0320);
}

static void a_locked_window_can_not_be_written(void **state)
{
	struct bench *b = *state;

	set_window(b);
	write16(b, CONFIG, 0x0040);
	write16(b, TUPPER, 0x0000);
	write16(b, TLOWER, 0x0000);
	write16(b, TCRIT, 0x0300);
	assert_int_equal(bench_read16(b, TUPPER), 0x01e0);
	assert_int_equal(bench_read16(b, TLOWER), 0x00a0);
	assert_int_equal(bench_read16(b, TCRIT), 0x0300);
}

static void a_locked_critical_limit_can_not_be_written(void **state)
{
	struct bench *b = *state;

	set_window(b);
	write16(b, CONFIG, 0x0080);
	write16(b, TCRIT, 0x0000);
	write16(b, TUPPER, 0x0100);
	assert_int_equal(bench_read16(b, TCRIT), 0x0280);
	assert_int_equal(bench_read16(b, TUPPER), 0x0100);
}

/* Register 5-2: what each lock bit freezes, and that locks stay. */
static void lock_bits_freeze_the_configuration(void **state)
{
	static const struct {
		uint16_t lock, wrote, read;
	} rows[] = {
		{0x0080, 0x0000, 0x0080}, /* the lock itself */
		{0x0080, 0x070b, 0x0080}, /* THYST, SHDN, Cnt., Pol., Mod. */
		{0x0080, 0x0004, 0x0084}, /* Alert Sel. needs Win. Lock */
		{0x0040, 0x0004, 0x0040},
		{0x0148, 0x0000, 0x0048}, /* SHDN can be cleared */
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct bench *b = bench_new(&tw_model_mcp9808, 0x18);
		uint16_t got;

		write16(b, CONFIG, rows[i].lock);
		write16(b, CONFIG, rows[i].wrote);
		got = bench_read16(b, CONFIG);
		if (got != rows[i].read)
			fail_msg("row %zu: CONFIG is 0x%04x", i, got);
		bench_free((void **)&b);
	}
}

static void the_alert_pin_drives_a_net(void **state)
{
	struct bench *b = *state;
	tw_net *net = tw_net_new(b->sim, "ALERT#", true);

	assert_true(tw_device_wire_pin(b->dut, "ALERT", net));
	assert_true(tw_net_level(net));
	set_window(b);
	write16(b, CONFIG, 0x0008);
	set_and_convert(b, 35000);
	assert_false(tw_net_level(net));
	set_and_convert(b, 20000);
	assert_true(tw_net_level(net));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
	const struct CMUnitTest mcp9808[] = {
		T(registers_power_up_as_the_data_sheet_says),
		T(ta_matches_the_data_sheet_format),
		T(a_conversion_takes_its_time_at_each_resolution),
		T(the_pointer_stays_where_it_was_set),
		T(four_bits_of_the_pointer_count),
		T(only_the_limits_own_bits_are_writable),
		T(read_only_registers_ignore_writes),
		T(the_comparator_output_follows_figure_5_10),
		T(the_interrupt_output_follows_figure_5_10),
		T(the_critical_output_follows_figure_5_10),
		T(an_interrupt_stays_until_it_is_cleared),
		T(polarity_turns_the_output_round),
		T(the_output_is_off_unless_enabled),
		T(hysteresis_is_0_or_1_5_or_3_or_6_degrees),
		T(shutdown_holds_the_last_reading),
		T(a_locked_window_can_not_be_written),
		T(a_locked_critical_limit_can_not_be_written),
		T(lock_bits_freeze_the_configuration),
		T(the_alert_pin_drives_a_net),
	};

	return cmocka_run_group_tests(mcp9808, NULL, NULL);
}
