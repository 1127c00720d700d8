/* SPDX-License-Identifier: MIT */
/* Values: SHT21 data sheet, tables 6 to 8 and section 6; checksums: Sensirion's
 * examples for the SHT2x (0xdc has 0x79, 0x683a 0x7c, 0x4e85 0x6b). */
#include "tw-test.h"

#include "models.h"

static int setup(void **state)
{
	*state = bench_new(&tw_model_sht21, 0x40);
	return 0;
}

static struct bench *with(const char *params)
{
	return bench_new_with(&tw_model_sht21, 0x40, params);
}

static void compare(struct bench *b, uint8_t command, uint8_t high, uint8_t low)
{
	uint8_t rx[3];

	assert_int_equal(
		tw_controller_write_read(b->host, 0x40, &command, 1, rx, 3),
		TW_OK);
	assert_int_equal(rx[0], high);
	assert_int_equal(rx[1], low);
}

/* Of a measurement in hold mode. */
static uint64_t duration_us(struct bench *b, uint8_t command)
{
	uint64_t from_ns = tw_sim_now_ns(b->sim);
	uint8_t rx[3];

	tw_controller_write_read(b->host, 0x40, &command, 1, rx, 3);
	return (tw_sim_now_ns(b->sim) - from_ns) / 1000;
}

/* T = -46.85 + 175.72 S / 2^16, RH = -6 + 125 S / 2^16; bit 1 of S tells. */
static void results_follow_the_formulas_of_the_data_sheet(void **state)
{
	struct bench *b = *state;

	bench_set(b, "temp_mC", 41010); /* S = 0x8000 */
	compare(b, 0xe3, 0x80, 0x00);
	bench_set(b, "humidity_mpct", 56500); /* 0x8000 */
	compare(b, 0xe5, 0x80, 0x02);
	bench_set(b, "humidity_mpct", 25250); /* 0x4000 */
	compare(b, 0xe5, 0x40, 0x02);
	bench_set(b, "temp_mC", -2920); /* 0x4000 */
	compare(b, 0xe3, 0x40, 0x00);
}

static void scl_is_held_as_long_as_it_measures(void **state)
{
	struct bench *b = *state;

	assert_in_range(duration_us(b, 0xe3), 66000, 66300);
	assert_in_range(duration_us(b, 0xe5), 22000, 22300);
}

/* Table 7: bits 7 and 0 of the user register, T and RH, typical and maximum. */
static void each_resolution_takes_its_time(void **state)
{
	static const struct {
		uint8_t user;
		unsigned t_ms[2], rh_ms[2];
	} rows[] = {
		{0x3a, {66, 85}, {22, 29}},
		{0x3b, {17, 22}, {3, 4}},
		{0xba, {33, 43}, {7, 9}},
		{0xbb, {9, 11}, {12, 15}},
	};

	for (unsigned max = 0; max < 2; max++)
		for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
			struct bench *b =
				with(max ? "times=maximum" : "times=typical");
			unsigned t = rows[i].t_ms[max] * 1000;
			unsigned rh = rows[i].rh_ms[max] * 1000;

			WRITE(b, 0xe6, rows[i].user);
			assert_in_range(duration_us(b, 0xe3), t, t + 300);
			assert_in_range(duration_us(b, 0xe5), rh, rh + 300);
			bench_free((void **)&b);
		}
}

static void without_hold_the_address_is_refused_until_it_is_done(void **state)
{
	struct bench *b = *state;
	uint8_t rx[3];

	bench_set(b, "temp_mC", 41010);
	WRITE(b, 0xf3);
	assert_int_equal(tw_controller_read_from(b->host, 0x40, rx, 3),
			 TW_NO_TARGET);
	bench_run(b, TW_MS(65));
	assert_int_equal(tw_controller_read_from(b->host, 0x40, rx, 3),
			 TW_NO_TARGET);
	bench_run(b, TW_MS(1));
	assert_int_equal(tw_controller_read_from(b->host, 0x40, rx, 3), TW_OK);
	assert_int_equal(rx[0], 0x80);
	assert_int_equal(rx[1], 0x00);
}

static void both_serial_commands_send_their_words_with_checksums(void **state)
{
	struct bench *b = with("snb=0xdcdcdcdc,snc=0x683a,sna=0x4e85");

	READ(b, (0xfa, 0x0f), 0xdc, 0x79, 0xdc, 0x79, 0xdc, 0x79, 0xdc, 0x79);
	READ(b, (0xfc, 0xc9), 0x68, 0x3a, 0x7c, 0x4e, 0x85, 0x6b);
	bench_free((void **)&b);
}

static void the_user_register_keeps_its_reserved_bits(void **state)
{
	struct bench *b = *state;

	READ(b, (0xe7), 0x3a);
	WRITE(b, 0xe6, 0x85);
	READ(b, (0xe7), 0xbd);
}

static void a_measurement_looks_at_the_battery(void **state)
{
	struct bench *b = *state;

	bench_set(b, "vdd_mV", 2249);
	READ(b, (0xe7), 0x3a);
	duration_us(b, 0xe5);
	READ(b, (0xe7), 0x7a);
	bench_set(b, "vdd_mV", 2250);
	duration_us(b, 0xe5);
	READ(b, (0xe7), 0x3a);
}

/* Section 5.5: less than 15 ms; the heater bit stays. */
static void a_soft_reset_restores_all_but_the_heater(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0xe6, 0x85);
	WRITE(b, 0xfe);
	assert_int_equal(tw_controller_write_to(b->host, 0x40, NULL, 0),
			 TW_NO_TARGET);
	bench_run(b, TW_MS(15));
	READ(b, (0xe7), 0x3e);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(results_follow_the_formulas_of_the_data_sheet),
		TEST(scl_is_held_as_long_as_it_measures),
		cmocka_unit_test(each_resolution_takes_its_time),
		TEST(without_hold_the_address_is_refused_until_it_is_done),
		cmocka_unit_test(
			both_serial_commands_send_their_words_with_checksums),
		TEST(the_user_register_keeps_its_reserved_bits),
		TEST(a_measurement_looks_at_the_battery),
		TEST(a_soft_reset_restores_all_but_the_heater),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
