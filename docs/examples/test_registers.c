/* SPDX-License-Identifier: MIT */
/*
 * A firmware team's test of registers.c, on simulated wires, against the
 * public API alone. Built with pkg-config's twowire and cmocka, and run with
 * the object that `twowire cc` made of the firmware:
 *
 *	test_registers registers.so
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "twowire/bus.h"
#include "twowire/chip.h"
#include "twowire/controller.h"
#include "twowire/parts.h"
#include "twowire/sim.h"

#define ADDRESS 0x40

static const char *object;

struct bench {
	tw_sim *sim;
	tw_chip *chip;
	tw_controller *host;
};

static struct bench bench;

/* The board: one bus, the chip's two pins on it, a host. */
static int power_on(void **state)
{
	const struct tw_platform *rp2040 =
		tw_parts_platform(&tw_parts, "rp2040");
	struct tw_controller_config fast = {.scl_hz = 400000};
	struct tw_chip_pin pins[] = {
		{.pin = "GPIO4", .line = TW_SDA},
		{.pin = "GPIO5", .line = TW_SCL},
	};
	struct tw_chip_config chip = {
		.name = "dut", .object = object, .pins = pins, .n_pins = 2};
	GError *error = NULL;
	tw_bus *bus;

	bench.sim = tw_sim_new(1);
	bus = tw_bus_new(bench.sim, NULL, NULL);
	pins[0].bus = pins[1].bus = bus;
	bench.host = tw_controller_new(bus, &fast, NULL);
	bench.chip = tw_chip_new(bench.sim, rp2040, &chip, &error);
	if (!bench.chip)
		fail_msg("%s", error->message);
	assert_int_equal(tw_sim_run(bench.sim, TW_MS(1)), TW_RUN_DONE);
	*state = &bench;
	return 0;
}

static int power_off(void **state)
{
	if (tw_chip_failure(bench.chip))
		fail_msg("%s", tw_chip_failure(bench.chip));
	tw_sim_free(bench.sim);
	return 0;
}

static void set(uint8_t reg, uint8_t value)
{
	uint8_t tx[] = {reg, value};

	assert_int_equal(tw_controller_write_to(bench.host, ADDRESS, tx, 2),
			 TW_OK);
}

static uint8_t get(uint8_t reg)
{
	uint8_t value;

	assert_int_equal(tw_controller_write_read(bench.host, ADDRESS, &reg, 1,
						  &value, 1),
			 TW_OK);
	return value;
}

static void registers_are_zero_at_power_on(void **state)
{
	for (uint8_t reg = 0; reg < 16; reg++)
		assert_int_equal(get(reg), 0);
}

static void each_register_keeps_what_was_set(void **state)
{
	for (uint8_t reg = 0; reg < 16; reg++)
		set(reg, (uint8_t)(0xa0 + reg));
	for (uint8_t reg = 0; reg < 16; reg++)
		assert_int_equal(get(reg), 0xa0 + reg);
}

static void selecting_a_register_does_not_set_it(void **state)
{
	uint8_t reg = 3;

	set(reg, 0x55);
	assert_int_equal(tw_controller_write_to(bench.host, ADDRESS, &reg, 1),
			 TW_OK);
	assert_int_equal(get(reg), 0x55);
}

static void only_the_first_byte_of_a_long_read_is_the_register(void **state)
{
	static const uint8_t expected[] = {0x12, 0xff, 0xff};
	uint8_t reg = 7, rx[3];

	set(reg, 0x12);
	assert_int_equal(
		tw_controller_write_read(bench.host, ADDRESS, &reg, 1, rx, 3),
		TW_OK);
	assert_memory_equal(rx, expected, 3);
}

static void a_read_without_a_write_before_gets_ff(void **state)
{
	uint8_t rx[2] = {0};

	set(0, 0x12);
	assert_int_equal(tw_controller_read_from(bench.host, ADDRESS, rx, 2),
			 TW_OK);
	assert_memory_equal(rx, "\xff\xff", 2);
	assert_int_equal(get(0), 0x12);
}

static void other_addresses_are_not_acknowledged(void **state)
{
	uint8_t reg = 0;

	assert_int_equal(
		tw_controller_write_to(bench.host, ADDRESS + 1, &reg, 1),
		TW_NO_TARGET);
}

static void a_register_that_does_not_exist_ends_the_program(void **state)
{
	uint8_t reg = 16;

	tw_controller_write_to(bench.host, ADDRESS, &reg, 1);
	tw_sim_run(bench.sim, tw_sim_now_ns(bench.sim) + TW_MS(1));
	assert_int_equal(tw_chip_state(bench.chip), TW_CHIP_ENDED);
	assert_int_equal(tw_controller_write_to(bench.host, ADDRESS, &reg, 1),
			 TW_NO_TARGET);
}

int main(int argc, char **argv)
{
#define T(f) cmocka_unit_test_setup_teardown(f, power_on, power_off)
	const struct CMUnitTest registers[] = {
		T(registers_are_zero_at_power_on),
		T(each_register_keeps_what_was_set),
		T(selecting_a_register_does_not_set_it),
		T(only_the_first_byte_of_a_long_read_is_the_register),
		T(a_read_without_a_write_before_gets_ff),
		T(other_addresses_are_not_acknowledged),
		T(a_register_that_does_not_exist_ends_the_program),
	};

	object = argc > 1 ? argv[1] : "./registers.so";
	return cmocka_run_group_tests(registers, NULL, NULL);
}
