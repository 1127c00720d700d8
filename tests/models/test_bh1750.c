/* SPDX-License-Identifier: MIT */
/* Values: BH1750FVI technical note: 1.2 counts a lux at MTreg 69, "Instruction
 * Set Architecture", times of the electrical characteristics. */
#include "tw-test.h"

#include "models.h"

static int setup(void **state)
{
	*state = bench_new(&tw_model_bh1750, 0x23);
	return 0;
}

static unsigned result(struct bench *b)
{
	uint8_t rx[2];

	assert_int_equal(tw_controller_read_from(b->host, b->addr, rx, 2),
			 TW_OK);
	return rx[0] * 256u + rx[1];
}

/* The note's example: 1000 0011 1001 0000 is 28067 lx. */
static void a_count_is_a_lux_times_1_2(void **state)
{
	struct bench *b = *state;

	bench_set(b, "light_mlx", 28066667);
	WRITE(b, 0x20);
	bench_run(b, TW_MS(120));
	assert_int_equal(result(b), 0x8390);
}

static void the_old_result_stays_until_the_time_is_over(void **state)
{
	struct bench *b = *state;

	bench_set(b, "light_mlx", 100000);
	WRITE(b, 0x20);
	bench_run(b, TW_MS(119));
	assert_int_equal(result(b), 0);
	bench_run(b, TW_MS(1));
	assert_int_equal(result(b), 120);
}

static void the_maximum_time_is_180_ms(void **state)
{
	struct bench *b =
		bench_new_with(&tw_model_bh1750, 0x5c, "times=maximum");

	WRITE(b, 0x10);
	bench_run(b, TW_MS(179));
	assert_int_equal(result(b), 0);
	bench_run(b, TW_MS(1));
	assert_int_equal(result(b), 120);
	bench_free((void **)&b);
}

static void h_resolution_2_counts_halves_of_a_lux(void **state)
{
	struct bench *b = *state;

	bench_set(b, "light_mlx", 100000);
	WRITE(b, 0x21);
	bench_run(b, TW_MS(120));
	assert_int_equal(result(b), 240);
}

static void l_resolution_takes_16_ms_and_has_steps_of_four(void **state)
{
	struct bench *b = *state;

	bench_set(b, "light_mlx", 102000); /* 122.4 counts */
	WRITE(b, 0x23);
	bench_run(b, TW_MS(15));
	assert_int_equal(result(b), 0);
	bench_run(b, TW_MS(1));
	assert_int_equal(result(b), 120);
}

static void continuous_measurements_follow_the_light(void **state)
{
	struct bench *b = *state;

	bench_set(b, "light_mlx", 100000);
	WRITE(b, 0x10);
	bench_run(b, TW_MS(121));
	bench_set(b, "light_mlx", 200000);
	assert_int_equal(result(b), 120);
	bench_run(b, TW_MS(120));
	assert_int_equal(result(b), 240);
}

static void one_measurement_ends_in_power_down(void **state)
{
	struct bench *b = *state;

	bench_set(b, "light_mlx", 100000);
	WRITE(b, 0x20);
	bench_run(b, TW_MS(120));
	bench_set(b, "light_mlx", 200000);
	bench_run(b, TW_MS(500));
	assert_int_equal(result(b), 120);
	/* Reset is not accepted in power down. */
	WRITE(b, 0x07);
	assert_int_equal(result(b), 120);
	WRITE(b, 0x01);
	WRITE(b, 0x07);
	assert_int_equal(result(b), 0);
}

static void power_down_ends_a_measurement(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x10);
	WRITE(b, 0x00);
	bench_run(b, TW_MS(500));
	assert_int_equal(result(b), 0);
}

/* MTreg 138 is 10001010: 01000 100 and 011 01010. Twice 69: sensitivity and
 * time are doubled. */
static void mtreg_scales_counts_and_time(void **state)
{
	struct bench *b = *state;

	bench_set(b, "light_mlx", 100000);
	WRITE(b, 0x44);
	WRITE(b, 0x6a);
	WRITE(b, 0x20);
	bench_run(b, TW_MS(239));
	assert_int_equal(result(b), 0);
	bench_run(b, TW_MS(1));
	assert_int_equal(result(b), 240);
}

static void more_light_than_fits_is_ffff(void **state)
{
	struct bench *b = *state;

	bench_set(b, "light_mlx", 60000000);
	WRITE(b, 0x20);
	bench_run(b, TW_MS(120));
	assert_int_equal(result(b), 0xffff);
}

static void dvi_low_resets_it(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x10);
	bench_run(b, TW_MS(121));
	bench_set(b, "DVI", 0);
	assert_int_equal(tw_controller_write_to(b->host, 0x23, NULL, 0),
			 TW_NO_TARGET);
	bench_set(b, "DVI", 1);
	assert_int_equal(result(b), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_count_is_a_lux_times_1_2),
		TEST(the_old_result_stays_until_the_time_is_over),
		cmocka_unit_test(the_maximum_time_is_180_ms),
		TEST(h_resolution_2_counts_halves_of_a_lux),
		TEST(l_resolution_takes_16_ms_and_has_steps_of_four),
		TEST(continuous_measurements_follow_the_light),
		TEST(one_measurement_ends_in_power_down),
		TEST(power_down_ends_a_measurement),
		TEST(mtreg_scales_counts_and_time),
		TEST(more_light_than_fits_is_ffff),
		TEST(dvi_low_resets_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
