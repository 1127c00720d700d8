/* SPDX-License-Identifier: MIT */
/* The I2C block as a target that is read: RP2040 data sheet, 4.3.10. */
#include "dw-bench.h"

static void a_read_request_holds_scl_until_a_byte_is_written(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_reads(b, 0x17, 1);
	run_us(b, 500);
	assert_true(raw(b) & RD_REQ);
	assert_false(scl(b));
	assert_false(b->done);
	rd(b, IC_CLR_RD_REQ); /* as the pico-sdk does: clear, then write */
	assert_false(scl(b));
	wr(b, IC_DATA_CMD, 0xa5);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	assert_int_equal(b->data[0][0], 0xa5);
	assert_false(raw(b) & RD_REQ);
}

static void each_byte_without_data_is_a_request_of_its_own(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_reads(b, 0x17, 2);
	run_us(b, 100);
	wr(b, IC_DATA_CMD, 0x01); /* as CircuitPython does: write, then clear */
	rd(b, IC_CLR_RD_REQ);
	assert_false(raw(b) & (RD_REQ | RX_DONE));
	run_us(b, 100);
	assert_true(raw(b) & RD_REQ);
	assert_false(raw(b) & RX_DONE);
	wr(b, IC_DATA_CMD, 0x02);
	rd(b, IC_CLR_RD_REQ);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0x01);
	assert_int_equal(b->data[0][1], 0x02);
	assert_true(raw(b) & RX_DONE); /* the host's NACK */
	rd(b, IC_CLR_RX_DONE);
	assert_false(raw(b) & RX_DONE);
}

static void bytes_written_ahead_need_no_further_request(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_reads(b, 0x17, 3);
	run_us(b, 100);
	rd(b, IC_CLR_RD_REQ);
	for (unsigned i = 0; i < 3; i++)
		wr(b, IC_DATA_CMD, 0x40 + i);
	host_ends(b);
	assert_false(raw(b) & RD_REQ);
	assert_memory_equal(b->data[0], "\x40\x41\x42", 3);
	assert_false(raw(b) & TX_ABRT);
}

static void bytes_left_over_at_the_nack_are_flushed(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_reads(b, 0x17, 1);
	run_us(b, 100);
	for (unsigned i = 0; i < 4; i++)
		wr(b, IC_DATA_CMD, 0x40 + i);
	assert_int_equal(rd(b, IC_TXFLR), 3);
	host_ends(b);
	assert_int_equal(rd(b, IC_TXFLR), 0);
	assert_true(raw(b) & TX_ABRT);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE) >> 23, 3);
}

static void stale_bytes_at_a_read_request_are_flushed(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	wr(b, IC_DATA_CMD, 0x99);
	host_reads(b, 0x17, 1);
	run_us(b, 100);
	assert_true(raw(b) & TX_ABRT);
	assert_true(raw(b) & RD_REQ);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE), 1u << 23 | 1u << 13);
	/* The FIFO takes nothing before the abort is cleared. */
	wr(b, IC_DATA_CMD, 0x01);
	run_us(b, 100);
	assert_false(scl(b));
	rd(b, IC_CLR_TX_ABRT);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE), 0);
	rd(b, IC_CLR_RD_REQ);
	wr(b, IC_DATA_CMD, 0x02);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0x02);
}

static void a_read_command_for_a_read_request_is_an_abort(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_reads(b, 0x17, 1);
	run_us(b, 100);
	wr(b, IC_DATA_CMD, CMD_READ);
	assert_true(raw(b) & TX_ABRT);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE), 1u << 15);
	assert_false(scl(b));
	rd(b, IC_CLR_TX_ABRT);
	wr(b, IC_DATA_CMD, 0x77);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0x77);
}

static void a_seventeenth_byte_is_tx_over(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	for (unsigned i = 0; i < 16; i++)
		wr(b, IC_DATA_CMD, i);
	assert_false(raw(b) & TX_OVER);
	assert_false(rd(b, IC_STATUS) & 1 << 1); /* TFNF */
	wr(b, IC_DATA_CMD, 16);
	assert_true(raw(b) & TX_OVER);
	assert_int_equal(rd(b, IC_TXFLR), 16);
	rd(b, IC_CLR_TX_OVER);
	assert_false(raw(b) & TX_OVER);
}

/* Another target at the same address, which sends 0x00. */
static enum tw_answer twin_address(void *user, const struct tw_address *addr)
{
	return TW_ACK;
}

static bool twin_read(void *user, uint8_t *byte)
{
	*byte = 0x00;
	return true;
}

static const struct tw_target_ops twin_ops = {.address = twin_address,
					      .read = twin_read};

static void a_twin_that_sends_zeros_wins_the_byte(void **state)
{
	struct bench *b = *state;
	struct tw_target_config config = {.name = "twin", .ops = &twin_ops};
	struct tw_match match = {.addr = 0x17};

	be_slave(b, 0);
	tw_target_listen(tw_target_new(b->bus, &config), &match, 1);
	host_reads(b, 0x17, 1);
	run_us(b, 100);
	wr(b, IC_DATA_CMD, 0xff);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0x00);
	assert_true(raw(b) & TX_ABRT);
	assert_int_equal(rd(b, IC_TX_ABRT_SOURCE), 1u << 14 | 1u << 12);
}

/* IC_SDA_SETUP - 1 cycles of 8 ns from SDA until SCL is let go. */
static void sda_setup_delays_scl_after_a_held_request(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	wr(b, IC_ENABLE, 0);
	wr(b, IC_SDA_SETUP, 251); /* 2 us */
	wr(b, IC_ENABLE, 1);
	host_reads(b, 0x17, 1);
	run_us(b, 100);
	wr(b, IC_DATA_CMD, 0x00);
	run_us(b, 1);
	assert_false(sda(b));
	assert_false(scl(b));
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + 950);
	assert_false(scl(b));
	run_us(b, 1);
	assert_true(scl(b));
	host_ends(b);
}

/* A byte in answer to a request that held SCL is in the shift register for its
 * eight bits, of 2.5 us each. */
static void tx_empty_can_wait_for_the_shift_register(void **state)
{
	struct bench *b = *state;

	be_slave(b, CON_TX_EMPTY_CTRL);
	host_reads(b, 0x17, 1);
	run_us(b, 100);
	wr(b, IC_DATA_CMD, 0xa5);
	run_us(b, 15);
	assert_int_equal(rd(b, IC_TXFLR), 0);
	assert_false(raw(b) & TX_EMPTY);
	host_ends(b);
	assert_true(raw(b) & TX_EMPTY);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, bench_up, bench_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_read_request_holds_scl_until_a_byte_is_written),
		CASE(each_byte_without_data_is_a_request_of_its_own),
		CASE(bytes_written_ahead_need_no_further_request),
		CASE(bytes_left_over_at_the_nack_are_flushed),
		CASE(stale_bytes_at_a_read_request_are_flushed),
		CASE(a_read_command_for_a_read_request_is_an_abort),
		CASE(a_seventeenth_byte_is_tx_over),
		CASE(tx_empty_can_wait_for_the_shift_register),
		CASE(a_twin_that_sends_zeros_wins_the_byte),
		CASE(sda_setup_delays_scl_after_a_held_request),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
