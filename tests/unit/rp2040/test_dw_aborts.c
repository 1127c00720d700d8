/* SPDX-License-Identifier: MIT */
/* How the I2C block's transfers fail: register IC_TX_ABRT_SOURCE. */
#include "dw-peer.h"

static void expect_abort(struct bench *b, unsigned bit, unsigned flushed)
{
	assert_true(raw(b) & TX_ABRT);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE), 1u << bit | flushed << 23);
	assert_int_equal(rd(b, IC_TXFLR), 0);
	command(b, 0x55); /* not before the abort is cleared */
	assert_int_equal(rd(b, IC_TXFLR), 0);
	rd(b, IC_CLR_TX_ABRT);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE), 0);
	assert_false(raw(b) & TX_ABRT);
	assert_false(tw_bus_busy(b->bus));
}

static void an_address_nobody_knows_is_abort_0_and_a_stop(void **state)
{
	struct bench *b = *state;

	be_master(b, CON_TX_EMPTY_CTRL);
	command(b, 1);
	command(b, 2);
	command(b, 3 | CMD_STOP);
	run_us(b, 200);
	assert_true(raw(b) & TX_EMPTY);
	assert_true(raw(b) & STOP_DET);
	expect_abort(b, 0, 2);
}

static void a_refused_byte_is_abort_3(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	peer.accepts = 1;
	be_master(b, 0);
	command(b, 1);
	command(b, 2);
	command(b, 3);
	command(b, 4 | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(peer.n_rx, 1);
	expect_abort(b, 3, 2);
}

static void general_calls_abort_with_4_and_5(void **state)
{
	struct bench *b = *state;

	be_master(b, 0);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_TAR, 1 << 11 | 0x29); /* SPECIAL */
	wr(b, IC_ENABLE, 1);
	command(b, 1 | CMD_STOP);
	run_us(b, 200);
	expect_abort(b, 4, 0);
	add_peer(b, (struct tw_match){.general_call = true});
	command(b, 0x06 | CMD_STOP);
	run_us(b, 200);
	assert_int_equal(peer.rx[0], 0x06);
	assert_false(raw(b) & TX_ABRT);
	command(b, CMD_READ | CMD_STOP);
	run_us(b, 200);
	expect_abort(b, 5, 0);
}

static void ten_bit_addresses_abort_with_1_and_2(void **state)
{
	struct bench *b = *state;

	be_master(b, CON_10BIT_MASTER);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_TAR, 0x2a5);
	wr(b, IC_ENABLE, 1);
	command(b, 1 | CMD_STOP);
	run_us(b, 200);
	expect_abort(b, 1, 0);
	/* The same upper two bits: it acknowledges the first byte. */
	add_peer(b, (struct tw_match){.addr = 0x2a6, .ten_bit = true});
	command(b, 1 | CMD_STOP);
	run_us(b, 200);
	expect_abort(b, 2, 0);
}

static void ten_bit_messages_reach_their_target(void **state)
{
	struct bench *b = *state;

	add_peer(b, (struct tw_match){.addr = 0x2a5, .ten_bit = true});
	be_master(b, CON_10BIT_MASTER);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_TAR, 0x2a5);
	wr(b, IC_ENABLE, 1);
	command(b, 0x42 | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(peer.rx[0], 0x42);
	command(b, CMD_READ | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0xc0);
	command(b, 0x43);
	command(b, CMD_READ | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(peer.rx[1], 0x43);
	assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0xc1);
	assert_false(raw(b) & TX_ABRT);
}

static void a_ten_bit_read_without_restart_is_abort_10(void **state)
{
	struct bench *b = *state;

	be_master(b, 0);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_CON,
	   CON_MASTER | CON_SLAVE_DISABLE | CON_FAST | CON_10BIT_MASTER);
	wr(b, IC_ENABLE, 1);
	command(b, CMD_READ | CMD_STOP);
	run_us(b, 200);
	assert_false(raw(b) & START_DET);
	expect_abort(b, 10, 0);
}

static void a_start_byte_precedes_the_address(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_TAR, 1 << 11 | 1 << 10 | 0x29);
	wr(b, IC_ENABLE, 1);
	command(b, 0x42 | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(peer.n_starts, 2);
	assert_int_equal(peer.rx[0], 0x42);
}

/* Bit 9 comes back until its cause is gone (register IC_TX_ABRT_SOURCE). */
static void a_start_byte_without_restart_is_abort_9(void **state)
{
	struct bench *b = *state;

	be_master(b, 0);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_CON, CON_MASTER | CON_SLAVE_DISABLE | CON_FAST);
	wr(b, IC_TAR, 1 << 11 | 1 << 10 | 0x29);
	wr(b, IC_ENABLE, 1);
	command(b, 0x42 | CMD_STOP);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE), 1 << 9);
	rd(b, IC_CLR_TX_ABRT);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE), 1 << 9);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_TAR, 0x29);
	rd(b, IC_CLR_TX_ABRT);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE), 0);
}

static void commands_to_nobodys_block_are_abort_11(void **state)
{
	struct bench *b = *state;

	be_slave(b, CON_SLAVE_DISABLE);
	command(b, 1);
	expect_abort(b, 11, 0);
}

static void the_loser_of_arbitration_is_told_by_abort_12(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	host_writes(b, 0x28, 0); /* differs in the last address bit: it wins */
	command(b, 0x77 | CMD_STOP);
	run_us(b, 400);
	assert_true(b->done);
	assert_int_equal(b->result, TW_NO_TARGET);
	assert_int_equal(peer.n_rx, 0);
	expect_abort(b, 12, 0);
	command(b, 0x78 | CMD_STOP);
	run_us(b, 400);
	assert_int_equal(peer.rx[0], 0x78);
}

static void abort_ends_the_transfer_after_the_byte(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	for (unsigned i = 0; i < 6; i++)
		command(b, i);
	run_us(b, 30); /* in the first byte of data */
	wr(b, IC_ENABLE, 3);
	assert_int_equal(rd(b, IC_ENABLE), 3);
	run_us(b, 100);
	assert_int_equal(rd(b, IC_ENABLE), 1);
	assert_int_equal(peer.n_rx, 1);
	assert_int_equal(peer.n_stops, 1);
	expect_abort(b, 16, 5);
}

static void abort_frees_a_bus_that_is_held(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	command(b, CMD_READ);
	run_us(b, 200);
	assert_false(scl(b));
	wr(b, IC_ENABLE, 3);
	run_us(b, 200);
	expect_abort(b, 16, 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, bench_up, bench_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(an_address_nobody_knows_is_abort_0_and_a_stop),
		CASE(a_refused_byte_is_abort_3),
		CASE(general_calls_abort_with_4_and_5),
		CASE(ten_bit_addresses_abort_with_1_and_2),
		CASE(ten_bit_messages_reach_their_target),
		CASE(a_ten_bit_read_without_restart_is_abort_10),
		CASE(a_start_byte_precedes_the_address),
		CASE(a_start_byte_without_restart_is_abort_9),
		CASE(commands_to_nobodys_block_are_abort_11),
		CASE(the_loser_of_arbitration_is_told_by_abort_12),
		CASE(abort_ends_the_transfer_after_the_byte),
		CASE(abort_frees_a_bus_that_is_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
