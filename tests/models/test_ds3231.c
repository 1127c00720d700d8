/* SPDX-License-Identifier: MIT */
/* DS3231 as its data sheet has it. */
#include "tw-test.h"

#include "models.h"

enum {
	ADDR = 0x68,
	ALARM_1 = 0x07,
	ALARM_2 = 0x0b,
	CONTROL = 0x0e,
	STATUS = 0x0f,
	TEMP = 0x11
};

static int setup(void **state)
{
	*state = bench_new(&tw_model_ds3231, ADDR);
	return 0;
}

static uint8_t get(struct bench *b, uint8_t reg)
{
	uint8_t value = 0;

	assert_int_equal(
		tw_controller_write_read(b->host, ADDR, &reg, 1, &value, 1),
		TW_OK);
	return value;
}

/* Sets the time, and leaves the second 100 ms before its end. */
static void set_late(struct bench *b, const uint8_t *t)
{
	WRITE(b, 0, t[0], t[1], t[2], t[3], t[4], t[5], t[6]);
	bench_run(b, TW_MS(900));
}

/* Figure 1 with its note, and the registers' own tables. BSY: "upon power
 * reset ... the controller starts a temperature conversion". */
static void registers_power_up_as_the_data_sheet_says(void **state)
{
	struct bench *b = *state;

	READ(b, (0), 0x00, 0x00, 0x00, 0x01, 0x01, 0x01, 0x00);
	READ(b, (CONTROL), 0x1c, 0x8c, 0x00, 0x00, 0x00);
	bench_run(b, TW_MS(200));
	READ(b, (CONTROL), 0x1c, 0x88, 0x00, 0x19, 0x00);
	assert_true(bench_pin(b, "INT/SQW"));
}

static void the_calendar_carries_up_to_the_century(void **state)
{
	static const uint8_t rows[][2][7] = {
		{{0x59, 0x59, 0x23, 7, 0x31, 0x12, 0x99},
		 {0x00, 0x00, 0x00, 1, 0x01, 0x81, 0x00}},
		{{0x59, 0x59, 0x23, 7, 0x31, 0x92, 0x99},
		 {0x00, 0x00, 0x00, 1, 0x01, 0x01, 0x00}},
		{{0x59, 0x59, 0x23, 3, 0x28, 0x82, 0x04},
		 {0x00, 0x00, 0x00, 4, 0x29, 0x82, 0x04}},
		{{0x59, 0x59, 0x71, 3, 0x30, 0x04, 0x21},
		 {0x00, 0x00, 0x52, 4, 0x01, 0x05, 0x21}},
		{{0x58, 0x59, 0x23, 3, 0x30, 0x04, 0x21},
		 {0x59, 0x59, 0x23, 3, 0x30, 0x04, 0x21}},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		uint8_t zero = 0, rx[7];

		set_late(b, rows[i][0]);
		bench_run(b, TW_MS(200));
		tw_controller_write_read(b->host, ADDR, &zero, 1, rx, 7);
		if (memcmp(rx, rows[i][1], 7))
			fail_msg("row %zu: %02x %02x %02x %x %02x %02x %02x", i,
				 rx[0], rx[1], rx[2], rx[3], rx[4], rx[5],
				 rx[6]);
	}
}

/* --- the pointer and the user buffers ------------------------------------ */

static void the_pointer_wraps_behind_the_temperature(void **state)
{
	struct bench *b = *state;

	bench_run(b, TW_MS(200));
	WRITE(b, 0, 0x07, 0x15, 0x04);
	READ(b, (0x10), 0x00, 0x19, 0x00, 0x07, 0x15, 0x04);
}

/* "on any START and when the register pointer rolls over to zero": nine bytes
 * of a slow host, 9 ms each, around the second's end. */
static void buffers_follow_a_start_and_the_wrap(void **state)
{
	static const uint8_t t[] = {0x59, 0x59, 0x23, 7, 0x31, 0x12, 0x21};
	struct bench *b = *state;
	struct tw_controller_config slow = {.scl_hz = 1000};
	tw_controller *host = tw_controller_new(b->bus, &slow, NULL);
	uint8_t at = 0, rx[7];

	set_late(b, t);
	bench_run(b, TW_MS(50));
	assert_int_equal(tw_controller_write_read(host, ADDR, &at, 1, rx, 7),
			 TW_OK);
	assert_memory_equal(rx, t, 7);
	set_late(b, t);
	bench_run(b, TW_MS(50));
	at = 0x0f;
	assert_int_equal(tw_controller_write_read(host, ADDR, &at, 1, rx, 7),
			 TW_OK);
	assert_int_equal(rx[4], 0x00);
	assert_int_equal(rx[5], 0x00);
	assert_int_equal(rx[6], 0x00);
}

