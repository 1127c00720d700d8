/* SPDX-License-Identifier: MIT */
#include "tw-test.h"

#include "models.h"
#include "twowire/smbus.h"

enum { STATUS = 0x02, CONFIG = 0x03, CONSECUTIVE = 0x22 };

static int setup(void **state)
{
	*state = bench_new(&tw_model_adt7461, 0x4c);
	return 0;
}

static uint8_t get(struct bench *b, uint8_t reg)
{
	uint8_t value = 0;
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_READ_BYTE,
		.addr = b->addr,
		.command = reg,
		.pec = true,
		.rx = &value,
		.rx_size = 1,
	};
	enum tw_smbus_result result = tw_smbus_transfer(b->host, &call, 0);

	if (result != TW_SMBUS_OK)
		fail_msg("0x%02x: %s", reg, tw_smbus_result_name(result));
	return value;
}

static enum tw_smbus_result put(struct bench *b, uint8_t reg, uint8_t value)
{
	struct tw_smbus_call call = {
		.protocol = TW_SMBUS_WRITE_BYTE,
		.addr = b->addr,
		.command = reg,
		.pec = true,
		.tx = &value,
		.tx_len = 1,
	};

	return tw_smbus_transfer(b->host, &call, 0);
}

/* The power-on rate, code 0x08: 62.5 ms a conversion. */
static void set_and_convert(struct bench *b, int32_t local, int32_t remote)
{
	bench_set(b, "local_mC", local);
	bench_set(b, "remote_mC", remote);
	bench_run(b, TW_US(62500));
}

