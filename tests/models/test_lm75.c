/* SPDX-License-Identifier: MIT */
/* LM75 as National's data sheet has it, FM75 as Fairchild's has it. */
#include "tw-test.h"

#include "models.h"

enum { TEMP, CONF, THYST, TOS };

static int setup(void **state)
{
	*state = bench_new(&tw_model_lm75, 0x48);
	return 0;
}

static int setup_fm75(void **state)
{
	*state = bench_new_with(&tw_model_lm75, 0x4f, "part=FM75");
	return 0;
}

static void set_and_convert(struct bench *b, int32_t temp_mC)
{
	bench_set(b, "temp_mC", temp_mC);
	bench_run(b, TW_MS(101));
}

/* 1.9, 1.11 to 1.14 */
static void registers_power_up_as_the_data_sheet_says(void **state)
{
	struct bench *b = *state;

	READ(b, (TEMP), 0x00, 0x00);
	READ(b, (CONF), 0x00);
	READ(b, (THYST), 0x4b, 0x00);
	READ(b, (TOS), 0x50, 0x00);
	assert_true(bench_pin(b, "OS"));
}

/* 1.4: nine bits, of which one is 0.5 C. */
static void temp_matches_the_data_sheet_table(void **state)
{
	static const struct {
		int32_t mC;
		uint16_t code; /* the sheet's, in the upper nine bits */
	} rows[] = {
		{125000, 0x0fa << 7}, {25000, 0x032 << 7}, {500, 0x001 << 7},
		{0, 0x000},	      {-500, 0x1ff << 7},  {-25000, 0x1ce << 7},
		{-55000, 0x192 << 7}, {25499, 0x032 << 7},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint16_t got;

		set_and_convert(b, rows[i].mC);
		got = bench_read16(b, TEMP);
		if (got != rows[i].code)
			fail_msg("%d mC: read 0x%04x, not 0x%04x", rows[i].mC,
				 got, rows[i].code);
	}
}

static void the_pointer_stays_where_it_was_set(void **state)
{
	struct bench *b = *state;
	uint8_t rx[2];

	WRITE(b, TOS);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(tw_controller_read_from(b->host, 0x48, rx, 2),
				 TW_OK);
		assert_int_equal(rx[0], 0x50);
	}
}

static void temp_is_read_only(void **state)
{
	struct bench *b = *state;

	set_and_convert(b, 25000);
	WRITE(b, TEMP, 0x12, 0x34);
	READ(b, (TEMP), 0x19, 0x00);
}

/* 1.13, 1.14: bits that have no use. */
static void only_the_lm75s_own_bits_are_writable(void **state)
{
	struct bench *b = *state;

	WRITE(b, CONF, 0xfe);
	READ(b, (CONF), 0x1e);
	WRITE(b, THYST, 0xff, 0xff);
	READ(b, (THYST), 0xff, 0x80);
	WRITE(b, TOS, 0x7f, 0xff);
	READ(b, (TOS), 0x7f, 0x80);
}

/* --- behind a register ---------------------------------------------------- */

/* 1.10: at the end of a read the chip takes an acknowledge or none. With one it
 * must have let SDA go for the STOP, whatever the register's first bit is. */
static void a_host_that_acknowledges_the_last_byte_can_stop(void **state)
{
	struct bench *b = *state;
	struct tw_controller_config config = {.scl_hz = 400000};
	tw_controller *other = tw_controller_new(b->bus, &config, NULL);
	uint8_t rx[3] = {0}, pointer = TOS;

	/* The third byte is what a STOP would come in: all ones. */
	assert_int_equal(
		tw_controller_write_read(other, 0x48, &pointer, 1, rx, 3),
		TW_OK);
	assert_int_equal(rx[0], 0x50);
	assert_int_equal(rx[2], 0xff);
	READ(b, (CONF), 0x00, 0xff, 0xff);
}

/* --- O.S. -------------------------------------------------------------------
 */