static void writing_the_seconds_begins_a_whole_second(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0, 0x00);
	bench_run(b, TW_MS(900));
	WRITE(b, 0, 0x30);
	bench_run(b, TW_MS(990));
	assert_int_equal(get(b, 0), 0x30);
	bench_run(b, TW_MS(20));
	assert_int_equal(get(b, 0), 0x31);
}

/* --- alarms ----------------------------------------------------------------
 */

struct alarm {
	uint8_t alarm[4];  /* of alarm 2 from the minutes on */
	uint8_t before[7]; /* the time; what counts is the next second */
	bool rings;
};

/* Table 2: seconds 56, minutes 34, hours 12, and the 20th or a Tuesday (2). A
 * field without A1Mx set must match, and no other. */
static const struct alarm alarm_1_rows[] = {
	/* 1111: every second */
	{{0xd6, 0xb4, 0x92, 0xa0}, {0x11, 0x11, 0x11, 1, 1, 1, 0}, true},
	/* 1110: when seconds match */
	{{0x56, 0xb4, 0x92, 0xa0}, {0x55, 0x11, 0x11, 1, 1, 1, 0}, true},
	{{0x56, 0xb4, 0x92, 0xa0}, {0x56, 0x34, 0x12, 2, 0x20, 1, 0}, false},
	/* 1100: when minutes and seconds match */
	{{0x56, 0x34, 0x92, 0xa0}, {0x55, 0x34, 0x11, 1, 1, 1, 0}, true},
	{{0x56, 0x34, 0x92, 0xa0}, {0x55, 0x33, 0x12, 2, 0x20, 1, 0}, false},
	/* 1000: when hours, minutes and seconds match */
	{{0x56, 0x34, 0x12, 0xa0}, {0x55, 0x34, 0x12, 1, 1, 1, 0}, true},
	{{0x56, 0x34, 0x12, 0xa0}, {0x55, 0x34, 0x13, 2, 0x20, 1, 0}, false},
	/* 0000, DY/DT 0: when date, hours, minutes and seconds match */
	{{0x56, 0x34, 0x12, 0x20}, {0x55, 0x34, 0x12, 1, 0x20, 1, 0}, true},
	{{0x56, 0x34, 0x12, 0x20}, {0x55, 0x34, 0x12, 2, 0x21, 1, 0}, false},
	/* 0000, DY/DT 1: when day, hours, minutes and seconds match */
	{{0x56, 0x34, 0x12, 0x42}, {0x55, 0x34, 0x12, 2, 0x09, 1, 0}, true},
	{{0x56, 0x34, 0x12, 0x42}, {0x55, 0x34, 0x12, 3, 0x02, 1, 0}, false},
	/* of 12 hours: 12:34 PM is 0x72, AM 0x52 */
	{{0x56, 0x34, 0x72, 0xa0}, {0x55, 0x34, 0x72, 1, 1, 1, 0}, true},
	{{0x56, 0x34, 0x72, 0xa0}, {0x55, 0x34, 0x52, 1, 1, 1, 0}, false},
};

static const struct alarm alarm_2_rows[] = {
	/* 111: every minute, at 00 seconds */
	{{0xb4, 0x92, 0xa0}, {0x59, 0x11, 0x11, 1, 1, 1, 0}, true},
	{{0xb4, 0x92, 0xa0}, {0x58, 0x34, 0x12, 2, 0x20, 1, 0}, false},
	/* 110: when minutes match */
	{{0x34, 0x92, 0xa0}, {0x59, 0x33, 0x11, 1, 1, 1, 0}, true},
	{{0x34, 0x92, 0xa0}, {0x59, 0x34, 0x12, 2, 0x20, 1, 0}, false},
	/* 100: when hours and minutes match */
	{{0x34, 0x12, 0xa0}, {0x59, 0x33, 0x12, 1, 1, 1, 0}, true},
	{{0x34, 0x12, 0xa0}, {0x59, 0x33, 0x11, 2, 0x20, 1, 0}, false},
	/* 000: with the date, or the day */
	{{0x34, 0x12, 0x20}, {0x59, 0x33, 0x12, 1, 0x20, 1, 0}, true},
	{{0x34, 0x12, 0x20}, {0x59, 0x33, 0x12, 2, 0x19, 1, 0}, false},
	{{0x34, 0x12, 0x42}, {0x59, 0x33, 0x12, 2, 0x09, 1, 0}, true},
	{{0x34, 0x12, 0x42}, {0x59, 0x33, 0x12, 1, 0x02, 1, 0}, false},
};

