/* SPDX-License-Identifier: MIT */
/* The target stack on a SERCOM: what its users were promised. */
#include "bench.h"

static struct bench *begin(void **state, const char *firmware)
{
	struct bench *b = *state;

	b->chip = add_on(b, firmware, "PA12", "PA13");
	pass(b, TW_US(500));
	assert_string_equal(b->log->str, "wrong pin -2\ninit 0\nagain -3\n");
	g_string_truncate(b->log, 0);
	return b;
}

static void each_address_has_its_requests(void **state)
{
	struct bench *b = begin(state, "requests");
	uint8_t rx[2];

	assert_int_equal(host_write(b, 0x40, "\x10\x20", 2), TW_OK);
	assert_int_equal(host_write(b, 0x41, "\x10", 1), TW_OK);
	assert_int_equal(host_read(b, 0x43, rx, 2), TW_OK);
	assert_memory_equal(rx, "\x00\x01", 2);
	expect_log(b, "40 w 10 20\n41 w 10\n43 r 2\n");
}

static void an_address_that_only_the_mask_lets_in_is_refused(void **state)
{
	struct bench *b = begin(state, "requests");

	assert_int_equal(host_write(b, 0x42, "\x10", 1), TW_NO_TARGET);
	assert_int_equal(host_write(b, 0x40, "\x10", 1), TW_OK);
	expect_log(b, "40 w 10\n");
}

static void a_chain_of_repeated_starts_is_a_chain_of_requests(void **state)
{
	struct bench *b = begin(state, "requests");
	uint8_t w = 0x11, rx[6];
	struct tw_msg msgs[] = {
		{0x40, TW_MSG_READ, 2, rx, 0},
		{0x40, TW_MSG_READ, 2, rx + 2, 0},
		{0x40, 0, 1, &w, 0},
		{0x43, TW_MSG_READ, 2, rx + 4, 0},
	};

	assert_int_equal(tw_controller_transfer(b->host, msgs, 4, TW_S(1)),
			 TW_OK);
	pass(b, TW_US(50));
	assert_memory_equal(rx, "\0\1\2\3\4\5", 6);
	expect_log(b, "40 r 2\n40 rr 2\n40 wr 11\n43 rr 2\n");
}

static void long_transfers_pass_in_both_directions(void **state)
{
	struct bench *b = begin(state, "requests");
	char tx[200] = {0};
	uint8_t rx[200];

	assert_int_equal(host_write(b, 0x40, tx, 200), TW_OK);
	assert_int_equal(host_read(b, 0x40, rx, 200), TW_OK);
	for (unsigned i = 0; i < 200; i++)
		assert_int_equal(rx[i], i);
	expect_log(b, "40 w 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
		      "(200)\n40 r 200\n");
}

static void a_read_that_is_closed_early_gets_ff(void **state)
{
	struct bench *b = begin(state, "requests");
	uint8_t rx[4];

	assert_int_equal(host_read(b, 0x41, rx, 4), TW_OK);
	assert_memory_equal(rx, "\x00\x01\xff\xff", 4);
	assert_int_equal(host_read(b, 0x41, rx, 1), TW_OK);
	assert_int_equal(rx[0], 2);
	expect_log(b, "41 r 2\n41 r 1\n");
}

static void the_program_refuses_the_byte_it_wants_to(void **state)
{
	struct bench *b = begin(state, "requests");

	assert_int_equal(host_write(b, 0x41, "\x10\x77\x12", 3), TW_NACKED);
	assert_int_equal(host_write(b, 0x40, "\x10\x77\x12", 3), TW_OK);
	expect_log(b, "41 w 10 77\n40 w 10 77 12\n");
}

static void a_write_that_nobody_reads_is_refused(void **state)
{
	struct bench *b = begin(state, "requests");

	assert_int_equal(host_write(b, 0x40, "\x02", 1), TW_OK);
	assert_int_equal(host_write(b, 0x40, "\x10\x11", 2), TW_NACKED);
	expect_log(b, "40 w 02\n40 w closed\n");
}