static void registers_power_up_as_the_data_sheet_says(void **state)
{
	static const struct {
		uint8_t reg, value;
	} rows[] = {
		{0x00, 0x00}, {0x01, 0x00}, {0x03, 0x00}, {0x04, 0x08},
		{0x05, 0x55}, {0x06, 0x00}, {0x07, 0x55}, {0x08, 0x00},
		{0x10, 0x00}, {0x11, 0x00}, {0x12, 0x00}, {0x13, 0x00},
		{0x14, 0x00}, {0x19, 0x55}, {0x20, 0x55}, {0x21, 0x0a},
		{0x22, 0x01}, {0xfe, 0x41}, {0xff, 0x51},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (get(b, rows[i].reg) != rows[i].value)
			fail_msg("register 0x%02x", rows[i].reg);
}

/* Table "Temperature Data Format": binary, and offset binary with bit 2 of the
 * configuration; a quarter of a degree in the low byte. */
static void temperatures_match_the_data_sheet_format(void **state)
{
	static const struct {
		int32_t mC;
		uint8_t binary, offset, low;
	} rows[] = {
		{-55000, 0x00, 0x09, 0x00}, {0, 0x00, 0x40, 0x00},
		{1000, 0x01, 0x41, 0x00},   {10000, 0x0a, 0x4a, 0x00},
		{25250, 0x19, 0x59, 0x40},  {50500, 0x32, 0x72, 0x80},
		{75750, 0x4b, 0x8b, 0xc0},  {100000, 0x64, 0xa4, 0x00},
		{125000, 0x7d, 0xbd, 0x00}, {127000, 0x7f, 0xbf, 0x00},
		{150000, 0x7f, 0xd6, 0x00},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		put(b, 0x09, 0x00);
		set_and_convert(b, rows[i].mC, rows[i].mC);
		if (get(b, 0x00) != rows[i].binary ||
		    get(b, 0x01) != rows[i].binary)
			fail_msg("%d mC: 0x%02x", rows[i].mC, get(b, 0x01));
		if (rows[i].mC > 0 && rows[i].mC < 128000)
			assert_int_equal(get(b, 0x10), rows[i].low);
		put(b, 0x09, 0x04);
		set_and_convert(b, rows[i].mC, rows[i].mC);
		if (get(b, 0x00) != rows[i].offset ||
		    get(b, 0x01) != rows[i].offset)
			fail_msg("%d mC, extended: 0x%02x", rows[i].mC,
				 get(b, 0x01));
	}
}

static void the_offset_is_added_to_the_remote_channel(void **state)
{
	struct bench *b = *state;

	put(b, 0x11, 0xfe); /* -2 */
	put(b, 0x12, 0x40); /* and a quarter */
	set_and_convert(b, 30000, 30000);
	assert_int_equal(get(b, 0x00), 30);
	assert_int_equal(get(b, 0x01), 28);
	assert_int_equal(get(b, 0x10), 0x40);
}

/* High limits are exceeded above them (81 for 80), low ones at them. */
static void limits_set_their_flags(void **state)
{
	static const struct {
		int32_t local, remote;
		uint8_t status;
	} rows[] = {
		{25000, 25000, 0x00}, {80000, 25000, 0x00},
		{81000, 25000, 0x40}, {10000, 25000, 0x20},
		{11000, 25000, 0x00}, {25000, 80000, 0x00},
		{25000, 80250, 0x10}, {25000, 10000, 0x08},
		{25000, 86000, 0x12}, {86000, 25000, 0x41},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct bench *b = bench_new(&tw_model_adt7461, 0x4c);
		uint8_t status;

		put(b, 0x0b, 80);
		put(b, 0x0c, 10);
		put(b, 0x0d, 80);
		put(b, 0x0e, 10);
		set_and_convert(b, rows[i].local, rows[i].remote);
		status = get(b, STATUS);
		if (status != rows[i].status)
			fail_msg("row %zu: STATUS is 0x%02x", i, status);
		bench_free((void **)&b);
	}
}

static void a_flag_stays_until_it_is_read_and_its_cause_has_gone(void **state)
{
	struct bench *b = *state;

	set_and_convert(b, 86000, 25000);
	set_and_convert(b, 25000, 25000);
	assert_int_equal(get(b, STATUS) & 0x40, 0x40);
	assert_int_equal(get(b, STATUS) & 0x40, 0x00);
	set_and_convert(b, 86000, 25000);
	assert_int_equal(get(b, STATUS) & 0x40, 0x40);
	assert_int_equal(get(b, STATUS) & 0x40, 0x40);
}

/* Reading STATUS does not reset the latch; the alert response does, once the
 * flags are gone. */
static void alert_is_reset_by_the_alert_response_alone(void **state)
{
	struct bench *b = *state;
	uint8_t addr = 0;

	set_and_convert(b, 86000, 25000);
	assert_false(bench_pin(b, "ALERT"));
	/* The cause is still there. */
	assert_int_equal(tw_smbus_alert_response(b->host, true, &addr),
			 TW_SMBUS_OK);
	assert_int_equal(addr, 0x4c);
	assert_false(bench_pin(b, "ALERT"));
	set_and_convert(b, 25000, 25000);
	get(b, STATUS);
	assert_false(bench_pin(b, "ALERT"));
	assert_int_equal(tw_smbus_alert_response(b->host, false, &addr),
			 TW_SMBUS_OK);
	assert_true(bench_pin(b, "ALERT"));
	assert_int_equal(tw_smbus_alert_response(b->host, false, &addr),
			 TW_SMBUS_NO_TARGET);
}

static void a_masked_alert_is_neither_shown_nor_answered(void **state)
{
	struct bench *b = *state;
	uint8_t addr;

	put(b, 0x09, 0x80);
	set_and_convert(b, 86000, 25000);
	assert_true(bench_pin(b, "ALERT"));
	assert_int_equal(tw_smbus_alert_response(b->host, false, &addr),
			 TW_SMBUS_NO_TARGET);
}

/* CONSECUTIVE: 000x one, 001x two, 011x three, 111x four conversions. */
static void the_fault_queue_waits_for_its_conversions(void **state)
{
	static const struct {
		uint8_t code;
		int conversions;
	} rows[] = {{0x01, 1}, {0x03, 2}, {0x07, 3}, {0x0f, 4}};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct bench *b = bench_new(&tw_model_adt7461, 0x4c);
		int n = 0;

		put(b, CONSECUTIVE, rows[i].code);
		while (bench_pin(b, "ALERT") && n < 9) {
			set_and_convert(b, 86000, 25000);
			n++;
		}
		if (n != rows[i].conversions)
			fail_msg("0x%02x: %d conversions", rows[i].code, n);
		bench_free((void **)&b);
	}
}