static void see_alarms(struct bench *b, unsigned n, const struct alarm *rows,
		       size_t n_rows)
{
	uint8_t flag = (uint8_t)(1u << (n - 1));

	for (size_t i = 0; i < n_rows; i++) {
		const uint8_t *a = rows[i].alarm;

		if (n == 1)
			WRITE(b, ALARM_1, a[0], a[1], a[2], a[3]);
		else
			WRITE(b, ALARM_2, a[0], a[1], a[2]);
		set_late(b, rows[i].before);
		WRITE(b, STATUS, 0x00);
		WRITE(b, CONTROL, 0x04 | flag);
		assert_true(bench_pin(b, "INT/SQW"));
		bench_run(b, TW_MS(200));
		if (!(get(b, STATUS) & flag) == rows[i].rings ||
		    bench_pin(b, "INT/SQW") == rows[i].rings)
			fail_msg("alarm %u, row %zu: status 0x%02x", n, i,
				 get(b, STATUS));
	}
}

static void alarm_1_rings_as_its_masks_say(void **state)
{
	see_alarms(*state, 1, alarm_1_rows, G_N_ELEMENTS(alarm_1_rows));
}

static void alarm_2_rings_as_its_masks_say(void **state)
{
	see_alarms(*state, 2, alarm_2_rows, G_N_ELEMENTS(alarm_2_rows));
}

static void ring_both(struct bench *b)
{
	static const uint8_t t[] = {0x59, 0x33, 0x12, 2, 0x20, 1, 0};

	WRITE(b, ALARM_1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80);
	set_late(b, t);
	WRITE(b, STATUS, 0x00);
	bench_run(b, TW_MS(150));
}

static void the_pin_needs_an_enable_bit_and_intcn(void **state)
{
	static const struct {
		uint8_t control;
		bool low;
	} rows[] = {{0x04, false}, {0x05, true}, {0x06, true}, {0x07, true}};
	struct bench *b = *state;

	ring_both(b);
	assert_int_equal(get(b, STATUS) & 3, 3);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		WRITE(b, CONTROL, rows[i].control);
		assert_int_equal(!bench_pin(b, "INT/SQW"), rows[i].low);
	}
	/* The flags come without it, too. */
	WRITE(b, CONTROL, 0x1b);
	ring_both(b);
	assert_int_equal(get(b, STATUS) & 3, 3);
	WRITE(b, CONTROL, 0x04);
}

static void flags_are_cleared_by_a_0_and_not_set_by_a_1(void **state)
{
	struct bench *b = *state;

	bench_run(b, TW_MS(200));
	WRITE(b, STATUS, 0xff);
	assert_int_equal(get(b, STATUS), 0x88);
	WRITE(b, STATUS, 0x00);
	assert_int_equal(get(b, STATUS), 0x00);
	WRITE(b, STATUS, 0xff);
	assert_int_equal(get(b, STATUS), 0x08);
	ring_both(b);
	WRITE(b, CONTROL, 0x06);
	WRITE(b, STATUS, 0x02); /* clears A1F alone */
	assert_int_equal(get(b, STATUS), 0x02);
	assert_false(bench_pin(b, "INT/SQW"));
	WRITE(b, STATUS, 0x00);
	assert_true(bench_pin(b, "INT/SQW"));
}

/* --- square waves -----------------------------------------------------------
 */

static void count_fall(void *user, bool high)
{
	*(unsigned *)user += !high;
}

static unsigned falls_in_1_s(struct bench *b, unsigned *falls)
{
	*falls = 0;
	bench_run(b, TW_S(1));
	return *falls;
}

/* RS2 RS1 */
static void the_square_wave_has_the_frequency_of_rs(void **state)
{
	static const unsigned hz[] = {1, 1024, 4096, 8192};
	unsigned falls = 0;
	struct bench *b = *state;
	tw_net *net = tw_net_new(b->sim, "SQW", true);

	tw_pin_new(net, tw_bus_queue(b->bus), "probe", count_fall, &falls);
	assert_true(tw_device_wire_pin(b->dut, "INT/SQW", net));
	for (uint8_t rs = 0; rs < 4; rs++) {
		WRITE(b, CONTROL, (uint8_t)(rs << 3));
		falls = falls_in_1_s(b, &falls);
		if (falls + 1 < hz[rs] || falls > hz[rs] + 1)
			fail_msg("RS %u: %u falls in 1 s", rs, falls);
	}
	WRITE(b, CONTROL, 0x1c);
	assert_int_equal(falls_in_1_s(b, &falls), 0);
}

/* "transitions high 500ms after the seconds data transfer" */
static void at_1_hz_the_pin_is_high_half_a_second_after_the_write(void **state)
{
	struct bench *b = *state;

	WRITE(b, CONTROL, 0x00);
	WRITE(b, 0, 0x00);
	bench_run(b, TW_MS(499));
	assert_false(bench_pin(b, "INT/SQW"));
	bench_run(b, TW_MS(2));
	assert_true(bench_pin(b, "INT/SQW"));
	bench_run(b, TW_MS(500));
	assert_false(bench_pin(b, "INT/SQW"));
}

