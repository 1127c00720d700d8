/* SPDX-License-Identifier: MIT */
/*
 * What goes wrong in firmware for this silicon, as reported for ST's HAL and
 * others, and what goes right instead.
 */
#include "bench.h"

/* STM32CubeF4 issue 76. */
static void a_message_made_ready_too_early_loses_its_first_byte(void **state)
{
	uint8_t rx[3];
	struct tw_msg msg = {0x32, TW_MSG_READ, 3, rx, 0};

	begin("ahead", 100000, 0);
	EXPECT_READ(0x32, 0x10, 0x11, 0x12);
	assert_int_equal(tw_controller_transfer(b.host, &msg, 1, TW_MS(50)),
			 TW_STUCK);
	assert_memory_equal(rx, "\x21\x22", 2); /* and never a third */
	assert_false(tw_bus_level(b.bus, TW_SCL));
}

static void a_message_sent_from_its_address_on_is_whole(void **state)
{
	begin("ahead-right", 100000, 0);
	EXPECT_READ(0x32, 0x10, 0x11, 0x12);
	EXPECT_READ(0x32, 0x20, 0x21, 0x22);
	EXPECT_READ(0x32, 0x30, 0x31, 0x32);
}

/* STM32CubeG0 issue 31. */
static void an_address_that_nobody_answers_for_holds_the_bus(void **state)
{
	uint8_t rx;
	struct tw_msg msg = {0x33, TW_MSG_READ, 1, &rx, 0};

	begin("unarmed", 100000, 0);
	WRITE(0x33, 0x5a);
	assert_int_equal(tw_controller_transfer(b.host, &msg, 1, TW_MS(50)),
			 TW_STUCK);
	assert_false(tw_bus_level(b.bus, TW_SCL));
}

static void an_address_that_is_answered_for_lets_it_go(void **state)
{
	begin("unarmed-right", 100000, 0);
	WRITE(0x33, 0x5a);
	EXPECT_READ(0x33, 0x5a);
	WRITE(0x33, 0x5b);
	EXPECT_READ(0x33, 0x5b);
}

/* STM32CubeL0 issue 26. */
static void a_target_not_armed_after_an_error_is_gone(void **state)
{
	uint8_t tx[4] = {5, 6, 7, 8};

	begin("once", 100000, 0);
	WRITE(0x34, 1, 2, 3, 4);
	run_ms(1);
	WRITE(0x34, 1, 2);
	run_ms(1);
	assert_int_equal(tw_controller_write_to(b.host, 0x34, tx, 4),
			 TW_NO_TARGET);
	assert_string_equal(b.log->str, "1: 01020304\n");
}

static void a_target_armed_after_an_error_goes_on(void **state)
{
	begin("once-right", 100000, 0);
	WRITE(0x34, 1, 2, 3, 4);
	run_ms(1);
	WRITE(0x34, 1, 2);
	run_ms(1);
	WRITE(0x34, 5, 6, 7, 8);
	run_ms(1);
	assert_string_equal(b.log->str, "1: 01020304\n2: 05060708\n");
}

/* Zephyr issue 70896: what was fetched ahead counts as read. */
static void bytes_fetched_ahead_are_skipped(void **state)
{
	begin("listen-naive", 100000, 0);
	WRITE(0x30, 0x10, 1, 2, 3, 4, 5, 6, 7, 8);
	WRITE(0x30, 0x10);
	EXPECT_READ(0x30, 1, 2, 3);
	EXPECT_READ(0x30, 6, 7); /* 4 was in DR, 5 promised */
}

static void bytes_fetched_ahead_are_taken_back(void **state)
{
	begin("listen", 100000, 0);
	WRITE(0x30, 0x10, 1, 2, 3, 4, 5, 6, 7, 8);
	WRITE(0x30, 0x10);
	EXPECT_READ(0x30, 1, 2, 3);
	EXPECT_READ(0x30, 4, 5, 6);
}

/* Between the last byte's ninth bit and the STOP are some 10 us: a handler that
 * comes 20 us late finds both. */
static void a_byte_asked_for_at_the_stop_ends_all_listening(void **state)
{
	uint8_t byte = 0;

	begin("listen-naive", 100000, 3400);
	WRITE(0x30, 0x10, 1);
	run_ms(1);
	assert_int_equal(tw_controller_write_to(b.host, 0x30, &byte, 1),
			 TW_NO_TARGET);
}

static void a_byte_not_asked_for_at_the_stop_leaves_it_listening(void **state)
{
	begin("listen", 100000, 3400);
	WRITE(0x30, 0x10, 1);
	run_ms(1);
	WRITE(0x30, 0x10);
	run_ms(1);
	EXPECT_READ(0x30, 1);
}

#define CASE(name) cmocka_unit_test_teardown(name, down)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(a_message_made_ready_too_early_loses_its_first_byte),
		CASE(a_message_sent_from_its_address_on_is_whole),
		CASE(an_address_that_nobody_answers_for_holds_the_bus),
		CASE(an_address_that_is_answered_for_lets_it_go),
		CASE(a_target_not_armed_after_an_error_is_gone),
		CASE(a_target_armed_after_an_error_goes_on),
		CASE(bytes_fetched_ahead_are_skipped),
		CASE(bytes_fetched_ahead_are_taken_back),
		CASE(a_byte_asked_for_at_the_stop_ends_all_listening),
		CASE(a_byte_not_asked_for_at_the_stop_leaves_it_listening),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
