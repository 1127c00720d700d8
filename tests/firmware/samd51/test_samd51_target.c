/* SPDX-License-Identifier: MIT */
/* A SERCOM as a target, by polling: what firmware sees and what the wires
 * show. */
#include "bench.h"

/* --- SCLSM = 0: before or after the acknowledge --------------------------- */

static void a_write_is_matched_and_taken_byte_by_byte(void **state)
{
	struct bench *b = run_firmware(state, "plain");

	assert_int_equal(host_write(b, 0x40, "\x12\x34", 2), TW_OK);
	expect_log(b, "match 80 held\nbyte 12\nbyte 34\nstop\n");
}

static void a_read_gets_what_is_written_into_data(void **state)
{
	struct bench *b = run_firmware(state, "plain");
	uint8_t rx[3];

	assert_int_equal(host_read(b, 0x40, rx, 3), TW_OK);
	assert_memory_equal(rx, "\x10\x11\x12", 3);
	expect_log(b, "match 81 dir held\nsend 10\nsend 11\nsend 12\n"
		      "refused\nstop\n");
}

static void a_repeated_start_is_another_match_and_no_stop(void **state)
{
	struct bench *b = run_firmware(state, "plain");
	uint8_t rx[1];

	assert_int_equal(tw_controller_write_read(b->host, 0x40,
						  (const uint8_t *)"\x05", 1,
						  rx, 1),
			 TW_OK);
	pass(b, TW_US(50));
	expect_log(b, "match 80 held\nbyte 05\nmatch 81 dir sr held\nsend 10\n"
		      "refused\nstop\n");
}

static void others_traffic_is_not_seen(void **state)
{
	struct bench *b = run_firmware(state, "plain");

	assert_int_equal(host_write(b, 0x41, "\x01", 1), TW_NO_TARGET);
	expect_log(b, "");
}

static void an_address_or_a_byte_can_be_refused(void **state)
{
	struct bench *b = run_firmware(state, "refusing");

	assert_int_equal(host_write(b, 0x41, "\x01", 1), TW_NO_TARGET);
	expect_log(b, "match 82 held\n"); /* and no stop: not our message */
	assert_int_equal(host_write(b, 0x40, "\x01\x77\x02", 3), TW_NACKED);
	expect_log(b, "match 80 held\nbyte 01\nbyte 77\nstop\n");
}

/* Nine bits after the START: the eighth fall begins the hold. */
static void scl_is_held_before_the_acknowledge(void **state)
{
	struct bench *b = run_firmware(state, "slow");

	assert_int_equal(host_write(b, 0x40, "\x12", 1), TW_OK);
	assert_true(low_before(b, 8) < TW_US(6));
	assert_true(low_before(b, 9) > TW_US(20));
	assert_true(low_before(b, 10) < TW_US(6));
	assert_true(low_before(b, 18) > TW_US(20));
}

/* --- SCLSM = 1: only after it --------------------------------------------- */

static void with_sclsm_scl_is_held_after_the_acknowledge_only(void **state)
{
	struct bench *b = run_firmware(state, "sclsm-slow");

	assert_int_equal(host_write(b, 0x40, "\x12", 1), TW_OK);
	assert_true(low_before(b, 9) < TW_US(6));
	assert_true(low_before(b, 10) > TW_US(20));
	assert_true(low_before(b, 18) < TW_US(6));
	expect_log(b, "match 80 held\nbyte 12\nstop\n");
}

static void with_sclsm_a_reads_match_and_data_come_together(void **state)
{
	struct bench *b = run_firmware(state, "sclsm");
	uint8_t rx[2];

	assert_int_equal(host_read(b, 0x40, rx, 2), TW_OK);
	assert_memory_equal(rx, "\x10\x11", 2);
	expect_log(b, "match 81 dir held\nsend 10\nsend 11\nrefused\nstop\n");
}

/* --- smart mode and commands ---------------------------------------------- */

static void in_smart_mode_reading_data_acknowledges(void **state)
{
	struct bench *b = run_firmware(state, "smart");

	assert_int_equal(host_write(b, 0x40, "\x12\x34", 2), TW_OK);
	expect_log(b, "match 80 held\nbyte 12\nbyte 34\nstop\n");
}

static void command_2_ends_our_part_after_the_acknowledge(void **state)
{
	struct bench *b = run_firmware(state, "last");

	assert_int_equal(host_write(b, 0x40, "\x12\x34\x56", 3), TW_NACKED);
	expect_log(b, "match 80 held\nbyte 12\nstop\n");
}

static void scl_is_held_after_the_hosts_nack_until_software_acts(void **state)
{
	struct bench *b = run_firmware(state, "slow-stop");
	uint8_t rx[1];

	assert_int_equal(host_read(b, 0x40, rx, 1), TW_OK);
	expect_log(b, "match 81 dir held\nsend 10\nrefused\nstop\n");
	assert_true(low_before(b, 18) < TW_US(6));
	assert_true(low_before(b, 19) > TW_US(20));
}

/* RXNACK is the answer to the last byte sent, whenever that was. */
static void rxnack_carries_over_into_the_next_transfer(void **state)
{
	struct bench *b = run_firmware(state, "plain");
	uint8_t rx[1];

	host_read(b, 0x40, rx, 1);
	g_string_truncate(b->log, 0);
	assert_int_equal(host_read(b, 0x40, rx, 1), TW_OK);
	expect_log(b, "match 81 dir rxnack held\nsend 10\nrefused\nstop\n");
	host_write(b, 0x40, "\x01", 1);
	expect_log(b, "match 80 rxnack held\nbyte 01\nstop\n");
}