static void the_32khz_pin_runs_until_it_is_switched_off(void **state)
{
	unsigned falls = 0;
	struct bench *b = *state;
	tw_net *net = tw_net_new(b->sim, "32kHz", true);

	tw_pin_new(net, tw_bus_queue(b->bus), "probe", count_fall, &falls);
	assert_true(tw_device_wire_pin(b->dut, "32kHz", net));
	assert_int_equal(falls_in_1_s(b, &falls), 32768);
	WRITE(b, STATUS, 0x00);
	assert_int_equal(falls_in_1_s(b, &falls), 0);
	assert_true(tw_net_level(net));
}

/* --- the thermometer --------------------------------------------------------
 */

/* "Temperature registers": +25.25 C is 00011001 01. */
static void temperatures_have_the_data_sheets_format(void **state)
{
	static const struct {
		int32_t mC;
		uint8_t high, low;
	} rows[] = {
		{25250, 0x19, 0x40},  {0, 0x00, 0x00},	   {-250, 0xff, 0xc0},
		{-40000, 0xd8, 0x00}, {85000, 0x55, 0x00}, {24990, 0x18, 0xc0},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		bench_set(b, "temp_mC", rows[i].mC);
		bench_run(b, TW_S(65));
		READ(b, (TEMP), rows[i].high, rows[i].low);
	}
}

static void a_conversion_comes_every_64_seconds(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0, 0x00);
	bench_run(b, TW_S(1));
	bench_set(b, "temp_mC", 30000);
	bench_run(b, TW_S(62) + TW_MS(900));
	READ(b, (STATUS), 0x88, 0x00, 0x19);
	bench_run(b, TW_MS(110));
	READ(b, (STATUS), 0x8c, 0x00, 0x19);
	bench_run(b, TW_MS(200));
	READ(b, (STATUS), 0x88, 0x00, 0x1e);
}

/* tCONV: 125 ms typically, 200 ms at most. */
static void conv_stays_1_until_its_conversion_is_done(void **state)
{
	struct bench *b = *state;

	bench_run(b, TW_MS(300));
	bench_set(b, "temp_mC", 30000);
	WRITE(b, CONTROL, 0x3c);
	bench_run(b, TW_MS(20));
	READ(b, (CONTROL), 0x3c, 0x8c);
	WRITE(b, CONTROL, 0x1c); /* is not taken back */
	bench_run(b, TW_MS(90));
	READ(b, (CONTROL), 0x3c, 0x8c, 0x00, 0x19);
	bench_run(b, TW_MS(90));
	READ(b, (CONTROL), 0x1c, 0x88, 0x00, 0x1e, 0x00);
}

static void temperature_and_bsy_are_read_only(void **state)
{
	struct bench *b = *state;

	bench_run(b, TW_MS(300));
	WRITE(b, STATUS, 0xf4, 0x55, 0x12, 0x40);
	READ(b, (STATUS), 0x80, 0x55, 0x19, 0x00);
}

/* --- parameters -------------------------------------------------------------
 */

static void a_date_makes_it_a_clock_that_has_been_set(void **state)
{
	struct bench *b = bench_new_with(&tw_model_ds3231, ADDR,
					 "date=20200907,time=135600,pointer=2");
	uint8_t rx = 0;

	(void)state;
	bench_set(b, "temp_mC", 24000);
	tw_controller_read_from(b->host, ADDR, &rx, 1);
	assert_int_equal(rx, 0x13);
	READ(b, (0), 0x00, 0x56, 0x13, 0x01, 0x07, 0x09, 0x20);
	READ(b, (STATUS), 0x08, 0x00, 0x18, 0x00);
	bench_free((void **)&b);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
	const struct CMUnitTest ds3231[] = {
		T(registers_power_up_as_the_data_sheet_says),
		T(the_calendar_carries_up_to_the_century),
		T(the_pointer_wraps_behind_the_temperature),
		T(buffers_follow_a_start_and_the_wrap),
		T(writing_the_seconds_begins_a_whole_second),
		T(alarm_1_rings_as_its_masks_say),
		T(alarm_2_rings_as_its_masks_say),
		T(the_pin_needs_an_enable_bit_and_intcn),
		T(flags_are_cleared_by_a_0_and_not_set_by_a_1),
		T(the_square_wave_has_the_frequency_of_rs),
		T(at_1_hz_the_pin_is_high_half_a_second_after_the_write),
		T(the_32khz_pin_runs_until_it_is_switched_off),
		T(temperatures_have_the_data_sheets_format),
		T(a_conversion_comes_every_64_seconds),
		T(conv_stays_1_until_its_conversion_is_done),
		T(temperature_and_bsy_are_read_only),
		cmocka_unit_test(a_date_makes_it_a_clock_that_has_been_set),
	};

	return cmocka_run_group_tests(ds3231, NULL, NULL);
}
