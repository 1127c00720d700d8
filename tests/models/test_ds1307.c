/* SPDX-License-Identifier: MIT */
/* DS1307 as its data sheet has it. */
#include "tw-test.h"

#include <stdio.h>
#include <unistd.h>

#include "models.h"

enum { ADDR = 0x68, CONTROL = 7, RAM = 8 };

static int setup(void **state)
{
	*state = bench_new(&tw_model_ds1307, ADDR);
	return 0;
}

/* A clock that runs in the middle of a second, so that transfers at a whole
 * number of seconds later are no race. */
static struct bench *running(const char *params)
{
	struct bench *b = bench_new_with(&tw_model_ds1307, ADDR, params);

	bench_run(b, TW_MS(300));
	return b;
}

/* "Clock and calendar": 01/01/00 01 00:00:00, CH set; control register: OUT and
 * SQWE 0, RS1 and RS0 1. */
static void it_powers_up_halted_on_the_first_of_january_of_00(void **state)
{
	struct bench *b = *state;

	READ(b, (0), 0x80, 0x00, 0x00, 0x01, 0x01, 0x01, 0x00, 0x03);
	bench_run(b, TW_S(3));
	READ(b, (0), 0x80, 0x00, 0x00, 0x01, 0x01, 0x01, 0x00, 0x03);
	assert_false(bench_pin(b, "SQW/OUT"));
}

static void time_goes_on_from_when_ch_is_cleared(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0, 0x00);
	bench_run(b, TW_MS(999));
	READ(b, (0), 0x00);
	bench_run(b, TW_MS(2));
	READ(b, (0), 0x01);
	bench_run(b, TW_S(10));
	READ(b, (0), 0x11);
}

/* What each carry does, a second before and after. 12-hour values as bit 6
 * (mode) and bit 5 (PM) of the hours have them. */
static void every_field_carries_into_the_next(void **state)
{
	static const struct {
		uint8_t before[7], after[7];
	} rows[] = {
		{{0x09, 0x30, 0x10, 3, 0x05, 0x06, 0x13},
		 {0x10, 0x30, 0x10, 3, 0x05, 0x06, 0x13}},
		{{0x59, 0x09, 0x10, 3, 0x05, 0x06, 0x13},
		 {0x00, 0x10, 0x10, 3, 0x05, 0x06, 0x13}},
		{{0x59, 0x59, 0x19, 3, 0x05, 0x06, 0x13},
		 {0x00, 0x00, 0x20, 3, 0x05, 0x06, 0x13}},
		{{0x59, 0x59, 0x23, 7, 0x09, 0x06, 0x13},
		 {0x00, 0x00, 0x00, 1, 0x10, 0x06, 0x13}},
		{{0x59, 0x59, 0x23, 1, 0x30, 0x09, 0x13},
		 {0x00, 0x00, 0x00, 2, 0x01, 0x10, 0x13}},
		{{0x59, 0x59, 0x23, 1, 0x31, 0x12, 0x19},
		 {0x00, 0x00, 0x00, 2, 0x01, 0x01, 0x20}},
		{{0x59, 0x59, 0x23, 1, 0x28, 0x02, 0x13},
		 {0x00, 0x00, 0x00, 2, 0x01, 0x03, 0x13}},
		{{0x59, 0x59, 0x23, 1, 0x28, 0x02, 0x12},
		 {0x00, 0x00, 0x00, 2, 0x29, 0x02, 0x12}},
		{{0x59, 0x59, 0x23, 1, 0x29, 0x02, 0x00},
		 {0x00, 0x00, 0x00, 2, 0x01, 0x03, 0x00}},
		/* 9 AM, 11 AM, 12 PM (noon), 11 PM, 12 AM (midnight) */
		{{0x59, 0x59, 0x49, 1, 0x28, 0x02, 0x13},
		 {0x00, 0x00, 0x50, 1, 0x28, 0x02, 0x13}},
		{{0x59, 0x59, 0x51, 1, 0x28, 0x02, 0x13},
		 {0x00, 0x00, 0x72, 1, 0x28, 0x02, 0x13}},
		{{0x59, 0x59, 0x72, 1, 0x28, 0x02, 0x13},
		 {0x00, 0x00, 0x61, 1, 0x28, 0x02, 0x13}},
		{{0x59, 0x59, 0x71, 1, 0x28, 0x02, 0x13},
		 {0x00, 0x00, 0x52, 2, 0x01, 0x03, 0x13}},
		{{0x59, 0x59, 0x52, 1, 0x28, 0x02, 0x13},
		 {0x00, 0x00, 0x41, 1, 0x28, 0x02, 0x13}},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		const uint8_t *t = rows[i].before;
		uint8_t zero = 0, rx[7];

		WRITE(b, 0, t[0], t[1], t[2], t[3], t[4], t[5], t[6]);
		bench_run(b, TW_MS(1100));
		tw_controller_write_read(b->host, ADDR, &zero, 1, rx, 7);
		if (memcmp(rx, rows[i].after, 7))
			fail_msg("row %zu: %02x %02x %02x %x %02x %02x %02x", i,
				 rx[0], rx[1], rx[2], rx[3], rx[4], rx[5],
				 rx[6]);
	}
}

