/* SPDX-License-Identifier: MIT */
/* Values: WiiBrew on extension controllers and the Nunchuk. */
#include "tw-test.h"

#include "models.h"

static int setup(void **state)
{
	*state = bench_new(&tw_model_nunchuk, 0x52);
	return 0;
}

static void initialize(struct bench *b)
{
	WRITE(b, 0xf0, 0x55);
	WRITE(b, 0xfb, 0x00);
}

/* Stick X, Y; acceleration's bits 9 to 2; ZZYYXX!C!Z. */
static void the_six_bytes_are_packed_as_documented(void **state)
{
	struct bench *b = *state;

	initialize(b);
	bench_set(b, "stick_x", 0x75);
	bench_set(b, "stick_y", 0x7f);
	bench_set(b, "accel_x", 0x70 << 2 | 1);
	bench_set(b, "accel_y", 0x56 << 2 | 2);
	bench_set(b, "accel_z", 0x9f << 2 | 3);
	bench_set(b, "button_c", 1);
	READ(b, (0x00), 0x75, 0x7f, 0x70, 0x56, 0x9f, 0xe5);
	bench_set(b, "button_c", 0);
	bench_set(b, "button_z", 1);
	READ(b, (0x05), 0xe6);
}

static void it_tells_that_it_is_a_nunchuk(void **state)
{
	struct bench *b = *state;

	initialize(b);
	READ(b, (0xfa), 0x00, 0x00, 0xa4, 0x20, 0x00, 0x00);
}

/* The identifier 0x0000 comes as 0xfefe. */
static void the_old_way_gives_encrypted_bytes(void **state)
{
	struct bench *b = *state;
	uint8_t pointer = 0x00, rx[6];

	WRITE(b, 0x40, 0x00);
	READ(b, (0xfe), 0xfe, 0xfe);
	bench_set(b, "stick_x", 0x42);
	tw_controller_write_read(b->host, 0x52, &pointer, 1, rx, 6);
	assert_int_equal(((rx[0] ^ 0x17) + 0x17) & 0xff, 0x42);
}

static void another_key_is_not_known(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0xf0, 0xaa);
	WRITE(b, 0x40, 0x12, 0x34);
	READ(b, (0xfa), 0xff, 0xff);
}

static void before_an_initialization_all_is_ff(void **state)
{
	struct bench *b = *state;

	READ(b, (0x00), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
	WRITE(b, 0xf0, 0x55);
	READ(b, (0xfa), 0xff, 0xff);
}

static void a_bare_read_begins_at_the_data_of_an_initialized_one(void **state)
{
	struct bench *b = bench_new_with(&tw_model_nunchuk, 0x52, "init=plain");
	uint8_t rx[6];

	assert_int_equal(tw_controller_read_from(b->host, 0x52, rx, 6), TW_OK);
	assert_int_equal(rx[0], 0x80);
	assert_int_equal(rx[5] & 3, 3);
	bench_free((void **)&b);
}

/* Checksums: all bytes before plus 0x55, and that plus 0x55. */
static void the_calibration_is_there_twice_with_checksums(void **state)
{
	struct bench *b = *state;
	uint8_t pointer = 0x20, rx[32], sum = 0x55;

	initialize(b);
	tw_controller_write_read(b->host, 0x52, &pointer, 1, rx, 32);
	for (unsigned i = 0; i < 14; i++)
		sum += rx[i];
	assert_int_equal(rx[14], sum);
	assert_int_equal(rx[15], (sum + 0x55) & 0xff);
	assert_memory_equal(rx, rx + 16, 16);
}

static void identification_and_calibration_cannot_be_written(void **state)
{
	struct bench *b = *state;

	initialize(b);
	WRITE(b, 0xfe, 0x01, 0x01);
	WRITE(b, 0x20, 0x01);
	READ(b, (0xfe), 0x00, 0x00);
	READ(b, (0x20), 0x80);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_six_bytes_are_packed_as_documented),
		TEST(it_tells_that_it_is_a_nunchuk),
		TEST(the_old_way_gives_encrypted_bytes),
		TEST(another_key_is_not_known),
		TEST(before_an_initialization_all_is_ff),
		cmocka_unit_test(
			a_bare_read_begins_at_the_data_of_an_initialized_one),
		TEST(the_calibration_is_there_twice_with_checksums),
		TEST(identification_and_calibration_cannot_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
