/* SPDX-License-Identifier: MIT */
/* PCA9571 as its data sheet has it. */
#include "tw-test.h"

#include "models.h"

enum { ADDR = 0x25 };

static int setup(void **state)
{
	*state = bench_new(&tw_model_pca9571, ADDR);
	return 0;
}

static uint8_t port(struct bench *b)
{
	uint8_t rx = 0;

	assert_int_equal(tw_controller_read_from(b->host, ADDR, &rx, 1), TW_OK);
	return rx;
}

/* 8.1: "At power-on all ports are HIGH." */
static void after_power_on_all_outputs_are_high(void **state)
{
	struct bench *b = *state;

	assert_int_equal(port(b), 0xff);
	assert_true(bench_pin(b, "P0"));
	assert_true(bench_pin(b, "P7"));
}

/* 8.2, 8.3: each byte overwrites the one before; all that are read are the
 * port's state. */
static void the_last_byte_written_is_on_the_pins(void **state)
{
	struct bench *b = *state;
	uint8_t rx[3];

	WRITE(b, 0x12, 0x34, 0xa6);
	assert_int_equal(tw_controller_read_from(b->host, ADDR, rx, 3), TW_OK);
	assert_memory_equal(rx, ((uint8_t[]){0xa6, 0xa6, 0xa6}), 3);
	assert_false(bench_pin(b, "P0"));
	assert_true(bench_pin(b, "P1"));
	assert_true(bench_pin(b, "P7"));
}

/* 8.1: a transistor to each side. */
static void outputs_drive_both_ways(void **state)
{
	struct bench *b = *state;
	tw_net *down = tw_net_new(b->sim, "down", false);

	assert_true(tw_device_wire_pin(b->dut, "P3", down));
	assert_true(tw_net_level(down));
	WRITE(b, 0xf7);
	assert_false(tw_net_level(down));
}

static void the_software_reset_sets_all_outputs(void **state)
{
	struct bench *b = *state;
	uint8_t six = 0x06;

	WRITE(b, 0x00);
	assert_int_equal(tw_controller_general_call(b->host, &six, 1), TW_OK);
	bench_run(b, TW_US(5));
	assert_int_equal(port(b), 0xff);
}

static void latch_is_what_it_powers_up_with(void **state)
{
	struct bench *b = bench_new_with(&tw_model_pca9571, ADDR, "latch=0xd0");

	(void)state;
	assert_int_equal(port(b), 0xd0);
	assert_false(bench_pin(b, "P5"));
	bench_free((void **)&b);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, bench_free)
	const struct CMUnitTest pca9571[] = {
		T(after_power_on_all_outputs_are_high),
		T(the_last_byte_written_is_on_the_pins),
		T(outputs_drive_both_ways),
		T(the_software_reset_sets_all_outputs),
		cmocka_unit_test(latch_is_what_it_powers_up_with),
	};

	return cmocka_run_group_tests(pca9571, NULL, NULL);
}