/* "The divider chain is reset whenever the seconds register is written." */
static void writing_the_seconds_begins_a_whole_second(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0, 0x00);
	bench_run(b, TW_MS(900));
	WRITE(b, 0, 0x30);
	bench_run(b, TW_MS(900));
	READ(b, (0), 0x30);
	WRITE(b, 1, 0x15); /* the minutes do not */
	bench_run(b, TW_MS(110));
	READ(b, (0), 0x31, 0x15);
}

/* The user buffers take the time at a START alone. */
static void a_read_shows_one_instant_though_the_second_ends(void **state)
{
	struct bench *b = *state;
	struct tw_controller_config slow = {.scl_hz = 1000};
	tw_controller *host = tw_controller_new(b->bus, &slow, NULL);
	uint8_t zero = 0, rx[7];

	WRITE(b, 0, 0x59, 0x59, 0x23, 1, 0x31, 0x12, 0x13);
	bench_run(b, TW_MS(960));
	assert_int_equal(tw_controller_write_read(host, ADDR, &zero, 1, rx, 7),
			 TW_OK);
	assert_int_equal(rx[0], 0x59);
	assert_int_equal(rx[1], 0x59);
	assert_int_equal(rx[6], 0x13);
	READ(b, (0), 0x00, 0x00, 0x00, 0x02, 0x01, 0x01, 0x14);
}

static void ch_halts_the_clock(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0, 0x12);
	bench_run(b, TW_MS(1500));
	WRITE(b, 0, 0x93);
	bench_run(b, TW_S(5));
	READ(b, (0), 0x93);
}

static void the_pointer_wraps_after_the_last_byte_of_ram(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x3e, 0xaa, 0xbb, 0x85, 0x12);
	READ(b, (0x3e), 0xaa, 0xbb, 0x85, 0x12);
}

static void ram_holds_56_bytes(void **state)
{
	struct bench *b = *state;
	uint8_t tx[57] = {RAM}, rx[56];
	size_t len;

	for (uint8_t i = 0; i < 56; i++)
		tx[1 + i] = (uint8_t)(i * 37 + 5);
	assert_int_equal(tw_controller_write_to(b->host, ADDR, tx, 57), TW_OK);
	assert_int_equal(tw_controller_write_read(b->host, ADDR, tx, 1, rx, 56),
			 TW_OK);
	assert_memory_equal(rx, tx + 1, 56);
	assert_memory_equal(tw_device_memory(b->dut, &len) + RAM, tx + 1, 56);
	assert_int_equal(len, 64);
}

/* Table 2: bits that are 0 there. */
static void bits_without_a_use_read_0(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
	READ(b, (0), 0xff, 0x7f, 0x7f, 0x07, 0x3f, 0x1f, 0xff, 0x93);
}

static void out_sets_the_pin_without_a_square_wave(void **state)
{
	struct bench *b = *state;

	WRITE(b, CONTROL, 0x80);
	assert_true(bench_pin(b, "SQW/OUT"));
	WRITE(b, CONTROL, 0x00);
	assert_false(bench_pin(b, "SQW/OUT"));
}

static void count_fall(void *user, bool high)
{
	*(unsigned *)user += !high;
}

/* "Square-wave output frequency": RS1 RS0. */
static void the_square_wave_has_the_frequency_of_rs(void **state)
{
	static const unsigned hz[] = {1, 4096, 8192, 32768};
	unsigned falls = 0;
	struct bench *b = *state;
	tw_net *net = tw_net_new(b->sim, "SQW", true);

	tw_pin_new(net, tw_bus_queue(b->bus), "probe", count_fall, &falls);
	assert_true(tw_device_wire_pin(b->dut, "SQW/OUT", net));
	WRITE(b, 0, 0x00);
	for (uint8_t rs = 0; rs < 4; rs++) {
		WRITE(b, CONTROL, 0x10 | rs);
		falls = 0;
		bench_run(b, TW_S(2));
		if (falls < 2 * hz[rs] - 1 || falls > 2 * hz[rs] + 1)
			fail_msg("RS %u: %u falls in 2 s", rs, falls);
	}
	WRITE(b, 0, 0x80);
	falls = 0;
	bench_run(b, TW_S(2));
	assert_int_equal(falls, 0);
	WRITE(b, CONTROL, 0x00);
}

static void at_1_hz_the_pin_falls_with_the_second(void **state)
{
	struct bench *b = *state;

	WRITE(b, CONTROL, 0x10);
	WRITE(b, 0, 0x00);
	bench_run(b, TW_MS(499));
	assert_false(bench_pin(b, "SQW/OUT"));
	bench_run(b, TW_MS(2));
	assert_true(bench_pin(b, "SQW/OUT"));
	bench_run(b, TW_MS(498));
	assert_true(bench_pin(b, "SQW/OUT"));
	bench_run(b, TW_MS(2));
	assert_false(bench_pin(b, "SQW/OUT"));
	READ(b, (0), 0x01);
}