/* THERM: above 85, until 10 below. */
static void therm_has_hysteresis_and_needs_no_reset(void **state)
{
	struct bench *b = *state;

	set_and_convert(b, 85000, 85000);
	assert_true(bench_pin(b, "THERM"));
	set_and_convert(b, 25000, 86000);
	assert_false(bench_pin(b, "THERM"));
	set_and_convert(b, 25000, 76000);
	assert_false(bench_pin(b, "THERM"));
	set_and_convert(b, 25000, 75000);
	assert_true(bench_pin(b, "THERM"));
}

/* Table "Conversion Rate Register Codes": 16 s, 8 s, ... 15.6 ms. */
static void a_conversion_takes_the_time_of_its_rate(void **state)
{
	struct bench *b = *state;

	for (uint8_t code = 0; code <= 10; code++) {
		uint64_t period = TW_S(16) >> code;

		put(b, 0x09, 0x40);
		put(b, 0x0a, code);
		bench_set(b, "local_mC", 40000 + code * 1000);
		put(b, 0x09, 0x00);
		bench_run(b, period - TW_MS(1));
		assert_int_not_equal(get(b, 0x00), 40 + code);
		bench_run(b, TW_MS(1));
		assert_int_equal(get(b, 0x00), 40 + code);
	}
}

static void standby_holds_the_reading_until_a_one_shot(void **state)
{
	struct bench *b = *state;

	set_and_convert(b, 25000, 25000);
	put(b, 0x09, 0x40);
	set_and_convert(b, 50000, 50000);
	bench_run(b, TW_S(1));
	assert_int_equal(get(b, 0x00), 25);
	put(b, 0x0f, 0x00);
	bench_run(b, TW_MS(200));
	assert_int_equal(get(b, 0x00), 50);
}

/* 98 0b 50: its PEC is not 00. */
static void a_write_with_a_wrong_pec_is_refused(void **state)
{
	struct bench *b = *state;
	uint8_t bytes[] = {0x0b, 0x50, 0x00};

	assert_int_equal(tw_controller_write_to(b->host, 0x4c, bytes, 3),
			 TW_NACKED);
	assert_int_equal(get(b, 0x05), 0x55);
	/* Without one it is taken. */
	assert_int_equal(tw_controller_write_to(b->host, 0x4c, bytes, 2),
			 TW_OK);
	assert_int_equal(get(b, 0x05), 0x50);
}

/* Holds SCL low behind the first data byte of a write to LOCAL HIGH. */
static void hold(struct bench *b, uint64_t ns)
{
	static const uint8_t bytes[] = {0x98, 0x0b, 0x50};

	tw_controller_start(b->host);
	bench_run(b, TW_US(20));
	for (size_t i = 0; i < sizeof(bytes); i++) {
		tw_controller_write(b->host, bytes[i]);
		bench_run(b, TW_US(50));
	}
	bench_run(b, ns);
	tw_controller_stop(b->host);
	bench_run(b, TW_MS(1));
}

static void the_timeout_is_off_until_its_bit_is_set(void **state)
{
	struct bench *b = *state;

	hold(b, TW_S(1));
	assert_int_equal(get(b, 0x05), 0x50);
	put(b, 0x0b, 0x55);
	put(b, CONSECUTIVE, 0x81);
	hold(b, TW_MS(24));
	assert_int_equal(get(b, 0x05), 0x50);
	put(b, 0x0b, 0x55);
	/* After 25 ms the write is forgotten. */
	hold(b, TW_MS(26));
	assert_int_equal(get(b, 0x05), 0x55);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
	const struct CMUnitTest adt7461[] = {
		T(registers_power_up_as_the_data_sheet_says),
		T(temperatures_match_the_data_sheet_format),
		T(the_offset_is_added_to_the_remote_channel),
		T(limits_set_their_flags),
		T(a_flag_stays_until_it_is_read_and_its_cause_has_gone),
		T(alert_is_reset_by_the_alert_response_alone),
		T(a_masked_alert_is_neither_shown_nor_answered),
		T(the_fault_queue_waits_for_its_conversions),
		T(therm_has_hysteresis_and_needs_no_reset),
		T(a_conversion_takes_the_time_of_its_rate),
		T(standby_holds_the_reading_until_a_one_shot),
		T(a_write_with_a_wrong_pec_is_refused),
		T(the_timeout_is_off_until_its_bit_is_set),
	};

	return cmocka_run_group_tests(adt7461, NULL, NULL);
}
