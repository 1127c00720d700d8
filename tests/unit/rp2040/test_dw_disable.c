/* SPDX-License-Identifier: MIT */
/* The I2C block switched off in the middle: IC_ENABLE, IC_ENABLE_STATUS. */
#include "dw-peer.h"

/* --- as a target --- */

static void disabled_while_receiving_it_refuses_the_next_byte(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_writes(b, 0x17, 4);
	while (!(raw(b) & RX_FULL))
		run_us(b, 1);
	wr(b, IC_ENABLE, 0);
	assert_int_equal(rd(b, IC_RXFLR), 0);
	assert_int_equal(rd(b, IC_ENABLE_STATUS) & 1, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NACKED);
	assert_int_equal(b->msgs[0].n_done, 1);
	/* IC_EN, SLV_DISABLED_WHILE_BUSY, SLV_RX_DATA_LOST */
	assert_int_equal(rd(b, IC_ENABLE_STATUS), 6);
	assert_int_equal(raw(b), 0);
}

static void disabled_while_it_holds_scl_it_lets_go(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_reads(b, 0x17, 1);
	run_us(b, 100);
	assert_false(scl(b));
	wr(b, IC_ENABLE, 0);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0xff);
	assert_int_equal(rd(b, IC_ENABLE_STATUS), 2);
}

static void disabled_while_full_it_refuses_the_byte_that_waits(void **state)
{
	struct bench *b = *state;

	be_slave(b, CON_RX_HOLD);
	host_writes(b, 0x17, 20);
	run_us(b, 1000);
	wr(b, IC_ENABLE, 0);
	host_ends(b);
	assert_int_equal(b->msgs[0].n_done, 16);
	assert_int_equal(rd(b, IC_ENABLE_STATUS), 6);
}

static void disabled_while_idle_it_is_off_at_once(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	assert_int_equal(rd(b, IC_ENABLE_STATUS), 1);
	wr(b, IC_ENABLE, 0);
	assert_int_equal(rd(b, IC_ENABLE_STATUS), 0);
	host_writes(b, 0x17, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
	assert_int_equal(raw(b), 0);
}

/* --- as a controller --- */

/* What the pico-sdk does between two messages of one transfer. */
static void disabling_does_not_break_a_held_transfer(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	command(b, 0x11);
	run_us(b, 300);
	wr(b, IC_ENABLE, 0);
	assert_int_equal(rd(b, IC_ENABLE_STATUS), 1);
	run_us(b, 100);
	assert_false(scl(b));
	wr(b, IC_TAR, 0x29);
	wr(b, IC_ENABLE, 1);
	command(b, CMD_READ | CMD_RESTART | CMD_STOP);
	run_us(b, 300);
	assert_int_equal(peer.n_starts, 2);
	assert_int_equal(peer.n_stops, 1);
	assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0xc0);
}

static void disabled_in_a_byte_it_ends_with_a_stop(void **state)
{
	struct bench *b = *state;

	add_peer(b, at_29);
	be_master(b, 0);
	command(b, 0x11);
	command(b, 0x22 | CMD_STOP);
	run_us(b, 30);
	wr(b, IC_ENABLE, 0);
	assert_int_equal(rd(b, IC_TXFLR), 0);
	assert_int_equal(rd(b, IC_ENABLE_STATUS), 1);
	run_us(b, 100);
	assert_int_equal(rd(b, IC_ENABLE_STATUS), 0);
	assert_int_equal(peer.n_rx, 1);
	assert_int_equal(peer.n_stops, 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, bench_up, bench_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(disabled_while_receiving_it_refuses_the_next_byte),
		CASE(disabled_while_it_holds_scl_it_lets_go),
		CASE(disabled_while_full_it_refuses_the_byte_that_waits),
		CASE(disabled_while_idle_it_is_off_at_once),
		CASE(disabling_does_not_break_a_held_transfer),
		CASE(disabled_in_a_byte_it_ends_with_a_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