static void a_date_makes_it_a_clock_that_has_been_set(void **state)
{
	/* Days that can be looked up: 29 February 2000 was a Tuesday, 10 March
	 * 2013 a Sunday, 31 December 2099 will be a Thursday. */
	static const struct {
		const char *params;
		uint8_t regs[7];
	} rows[] = {
		{"date=20000229,time=235958",
		 {0x58, 0x59, 0x23, 2, 0x29, 0x02, 0x00}},
		{"date=20130310,time=090805,day=1",
		 {0x05, 0x08, 0x09, 1, 0x10, 0x03, 0x13}},
		{"date=20130310", {0x00, 0x00, 0x00, 7, 0x10, 0x03, 0x13}},
		{"date=20991231", {0x00, 0x00, 0x00, 4, 0x31, 0x12, 0x99}},
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct bench *b = running(rows[i].params);
		uint8_t zero = 0, rx[7];

		tw_controller_write_read(b->host, ADDR, &zero, 1, rx, 7);
		if (memcmp(rx, rows[i].regs, 7))
			fail_msg("%s: day %u", rows[i].params, rx[3]);
		bench_run(b, TW_S(1));
		tw_controller_write_read(b->host, ADDR, &zero, 1, rx, 1);
		assert_int_equal(rx[0], rows[i].regs[0] + 1);
		bench_free((void **)&b);
	}
}

static void ms_is_how_much_of_the_second_has_gone(void **state)
{
	struct bench *b =
		bench_new_with(&tw_model_ds1307, ADDR, "date=20130310,ms=700");

	(void)state;
	WRITE(b, CONTROL, 0x10);
	assert_true(bench_pin(b, "SQW/OUT"));
	bench_run(b, TW_MS(290));
	READ(b, (0), 0x00);
	bench_run(b, TW_MS(10));
	READ(b, (0), 0x01);
	bench_run(b, TW_MS(980));
	READ(b, (0), 0x01);
	bench_free((void **)&b);
}

static void an_image_is_all_that_it_holds(void **state)
{
	static const char image[] = "\x59\x59\x23\x01\x31\x12\x13\x10\xca\xfe";
	g_autofree char *name = NULL;
	g_autofree char *params = NULL;
	int fd = g_file_open_tmp("tw-image-XXXXXX", &name, NULL);
	struct bench *b;

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	assert_true(g_file_set_contents(name, image, 10, NULL));
	params = g_strconcat("image=", name, NULL);
	b = bench_new_with(&tw_model_ds1307, ADDR, params);
	READ(b, (6), 0x13, 0x10, 0xca, 0xfe, 0xff);
	bench_run(b, TW_S(1));
	READ(b, (0), 0x00, 0x00, 0x00, 0x02, 0x01, 0x01, 0x14);
	bench_free((void **)&b);
	remove(name);
}

static void a_moment_that_is_none_is_refused(void **state)
{
	static const struct {
		const char *key, *value, *says;
	} rows[] = {
		{"date", "20130229", "date: expected YYYYMMDD"},
		{"date", "20131301", "date: expected YYYYMMDD"},
		{"date", "130310", "date: expected YYYYMMDD"},
		{"time", "126000", "time: expected HHMMSS"},
	};
	struct bench *b = *state;

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct tw_param params[] = {{rows[i].key, rows[i].value},
					    {"date", "20130310"}};
		struct tw_device_config config = {.addr = ADDR,
						  .params = params,
						  .n_params = i == 3 ? 2 : 1};
		g_autoptr(GError) error = NULL;

		assert_null(tw_bus_attach(b->bus, &tw_model_ds1307, &config,
					  &error));
		if (!strstr(error->message, rows[i].says))
			fail_msg("%s", error->message);
	}
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
	const struct CMUnitTest ds1307[] = {
		T(it_powers_up_halted_on_the_first_of_january_of_00),
		T(time_goes_on_from_when_ch_is_cleared),
		T(every_field_carries_into_the_next),
		T(writing_the_seconds_begins_a_whole_second),
		T(a_read_shows_one_instant_though_the_second_ends),
		T(ch_halts_the_clock),
		T(the_pointer_wraps_after_the_last_byte_of_ram),
		T(ram_holds_56_bytes),
		T(bits_without_a_use_read_0),
		T(out_sets_the_pin_without_a_square_wave),
		T(the_square_wave_has_the_frequency_of_rs),
		T(at_1_hz_the_pin_falls_with_the_second),
		cmocka_unit_test(a_date_makes_it_a_clock_that_has_been_set),
		cmocka_unit_test(ms_is_how_much_of_the_second_has_gone),
		cmocka_unit_test(an_image_is_all_that_it_holds),
		T(a_moment_that_is_none_is_refused),
	};

	return cmocka_run_group_tests(ds1307, NULL, NULL);
}