static void a_probe_is_acknowledged_and_makes_no_request(void **state)
{
	struct bench *b = begin(state, "requests");

	assert_int_equal(host_write(b, 0x40, "", 0), TW_OK);
	assert_int_equal(host_write(b, 0x40, "\x10", 1), TW_OK);
	expect_log(b, "40 w 10\n");
}

static void scl_is_held_for_a_slow_program(void **state)
{
	struct bench *b = begin(state, "requests");
	uint64_t from;

	host_write(b, 0x40, "\x03\x05", 2); /* 5 ms */
	from = tw_sim_now_ns(b->sim);
	assert_int_equal(host_write(b, 0x40, "\x10", 1), TW_OK);
	assert_in_range(tw_sim_now_ns(b->sim) - from, TW_MS(5), TW_MS(6));
	expect_log(b, "40 w 03 05\n40 w 10\n");
}

/* --- SMBus --------------------------------------------------------------- */

/* 25 ms of SCL held by us in one message: tLOW:SEXT. */
static void smbus_lets_go_of_scl_when_the_program_takes_too_long(void **state)
{
	struct bench *b = begin(state, "requests-smbus");
	uint64_t from;
	uint8_t rx[1] = {0};

	host_write(b, 0x40, "\x03\x1e", 2); /* 30 ms */
	g_string_truncate(b->log, 0);
	from = tw_sim_now_ns(b->sim);
	host_read(b, 0x40, rx, 1);
	assert_in_range(tw_sim_now_ns(b->sim) - from, TW_MS(25), TW_MS(27));
	assert_int_equal(rx[0], 0xff);
	pass(b, TW_MS(10));
	expect_log(b, "40 r 0\n");
	assert_true(tw_bus_level(b->bus, TW_SCL));
}

static void without_smbus_the_host_waits(void **state)
{
	struct bench *b = begin(state, "requests");
	uint8_t rx[1];

	host_write(b, 0x40, "\x03\x32", 2); /* 50 ms */
	g_string_truncate(b->log, 0);
	assert_int_equal(host_read(b, 0x40, rx, 1), TW_OK);
	assert_int_equal(rx[0], 0);
	expect_log(b, "40 r 1\n");
}

static void completed(void *user, enum tw_result result, uint8_t byte)
{
	tw_sim_stop(user);
}

/* After its address, with SCL low: SMBus 3.2 table 2, TTIMEOUT. */
static void smbus_gives_up_on_a_host_that_stands_still(void **state)
{
	struct bench *b = begin(state, "requests-smbus");

	tw_controller_on_completion(b->host, completed, b->sim);
	tw_controller_start(b->host);
	tw_sim_run(b->sim, TW_S(1));
	tw_controller_write(b->host, 0x80);
	tw_sim_run(b->sim, TW_S(1));
	tw_controller_write(b->host, 0x10);
	tw_sim_run(b->sim, TW_S(1));
	pass(b, TW_MS(29));
	expect_log(b, "");
	pass(b, TW_MS(7));
	expect_log(b, "40 w 10\n"); /* the silicon's time-out ended it */
	tw_controller_stop(b->host);
	tw_sim_run(b->sim, TW_S(1));
	assert_int_equal(host_write(b, 0x40, "\x11", 1), TW_OK);
	expect_log(b, "40 w 11\n");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		CASE(each_address_has_its_requests),
		CASE(an_address_that_only_the_mask_lets_in_is_refused),
		CASE(a_chain_of_repeated_starts_is_a_chain_of_requests),
		CASE(long_transfers_pass_in_both_directions),
		CASE(a_read_that_is_closed_early_gets_ff),
		CASE(the_program_refuses_the_byte_it_wants_to),
		CASE(a_write_that_nobody_reads_is_refused),
		CASE(a_probe_is_acknowledged_and_makes_no_request),
		CASE(scl_is_held_for_a_slow_program),
		CASE(smbus_lets_go_of_scl_when_the_program_takes_too_long),
		CASE(without_smbus_the_host_waits),
		CASE(smbus_gives_up_on_a_host_that_stands_still),
	};

	choose(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
