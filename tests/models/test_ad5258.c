/* SPDX-License-Identifier: MIT */
/* Values: AD5258 data sheet, tables 5 to 14. */
#include "tw-test.h"

#include <string.h>

#include "twowire/point.h"

#include "models.h"

static int setup(void **state)
{
	*state = bench_new(&tw_model_ad5258, 0x18);
	return 0;
}

static enum tw_result poll(struct bench *b)
{
	return tw_controller_write_to(b->host, b->addr, NULL, 0);
}

static void let_write(struct bench *b)
{
	bench_run(b, TW_MS(26));
}

static void the_wiper_of_a_new_part_is_at_midscale(void **state)
{
	READ(*state, (0x00), 0x20);
	READ(*state, (0x20), 0x20);
}

static void the_rdac_register_has_six_bits(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0xff);
	READ(b, (0x00), 0x3f);
}

static void the_eeprom_keeps_its_value_when_the_wiper_moves(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0x11);
	READ(b, (0x20), 0x20);
	READ(b, (0x00), 0x11);
}

static void a_read_without_an_instruction_shows_what_was_written(void **state)
{
	struct bench *b = *state;
	uint8_t rx = 0;

	WRITE(b, 0x00, 0x15);
	assert_int_equal(tw_controller_read_from(b->host, 0x18, &rx, 1), TW_OK);
	assert_int_equal(rx, 0x15);
}

static void no_address_is_acknowledged_while_the_eeprom_writes(void **state)
{
	struct bench *b = *state;
	uint8_t rx;

	WRITE(b, 0x20, 0x3f);
	assert_int_equal(poll(b), TW_NO_TARGET);
	assert_int_equal(tw_controller_read_from(b->host, 0x18, &rx, 1),
			 TW_NO_TARGET);
	bench_run(b, TW_MS(25));
	assert_int_equal(poll(b), TW_NO_TARGET);
	bench_run(b, TW_MS(1));
	assert_int_equal(poll(b), TW_OK);
	READ(b, (0x20), 0x3f);
	READ(b, (0x00), 0x20);
}

static void a_store_copies_the_wiper_into_the_eeprom(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0x07);
	WRITE(b, 0xc0);
	assert_int_equal(poll(b), TW_NO_TARGET);
	let_write(b);
	READ(b, (0x20), 0x07);
}

static void a_restore_copies_the_eeprom_into_the_wiper(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0x07);
	WRITE(b, 0xa0);
	assert_int_equal(poll(b), TW_OK);
	READ(b, (0x00), 0x20);
}

static void a_no_operation_does_nothing(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00, 0x07);
	WRITE(b, 0x80);
	assert_int_equal(poll(b), TW_OK);
	READ(b, (0x00), 0x07);
	READ(b, (0x20), 0x20);
}

static void write_protection_keeps_the_eeprom_as_it_is(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x40, 0x01);
	WRITE(b, 0x20, 0x01);
	assert_int_equal(poll(b), TW_OK);
	WRITE(b, 0x00, 0x02);
	WRITE(b, 0xc0);
	assert_int_equal(poll(b), TW_OK);
	READ(b, (0x20), 0x20);
	WRITE(b, 0x40, 0x00);
	WRITE(b, 0x20, 0x01);
	let_write(b);
	READ(b, (0x20), 0x01);
}

/* The sheet's example: 28.06 % is 0001 1100, 0000 1111. */
static void the_tolerance_is_read_alone_or_both_bytes_and_only(void **state)
{
	struct bench *b =
		bench_new_with(&tw_model_ad5258, 0x1a, "tolerance=0x1c0f");

	READ(b, (0x3e), 0x1c, 0x0f);
	READ(b, (0x3f), 0x0f);
	WRITE(b, 0x3e, 0x55);
	assert_int_equal(poll(b), TW_OK);
	READ(b, (0x3e), 0x1c);
	bench_free((void **)&b);
}

static void a_repeated_start_writes_nothing(void **state)
{
	struct bench *b = *state;
	uint8_t tx[] = {0x20, 0x01}, rx;

	tw_controller_write_read(b->host, 0x18, tx, 2, &rx, 1);
	assert_int_equal(poll(b), TW_OK);
	READ(b, (0x20), 0x20);
}

static void power(struct bench *b, uint64_t on)
{
	tw_point *point = tw_sim_point(b->sim, "ad5258.power");

	assert_non_null(point);
	tw_point_act(point, on);
	bench_run(b, TW_MS(1));
}

static void the_eeprom_sets_the_wiper_when_power_comes_back(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x20, 0x2a);
	let_write(b);
	WRITE(b, 0x00, 0x01);
	power(b, 0);
	power(b, 1);
	READ(b, (0x00), 0x2a);
}

static void only_the_four_addresses_are_possible(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	g_autoptr(GError) error = NULL;
	struct tw_device_config config = {.name = "pot", .addr = 0x19};
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);

	assert_null(tw_bus_attach(bus, &tw_model_ad5258, &config, &error));
	assert_string_equal(error->message,
			    "pot.addr: expected 0x18, 0x1a, 0x4c or 0x4e, got "
			    "0x19");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_wiper_of_a_new_part_is_at_midscale),
		TEST(the_rdac_register_has_six_bits),
		TEST(the_eeprom_keeps_its_value_when_the_wiper_moves),
		TEST(a_read_without_an_instruction_shows_what_was_written),
		TEST(no_address_is_acknowledged_while_the_eeprom_writes),
		TEST(a_store_copies_the_wiper_into_the_eeprom),
		TEST(a_restore_copies_the_eeprom_into_the_wiper),
		TEST(a_no_operation_does_nothing),
		TEST(write_protection_keeps_the_eeprom_as_it_is),
		TEST(the_tolerance_is_read_alone_or_both_bytes_and_only),
		TEST(a_repeated_start_writes_nothing),
		TEST(the_eeprom_sets_the_wiper_when_power_comes_back),
		cmocka_unit_test(only_the_four_addresses_are_possible),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
