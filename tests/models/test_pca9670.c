/* SPDX-License-Identifier: MIT */
/* PCA9670 as its data sheet has it. */
#include "tw-test.h"

#include <string.h>

#include "models.h"
#include "twowire/net.h"

enum { ADDR = 0x20 };

static int up(void **state)
{
	*state = bench_new(&tw_model_pca9670, ADDR);
	return 0;
}

static uint8_t port(struct bench *b)
{
	uint8_t rx = 0;

	assert_int_equal(tw_controller_read_from(b->host, ADDR, &rx, 1), TW_OK);
	return rx;
}

static bool pin(struct bench *b, const char *name)
{
	bench_run(b, TW_US(10));
	return bench_pin(b, name);
}

/* 7.2.1, 8.4: all pins are let go. */
static void after_power_on_all_pins_are_high(void **state)
{
	assert_int_equal(port(*state), 0xff);
}

/* 8.1: a pin that is let go can be pulled low from outside; one that is
 * pulled low cannot be high. */
static void a_pin_reads_low_if_either_side_pulls(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0xf0);
	assert_int_equal(port(b), 0xf0);
	bench_set(b, "P7", 0);
	bench_set(b, "P0", 1);
	assert_int_equal(port(b), 0x70);
	assert_false(pin(b, "P0"));
	assert_true(pin(b, "P7"));
	bench_set(b, "P7", 1);
}

/* 8.2: each byte of a write takes effect. */
static void the_last_byte_written_stays(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x01, 0x02, 0x7f);
	assert_int_equal(port(b), 0x7f);
	assert_false(pin(b, "P7"));
}

static void two_chips_share_a_net_through_their_pins(void **state)
{
	struct bench *b = *state;
	struct tw_device_config config = {.addr = 0x21, .name = "other"};
	tw_net *net = tw_net_new(b->sim, "wire", true);
	GError *error = NULL;
	tw_device *other =
		tw_bus_attach(b->bus, &tw_model_pca9670, &config, &error);
	uint8_t low = 0xfb, rx = 0;

	assert_null(error);
	assert_true(tw_device_wire_pin(b->dut, "P0", net));
	assert_true(tw_device_wire_pin(other, "P2", net));
	assert_int_equal(tw_controller_write_to(b->host, 0x21, &low, 1), TW_OK);
	assert_int_equal(port(b), 0xfe);
	low = 0xff;
	assert_int_equal(tw_controller_write_to(b->host, 0x21, &low, 1), TW_OK);
	assert_int_equal(port(b), 0xff);
	WRITE(b, 0xfe);
	assert_int_equal(tw_controller_read_from(b->host, 0x21, &rx, 1), TW_OK);
	assert_int_equal(rx, 0xfb);
}

/* Figure 10: manufacturer 0, part 1 0000 0000, revision 0. */
static void its_device_id_is_that_of_the_figure(void **state)
{
	struct bench *b = *state;
	uint32_t id = 0;

	assert_int_equal(tw_controller_device_id(b->host, ADDR, &id), TW_OK);
	assert_int_equal(id, 0x100 << 3);
}

/* --- 7.2.1: software reset ----------------------------------------------- */

static enum tw_result call(struct bench *b, uint8_t first, uint8_t second,
			   size_t len)
{
	uint8_t bytes[] = {first, second};

	return tw_controller_general_call(b->host, bytes, len);
}

static void a_general_call_with_06_and_a_stop_resets(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00);
	assert_int_equal(call(b, 0x06, 0, 1), TW_OK);
	bench_run(b, TW_US(5));
	assert_int_equal(port(b), 0xff);
	assert_true(pin(b, "P3"));
}

static void no_other_byte_is_acknowledged(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00);
	assert_int_equal(call(b, 0x04, 0, 1), TW_NACKED);
	assert_int_equal(call(b, 0x07, 0, 1), TW_NACKED);
	assert_int_equal(port(b), 0x00);
}

static void a_second_byte_is_refused_and_nothing_is_reset(void **state)
{
	struct bench *b = *state;

	WRITE(b, 0x00);
	assert_int_equal(call(b, 0x06, 0x06, 2), TW_NACKED);
	assert_int_equal(port(b), 0x00);
}

/* "If the master sends a repeated START instead, no reset is performed." */
static void a_repeated_start_in_place_of_the_stop_resets_nothing(void **state)
{
	struct bench *b = *state;
	uint8_t six = 0x06, rx = 0;
	struct tw_msg msgs[] = {
		{.addr = 0, .len = 1, .data = &six},
		{.addr = ADDR, .flags = TW_MSG_READ, .len = 1, .data = &rx},
	};

	WRITE(b, 0x5a);
	assert_int_equal(tw_controller_transfer(b->host, msgs, 2, 0), TW_OK);
	assert_int_equal(rx, 0x5a);
}

/* 8.5. */
static void the_reset_pin_lets_all_pins_go(void **state)
{
	struct bench *b = *state;
	uint8_t rx;

	WRITE(b, 0x00);
	bench_set(b, "RESET", 0);
	assert_int_equal(tw_controller_read_from(b->host, ADDR, &rx, 1),
			 TW_NO_TARGET);
	bench_set(b, "RESET", 1);
	assert_int_equal(port(b), 0xff);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, up, bench_free)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(after_power_on_all_pins_are_high),
		CASE(a_pin_reads_low_if_either_side_pulls),
		CASE(the_last_byte_written_stays),
		CASE(two_chips_share_a_net_through_their_pins),
		CASE(its_device_id_is_that_of_the_figure),
		CASE(a_general_call_with_06_and_a_stop_resets),
		CASE(no_other_byte_is_acknowledged),
		CASE(a_second_byte_is_refused_and_nothing_is_reset),
		CASE(a_repeated_start_in_place_of_the_stop_resets_nothing),
		CASE(the_reset_pin_lets_all_pins_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
