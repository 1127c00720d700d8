/* SPDX-License-Identifier: MIT */
/* Values: AHT20 product manual, sections 5.3 to 6: RH = S / 2^20 * 100 %, T = S
 * / 2^20 * 200 C - 50 C. */
#include "tw-test.h"

#include "models.h"

static int setup(void **state)
{
	*state = bench_new(&tw_model_aht20, 0x38);
	return 0;
}

static uint8_t status(struct bench *b)
{
	uint8_t rx = 0;

	assert_int_equal(tw_controller_read_from(b->host, 0x38, &rx, 1), TW_OK);
	return rx;
}

static void a_measurement_takes_80_ms(void **state)
{
	struct bench *b = *state;

	assert_int_equal(status(b) & 0x80, 0);
	WRITE(b, 0xac, 0x33, 0x00);
	assert_int_equal(status(b) & 0x80, 0x80);
	bench_run(b, TW_MS(79));
	assert_int_equal(status(b) & 0x80, 0x80);
	bench_run(b, TW_MS(1));
	assert_int_equal(status(b) & 0x80, 0);
}

/* 50 % is 0x80000; 25 C is 75 of 200: 0x60000. 12.5 % is 0x20000, 0 C 0x40000.
 */
static void results_follow_the_formulas_of_the_manual(void **state)
{
	struct bench *b = *state;
	uint8_t rx[7];

	bench_set(b, "humidity_mpct", 50000);
	bench_set(b, "temp_mC", 25000);
	WRITE(b, 0xac, 0x33, 0x00);
	bench_run(b, TW_MS(80));
	tw_controller_read_from(b->host, 0x38, rx, 7);
	assert_memory_equal(rx + 1, ((uint8_t[]){0x80, 0, 0x06, 0, 0}), 5);
	bench_set(b, "humidity_mpct", 12500);
	bench_set(b, "temp_mC", 0);
	WRITE(b, 0xac, 0x33, 0x00);
	bench_run(b, TW_MS(80));
	tw_controller_read_from(b->host, 0x38, rx, 7);
	assert_memory_equal(rx + 1, ((uint8_t[]){0x20, 0, 0x04, 0, 0}), 5);
}

/* The remainder of message and checksum under x^8 + x^5 + x^4 + 1 is 0; the
 * initial value 0xff turns over the first eight bits. */
static void the_checksum_divides_the_message(void **state)
{
	struct bench *b = *state;
	uint8_t rx[7];
	uint32_t rest = 0;

	WRITE(b, 0xac, 0x33, 0x00);
	bench_run(b, TW_MS(80));
	tw_controller_read_from(b->host, 0x38, rx, 7);
	rx[0] ^= 0xff;
	for (unsigned i = 0; i < 56; i++) {
		rest = rest << 1 | (rx[i / 8] >> (7 - i % 8) & 1);
		if (rest & 0x100)
			rest ^= 0x131;
	}
	assert_int_equal(rest, 0);
}

static void it_is_calibrated_from_its_initialization_on(void **state)
{
	struct bench *b =
		bench_new_with(&tw_model_aht20, 0x38, "calibrated=no");

	assert_int_equal(status(b) & 0x08, 0);
	WRITE(b, 0xbe, 0x08, 0x00);
	assert_int_equal(status(b) & 0x08, 0x08);
	bench_free((void **)&b);
}

static void a_soft_reset_takes_20_ms(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0xac, 0x33, 0x00);
	WRITE(b, 0xba);
	assert_int_equal(tw_controller_write_to(b->host, 0x38, NULL, 0),
			 TW_NO_TARGET);
	bench_run(b, TW_MS(20));
	assert_int_equal(status(b) & 0x80, 0);
}

/* The AHT10's initialization is another. */
static void the_command_of_its_predecessor_is_refused(void **state)
{
	struct bench *b = *state;
	uint8_t tx[] = {0xe1, 0x08, 0x00};

	assert_int_equal(tw_controller_write_to(b->host, 0x38, tx, 3),
			 TW_NACKED);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_measurement_takes_80_ms),
		TEST(results_follow_the_formulas_of_the_manual),
		TEST(the_checksum_divides_the_message),
		cmocka_unit_test(it_is_calibrated_from_its_initialization_on),
		TEST(a_soft_reset_takes_20_ms),
		TEST(the_command_of_its_predecessor_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
