/* SPDX-License-Identifier: MIT */
/* The RP2040's pins: data sheet, 2.3.1 and 2.19. */
#include "chip-bench.h"

static void function(struct chip *c, unsigned pin, unsigned fn)
{
	set(&c->io, pin * 8 + 4, fn);
}

static void output_enable_bit_bangs_an_open_drain_wire(void **state)
{
	struct chip *c = *state;

	function(c, SDA_PIN, 5);
	set(&c->sio, 0x24, 1 << SDA_PIN); /* OE_SET, OUT is 0 */
	run_us(c->b, 1);
	assert_false(sda(c->b));
	assert_int_equal(get(&c->sio, 0x04) >> SDA_PIN & 1, 0);
	set(&c->sio, 0x28, 1 << SDA_PIN);
	run_us(c->b, 1);
	assert_true(sda(c->b));
	assert_int_equal(get(&c->sio, 0x04) >> SDA_PIN & 1, 1);
}

static void a_high_output_drives_push_pull(void **state)
{
	struct chip *c = *state;

	function(c, SCL_PIN, 5);
	set(&c->sio, 0x14, 1 << SCL_PIN);
	set(&c->sio, 0x24, 1 << SCL_PIN);
	assert_int_equal(tw_port_driving(c->gpio.pins.buses[0].port, TW_SCL),
			 TW_HIGH);
	set(&c->sio, 0x1c, 1 << SCL_PIN);
	assert_int_equal(tw_port_driving(c->gpio.pins.buses[0].port, TW_SCL),
			 TW_LOW);
}

static void a_pin_of_another_function_drives_nothing(void **state)
{
	struct chip *c = *state;

	set(&c->sio, 0x24, 1 << SDA_PIN);
	assert_int_equal(tw_port_driving(c->gpio.pins.buses[0].port, TW_SDA),
			 TW_RELEASE);
	function(c, SDA_PIN, 5);
	assert_int_equal(tw_port_driving(c->gpio.pins.buses[0].port, TW_SDA),
			 TW_LOW);
	set(&c->pads, 4 + 4 * SDA_PIN, 0xd6); /* OD */
	assert_int_equal(tw_port_driving(c->gpio.pins.buses[0].port, TW_SDA),
			 TW_RELEASE);
}

static void overrides_invert_and_force(void **state)
{
	struct chip *c = *state;

	set(&c->io, NET_PIN * 8 + 4, 5 | 3 << 12 | 2 << 8);
	assert_false(tw_net_level(c->net)); /* enabled and low, by force */
	set(&c->io, NET_PIN * 8 + 4, 5);
	assert_true(tw_net_level(c->net));
	set(&c->io, NET_PIN * 8 + 4, 5 | 1 << 16);
	assert_int_equal(get(&c->sio, 0x04) >> NET_PIN & 1, 0);
}

/* 2.3.1.7: GPIO_OUT, GPIO_OE and their twins for QSPI are 0 after a reset. */
static void a_reset_forgets_what_pins_were_told(void **state)
{
	static const uint32_t outputs[] = {0x10, 0x20, 0x30, 0x40};
	struct chip *c = *state;

	for (unsigned i = 0; i < G_N_ELEMENTS(outputs); i++)
		set(&c->sio, outputs[i],
		    0x3f & ~(1u << SDA_PIN | 1u << SCL_PIN));
	for (unsigned i = 0; i < G_N_ELEMENTS(outputs); i++)
		assert_int_not_equal(get(&c->sio, outputs[i]), 0);
	gpio_reset(&c->gpio);
	for (unsigned i = 0; i < G_N_ELEMENTS(outputs); i++)
		assert_int_equal(get(&c->sio, outputs[i]), 0);
}

static void a_free_pin_follows_its_pulls(void **state)
{
	struct chip *c = *state;

	assert_int_equal(get(&c->sio, 0x04) >> FREE_PIN & 1, 0);
	set(&c->pads, 4 + 4 * FREE_PIN, 0x5a); /* PUE */
	assert_int_equal(get(&c->sio, 0x04) >> FREE_PIN & 1, 1);
	set(&c->pads, 4 + 4 * FREE_PIN, 0x1a); /* no IE */
	assert_int_equal(get(&c->sio, 0x04) >> FREE_PIN & 1, 0);
}

/* Pin 10: bits 8 to 11 of the second word. */
static void edges_are_latched_and_levels_are_not(void **state)
{
	struct chip *c = *state;

	set(&c->io, 0x104, 4 << 8); /* INTE1: a falling edge */
	tw_pin_drive(c->outside, TW_LOW);
	assert_true(line(c, 13));
	tw_pin_drive(c->outside, TW_RELEASE);
	assert_true(line(c, 13));
	assert_int_equal(get(&c->io, 0x124), 4 << 8);
	set(&c->io, 0xf4, 4 << 8);
	assert_false(line(c, 13));
	set(&c->io, 0x104, 1 << 8); /* low level */
	assert_false(line(c, 13));
	tw_pin_drive(c->outside, TW_LOW);
	assert_true(line(c, 13));
	set(&c->io, 0xf4, 1 << 8);
	assert_true(line(c, 13));
	tw_pin_drive(c->outside, TW_RELEASE);
	assert_false(line(c, 13));
}

static void edges_of_the_bus_interrupt_too(void **state)
{
	struct chip *c = *state;

	set(&c->io, 0x100, 4u << 16); /* INTE0: GPIO4 falls */
	host_writes(c->b, 0x33, 0);
	run_us(c->b, 2);
	assert_true(line(c, 13));
	host_ends(c->b);
}

static void a_spin_lock_is_taken_by_reading(void **state)
{
	struct chip *c = *state;

	assert_int_equal(get(&c->sio, 0x100 + 4 * 7), 1 << 7);
	assert_int_equal(get(&c->sio, 0x100 + 4 * 7), 0);
	assert_int_equal(get(&c->sio, 0x5c), 1 << 7);
	set(&c->sio, 0x100 + 4 * 7, 1);
	assert_int_equal(get(&c->sio, 0x100 + 4 * 7), 1 << 7);
	assert_int_equal(get(&c->sio, 0x00), 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, chip_up, chip_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(output_enable_bit_bangs_an_open_drain_wire),
		CASE(a_high_output_drives_push_pull),
		CASE(a_pin_of_another_function_drives_nothing),
		CASE(overrides_invert_and_force),
		CASE(a_reset_forgets_what_pins_were_told),
		CASE(a_free_pin_follows_its_pulls),
		CASE(edges_are_latched_and_levels_are_not),
		CASE(edges_of_the_bus_interrupt_too),
		CASE(a_spin_lock_is_taken_by_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