/* Figure 4: above TOS (80 C), then below THYST (75 C). */
static void the_comparator_follows_the_temperature(void **state)
{
	static const struct {
		int32_t mC;
		bool active;
	} rows[] = {
		{79500, false}, {80000, false}, {80500, true},	{76000, true},
		{75000, true},	{74500, false}, {80000, false}, {80500, true},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		set_and_convert(b, rows[i].mC);
		READ(b, (CONF), 0x00); /* does not reset it */
		if (bench_pin(b, "OS") == rows[i].active)
			fail_msg("%d mC, row %zu", rows[i].mC, i);
	}
}

/* Figure 4, lower line: the limits take turns; each read resets. */
static void the_interrupt_stays_until_a_read(void **state)
{
	static const struct {
		int32_t mC;
		bool active;
	} rows[] = {
		{80500, true},	{90000, false}, {74500, true},
		{70000, false}, {80500, true},	{80500, false},
	};
	struct bench *b = *state;

	WRITE(b, CONF, 0x02);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		set_and_convert(b, rows[i].mC);
		bench_run(b, TW_MS(300));
		if (bench_pin(b, "OS") == rows[i].active)
			fail_msg("%d mC, row %zu", rows[i].mC, i);
		READ(b, (TOS), 0x50, 0x00); /* any register */
		assert_true(bench_pin(b, "OS"));
	}
}

static void shutdown_resets_an_interrupt(void **state)
{
	struct bench *b = *state;

	WRITE(b, CONF, 0x02);
	set_and_convert(b, 80500);
	assert_false(bench_pin(b, "OS"));
	WRITE(b, CONF, 0x03);
	assert_true(bench_pin(b, "OS"));
}

/* 1.13: D4 and D3. */
static void the_fault_queue_counts_readings_in_a_row(void **state)
{
	static const uint8_t faults[] = {1, 2, 4, 6};
	struct bench *b = *state;

	for (uint8_t q = 0; q < 4; q++) {
		WRITE(b, CONF, (uint8_t)(q << 3));
		set_and_convert(b, 20000);
		assert_true(bench_pin(b, "OS"));
		for (unsigned n = 1; n < faults[q]; n++)
			set_and_convert(b, 90000);
		if (!bench_pin(b, "OS"))
			fail_msg("queue %u: too early", q);
		if (q) {
			set_and_convert(b, 20000); /* begins anew */
			for (unsigned n = 1; n < faults[q]; n++)
				set_and_convert(b, 90000);
			assert_true(bench_pin(b, "OS"));
		}
		set_and_convert(b, 90000);
		if (bench_pin(b, "OS"))
			fail_msg("queue %u: too late", q);
	}
}

static void polarity_turns_the_output_round(void **state)
{
	struct bench *b = *state;

	WRITE(b, CONF, 0x04);
	assert_false(bench_pin(b, "OS"));
	set_and_convert(b, 90000);
	assert_true(bench_pin(b, "OS"));
}

static void the_limits_can_be_set(void **state)
{
	struct bench *b = *state;

	WRITE(b, THYST, 0xf6, 0x00); /* -10 C */
	WRITE(b, TOS, 0xfb, 0x80);   /* -4.5 C */
	set_and_convert(b, -4500);
	assert_true(bench_pin(b, "OS"));
	set_and_convert(b, -4000);
	assert_false(bench_pin(b, "OS"));
	set_and_convert(b, -10000);
	assert_false(bench_pin(b, "OS"));
	set_and_convert(b, -10500);
	assert_true(bench_pin(b, "OS"));
}

/* --- conversions
 * -------------------------------------------------------------- */

/* "about 100 ms, typically" */
static void a_conversion_takes_100_ms(void **state)
{
	struct bench *b = *state;

	bench_set(b, "temp_mC", 40000);
	bench_run(b, TW_MS(99));
	READ(b, (TEMP), 0x00, 0x00);
	bench_run(b, TW_MS(1));
	READ(b, (TEMP), 0x28, 0x00);
}

