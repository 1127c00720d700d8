/* SPDX-License-Identifier: MIT */
/*
 * What goes wrong in firmware for this silicon, as reported for ST's HAL and
 * others, and what goes right instead.
 */
#define STM32_PLATFORM "stm32f4"
#include "stm32_bench.h"

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
	for (uint32_t cycles = 0; cycles <= 2000; cycles += 100) {
		begin("ahead-right", 100000, cycles);
		for (uint8_t i = 1; i <= 3; i++) {
			EXPECT_READ(0x32, (uint8_t)(i << 4),
				    (uint8_t)(i << 4 | 1),
				    (uint8_t)(i << 4 | 2));
			run_ms(1);
		}
	}
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
	for (uint32_t cycles = 0; cycles <= 7000; cycles += 500) {
		begin("unarmed-right", 100000, cycles);
		for (uint8_t i = 0x5a; i < 0x5d; i++) {
			WRITE(0x33, i);
			run_ms(1);
			EXPECT_READ(0x33, i);
			run_ms(1);
		}
	}
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

/* --- Particle device-os, pull request 1829 ---------------------------------
 */

/* Reads of two bytes, one after the other with repeated STARTs, in one transfer
 * or, if @stops, several. Returns how many were wrong. */
static unsigned wrong_reads(bool stops)
{
	uint8_t rx[4][2];
	struct tw_msg msgs[4];
	unsigned wrong = 0;

	for (unsigned i = 0; i < 4; i++)
		msgs[i] = (struct tw_msg){0x35, TW_MSG_READ, 2, rx[i], 0};
	for (unsigned i = 0; i < 4; i += stops ? 1 : 4) {
		assert_int_equal(tw_controller_transfer(b.host, &msgs[i],
							stops ? 1 : 4,
							TW_MS(50)),
				 TW_OK);
		run_ms(1);
	}
	for (unsigned i = 0; i < 4; i++)
		wrong += memcmp(rx[i], "\xa0\xa1", 2) != 0;
	if (wrong)
		assert_memory_equal(rx[1], "\x6b\xa0", 2); /* 0x35, read */
	return wrong;
}

static void a_host_that_never_stops_is_sent_the_address(void **state)
{
	begin("nostretch", 100000, 0);
	assert_int_equal(wrong_reads(true), 0);
	assert_int_equal(wrong_reads(false), 3);
}

/* The address takes 90 us, 1440 cycles of 16 MHz. */
static void stretching_on_at_the_nack_is_in_time(void **state)
{
	for (uint32_t cycles = 0; cycles <= 1200; cycles += 100) {
		begin("nostretch-right", 100000, cycles);
		assert_int_equal(wrong_reads(true), 0);
		assert_int_equal(wrong_reads(false), 0);
	}
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
		CASE(a_host_that_never_stops_is_sent_the_address),
		CASE(stretching_on_at_the_nack_is_in_time),
	};

	folder = argc > 1 ? argv[1] : ".";
	return cmocka_run_group_tests(tests, NULL, NULL);
}
