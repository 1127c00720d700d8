/* SPDX-License-Identifier: MIT */
/* Whom the I2C block hears and answers to: RP2040 data sheet, 4.3.17. */
#include "dw-bench.h"

static void start_and_stop_of_others_are_seen(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_writes(b, 0x33, 0);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
	assert_int_equal(raw(b) & (START_DET | STOP_DET | RESTART_DET),
			 START_DET | STOP_DET);
	rd(b, IC_CLR_START_DET);
	assert_int_equal(raw(b) & (START_DET | STOP_DET), STOP_DET);
	rd(b, IC_CLR_STOP_DET);
	assert_false(raw(b) & STOP_DET);
}

static void ifaddressed_hides_the_stops_of_others_only(void **state)
{
	struct bench *b = *state;

	be_slave(b, CON_STOP_IFADDRESSED);
	host_writes(b, 0x33, 0);
	host_ends(b);
	assert_false(raw(b) & STOP_DET);
	host_writes(b, 0x17, 1);
	host_ends(b);
	assert_true(raw(b) & STOP_DET);
}

static void ifaddressed_hides_the_stop_of_a_general_call(void **state)
{
	struct bench *b = *state;

	be_slave(b, CON_STOP_IFADDRESSED);
	host_writes(b, 0x00, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	assert_true(raw(b) & GEN_CALL);
	assert_false(raw(b) & STOP_DET);
}

static void restart_is_seen_only_while_addressed(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	message(b, 0, 0x33, 0, 0);
	message(b, 1, 0x34, 0, 0);
	host_begins(b, 2);
	host_ends(b);
	assert_false(raw(b) & RESTART_DET);
	message(b, 0, 0x17, 0, 1);
	message(b, 1, 0x34, 0, 0);
	host_begins(b, 2);
	host_ends(b);
	assert_true(raw(b) & RESTART_DET);
	rd(b, IC_CLR_RESTART_DET);
	assert_false(raw(b) & RESTART_DET);
}

static void a_general_call_is_acknowledged_unless_told_not_to(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_writes(b, 0x00, 2);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	assert_true(raw(b) & GEN_CALL);
	assert_int_equal(rd(b, IC_RXFLR), 2);
	rd(b, IC_CLR_GEN_CALL);
	assert_false(raw(b) & GEN_CALL);
	wr(b, IC_ACK_GENERAL_CALL, 0);
	host_writes(b, 0x00, 2);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
	assert_false(raw(b) & GEN_CALL);
}

static void ten_bit_addresses_are_all_ten_bits(void **state)
{
	struct bench *b = *state;

	be_slave(b, CON_10BIT_SLAVE);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_SAR, 0x2a5);
	wr(b, IC_ENABLE, 1);
	message(b, 0, 0x2a5, TW_MSG_TEN_BIT, 1);
	host_begins(b, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	assert_int_equal(rd(b, IC_RXFLR), 1);
	message(b, 0, 0x1a5, TW_MSG_TEN_BIT, 1);
	host_begins(b, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
	host_writes(b, 0x25, 1); /* the same low bits, 7 of them */
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
}

static void ten_bit_reads_are_served(void **state)
{
	struct bench *b = *state;

	be_slave(b, CON_10BIT_SLAVE);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_SAR, 0x2a5);
	wr(b, IC_ENABLE, 1);
	message(b, 0, 0x2a5, TW_MSG_TEN_BIT | TW_MSG_READ, 1);
	host_begins(b, 1);
	run_us(b, 200);
	assert_true(raw(b) & RD_REQ);
	wr(b, IC_DATA_CMD, 0x5a);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0x5a);
}

static void a_disabled_slave_answers_to_nobody(void **state)
{
	struct bench *b = *state;

	be_slave(b, CON_SLAVE_DISABLE);
	host_writes(b, 0x17, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
}

static void activity_stays_until_cleared_and_the_bus_is_left(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_reads(b, 0x17, 1);
	run_us(b, 100);
	assert_true(raw(b) & ACTIVITY);
	assert_int_equal(rd(b, IC_STATUS) & 0x61, 0x41); /* ACTIVITY, SLV */
	rd(b, IC_CLR_ACTIVITY);
	assert_true(raw(b) & ACTIVITY);
	wr(b, IC_DATA_CMD, 0);
	host_ends(b);
	assert_true(raw(b) & ACTIVITY);
	assert_int_equal(rd(b, IC_STATUS) & 0x61, 0);
	rd(b, IC_CLR_ACTIVITY);
	assert_false(raw(b) & ACTIVITY);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, bench_up, bench_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(start_and_stop_of_others_are_seen),
		CASE(ifaddressed_hides_the_stops_of_others_only),
		CASE(ifaddressed_hides_the_stop_of_a_general_call),
		CASE(restart_is_seen_only_while_addressed),
		CASE(a_general_call_is_acknowledged_unless_told_not_to),
		CASE(ten_bit_addresses_are_all_ten_bits),
		CASE(ten_bit_reads_are_served),
		CASE(a_disabled_slave_answers_to_nobody),
		CASE(activity_stays_until_cleared_and_the_bus_is_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