/* --- addresses -------------------------------------------------------------
 */

static void a_mask_also_matches_what_nobody_meant(void **state)
{
	struct bench *b = run_firmware(state, "masked");

	assert_int_equal(host_write(b, 0x10, "", 0), TW_OK);
	assert_int_equal(host_write(b, 0x13, "", 0), TW_OK);
	assert_int_equal(host_write(b, 0x11, "", 0), TW_OK);
	assert_int_equal(host_write(b, 0x14, "", 0), TW_NO_TARGET);
	expect_log(b, "match 20 held\nstop\nmatch 26 held\nstop\n"
		      "match 22 held\nstop\n");
}

static void two_addresses_match_nothing_between(void **state)
{
	struct bench *b = run_firmware(state, "two");

	assert_int_equal(host_write(b, 0x40, "", 0), TW_OK);
	assert_int_equal(host_write(b, 0x43, "", 0), TW_OK);
	for (uint16_t a = 0x41; a < 0x43; a++)
		assert_int_equal(host_write(b, a, "", 0), TW_NO_TARGET);
}

static void a_range_has_both_its_ends(void **state)
{
	struct bench *b = run_firmware(state, "range");

	for (uint16_t a = 0x20; a < 0x40; a++)
		assert_int_equal(host_write(b, a, "", 0),
				 a >= 0x23 && a <= 0x36 ? TW_OK : TW_NO_TARGET);
}

static void the_general_call_is_an_address_of_zero(void **state)
{
	struct bench *b = run_firmware(state, "general");

	assert_int_equal(host_write(b, 0x00, "\x06", 1), TW_OK);
	expect_log(b, "match 00 held\nbyte 06\nstop\n");
}

static void ten_bits_match_after_their_second_byte(void **state)
{
	struct bench *b = run_firmware(state, "ten");
	uint8_t byte = 0x12;
	struct tw_msg msgs[] = {
		{.addr = 0x234,
		 .flags = TW_MSG_TEN_BIT,
		 .len = 1,
		 .data = &byte},
		{.addr = 0x234,
		 .flags = TW_MSG_TEN_BIT | TW_MSG_READ,
		 .len = 1,
		 .data = &byte},
	};

	assert_int_equal(tw_controller_transfer(b->host, msgs, 2, 0), TW_OK);
	pass(b, TW_US(50));
	expect_log(b, "match 34 held\nbyte 12\nmatch f5 dir sr held\nsend 10\n"
		      "refused\nstop\n");
}

static void aacken_leaves_the_address_to_hardware(void **state)
{
	struct bench *b = run_firmware(state, "aacken-slow");

	assert_int_equal(host_write(b, 0x40, "\x12", 1), TW_OK);
	assert_true(low_before(b, 9) < TW_US(6));
	assert_true(low_before(b, 18) > TW_US(20));
}

static void a_group_command_hears_the_stop_of_the_group(void **state)
{
	struct bench *b = run_firmware(state, "group");
	uint8_t byte = 0x12;
	struct tw_msg msgs[] = {
		{.addr = 0x40, .len = 1, .data = &byte},
		{.addr = 0x50, .len = 0},
	};

	assert_int_equal(tw_controller_transfer(b->host, msgs, 2, 0),
			 TW_NO_TARGET);
	pass(b, TW_US(50));
	expect_log(b, "match 80 held\nbyte 12\nstop\n");
}

/* STATUS.LENERR, if STOP comes before or after LEN bytes; a SAM D21 has no
 * LENGTH. */
static void a_length_that_is_missed_is_an_error(void **state)
{
	struct bench *b = run_firmware(state, "length");
	bool d21 = strcmp(platform, "samd21") == 0;

	host_write(b, 0x40, "\x12\x34", 2);
	expect_log(b, "match 80 held\nbyte 12\nbyte 34\nstop\n");
	host_write(b, 0x40, "\x12", 1);
	expect_log(b, d21 ? "match 80 held\nbyte 12\nstop\n"
			  : "match 80 held\nbyte 12\nerror lenerr\nstop\n");
	host_write(b, 0x40, "\x12\x34\x56", 3);
	expect_log(b, d21 ? "match 80 held\nbyte 12\nbyte 34\nbyte 56\nstop\n"
			  : "match 80 held\nbyte 12\nbyte 34\nbyte 56\n"
			    "error lenerr\nstop\n");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(a_write_is_matched_and_taken_byte_by_byte),
		CASE(a_read_gets_what_is_written_into_data),
		CASE(a_repeated_start_is_another_match_and_no_stop),
		CASE(others_traffic_is_not_seen),
		CASE(an_address_or_a_byte_can_be_refused),
		CASE(scl_is_held_before_the_acknowledge),
		CASE(with_sclsm_scl_is_held_after_the_acknowledge_only),
		CASE(with_sclsm_a_reads_match_and_data_come_together),
		CASE(in_smart_mode_reading_data_acknowledges),
		CASE(command_2_ends_our_part_after_the_acknowledge),
		CASE(scl_is_held_after_the_hosts_nack_until_software_acts),
		CASE(rxnack_carries_over_into_the_next_transfer),
		CASE(a_mask_also_matches_what_nobody_meant),
		CASE(two_addresses_match_nothing_between),
		CASE(a_range_has_both_its_ends),
		CASE(the_general_call_is_an_address_of_zero),
		CASE(ten_bits_match_after_their_second_byte),
		CASE(aacken_leaves_the_address_to_hardware),
		CASE(a_length_that_is_missed_is_an_error),
		CASE(a_group_command_hears_the_stop_of_the_group),
	};

	choose(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