static void shutdown_holds_the_last_reading(void **state)
{
	struct bench *b = *state;

	set_and_convert(b, 25000);
	WRITE(b, CONF, 0x01);
	set_and_convert(b, 50000);
	set_and_convert(b, 50000);
	READ(b, (TEMP), 0x19, 0x00);
	WRITE(b, CONF, 0x00);
	set_and_convert(b, 50000);
	READ(b, (TEMP), 0x32, 0x00);
}

static void settled_it_shows_the_temperature_from_the_beginning(void **state)
{
	struct bench *b = bench_new_with(&tw_model_lm75, 0x48, "settled=yes");

	(void)state;
	READ(b, (TEMP), 0x19, 0x00);
	bench_free((void **)&b);
	b = bench_new_with(&tw_model_lm75, 0x48, "settled=yes");
	bench_set(b, "temp_mC", 30500);
	READ(b, (TEMP), 0x1e, 0x80);
	bench_free((void **)&b);
}

/* --- FM75
 * ----------------------------------------------------------------------- */

/* Its configuration register: R1 and R0 are 9, 10, 11 and 12 bits. 25.9375 C in
 * each. */
static void the_fm75_has_9_to_12_bits(void **state)
{
	static const uint8_t low[] = {0x80, 0xc0, 0xe0, 0xf0};
	struct bench *b = *state;

	for (uint8_t r = 0; r < 4; r++) {
		WRITE(b, CONF, (uint8_t)(r << 5));
		READ(b, (CONF), (uint8_t)(r << 5));
		set_and_convert(b, 25938);
		bench_run(b, TW_MS(800));
		READ(b, (TEMP), 0x19, low[r]);
		set_and_convert(b, -62);
		bench_run(b, TW_MS(800));
		READ(b, (TEMP), 0xff, (uint8_t)(0x80 | low[r]));
	}
}

/* "The 4 LSBs of the TOS register are hardwired to zero"; with 9 bits the rest
 * of it is not looked at. */
static void the_fm75s_limits_have_12_bits(void **state)
{
	struct bench *b = *state;

	WRITE(b, TOS, 0x50, 0x7f);
	READ(b, (TOS), 0x50, 0x70);
	set_and_convert(b, 80250); /* 9 bits: 80 C, and the limit is, too */
	assert_true(bench_pin(b, "OS"));
	set_and_convert(b, 80500);
	assert_false(bench_pin(b, "OS"));
	set_and_convert(b, 70000);
	WRITE(b, CONF, 0x60);
	bench_set(b, "temp_mC", 80438); /* 80.4375 is the limit itself */
	bench_run(b, TW_MS(1700));
	assert_true(bench_pin(b, "OS"));
	bench_set(b, "temp_mC", 80500);
	bench_run(b, TW_MS(1700));
	assert_false(bench_pin(b, "OS"));
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
#define F(f) cmocka_unit_test_setup_teardown(f, setup_fm75, bench_free)
	const struct CMUnitTest lm75[] = {
		T(registers_power_up_as_the_data_sheet_says),
		T(temp_matches_the_data_sheet_table),
		T(the_pointer_stays_where_it_was_set),
		T(temp_is_read_only),
		T(only_the_lm75s_own_bits_are_writable),
		T(a_host_that_acknowledges_the_last_byte_can_stop),
		T(the_comparator_follows_the_temperature),
		T(the_interrupt_stays_until_a_read),
		T(shutdown_resets_an_interrupt),
		T(the_fault_queue_counts_readings_in_a_row),
		T(polarity_turns_the_output_round),
		T(the_limits_can_be_set),
		T(a_conversion_takes_100_ms),
		T(shutdown_holds_the_last_reading),
		cmocka_unit_test(
			settled_it_shows_the_temperature_from_the_beginning),
		F(the_fm75_has_9_to_12_bits),
		F(the_fm75s_limits_have_12_bits),
	};

	return cmocka_run_group_tests(lm75, NULL, NULL);
}
