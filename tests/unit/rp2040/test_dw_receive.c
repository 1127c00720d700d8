/* SPDX-License-Identifier: MIT */
/* The I2C block as a target that is written to: RP2040 data sheet, 4.3.10. */
#include "dw-bench.h"

static void bytes_written_to_it_wait_in_order_in_the_fifo(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_writes(b, 0x17, 3);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	assert_int_equal(rd(b, IC_RXFLR), 3);
	assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0x10);
	assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0x11);
	assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0x12);
	assert_int_equal(rd(b, IC_RXFLR), 0);
}

static void the_first_byte_of_a_message_is_marked(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_writes(b, 0x17, 2);
	host_ends(b);
	host_writes(b, 0x17, 1);
	host_ends(b);
	assert_true(rd(b, IC_DATA_CMD) & FIRST_DATA_BYTE);
	assert_false(rd(b, IC_DATA_CMD) & FIRST_DATA_BYTE);
	assert_true(rd(b, IC_DATA_CMD) & FIRST_DATA_BYTE);
}

static void rx_full_means_more_than_the_threshold(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	wr(b, IC_RX_TL, 1);
	host_writes(b, 0x17, 1);
	host_ends(b);
	assert_false(raw(b) & RX_FULL);
	host_writes(b, 0x17, 1);
	host_ends(b);
	assert_true(raw(b) & RX_FULL);
	rd(b, IC_DATA_CMD);
	assert_false(raw(b) & RX_FULL);
}

static void a_full_fifo_with_hold_stretches_until_there_is_room(void **state)
{
	struct bench *b = *state;

	be_slave(b, CON_RX_HOLD);
	host_writes(b, 0x17, 17);
	run_us(b, 1000);
	assert_false(b->done);
	assert_false(scl(b));
	assert_int_equal(rd(b, IC_RXFLR), 16);
	assert_true(rd(b, IC_STATUS) & 1 << 4); /* RFF */
	assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0x10);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	assert_false(raw(b) & RX_OVER);
	for (unsigned i = 1; i < 17; i++)
		assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0x10 + i);
}

static void
a_full_fifo_without_hold_loses_the_byte_it_acknowledges(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	host_writes(b, 0x17, 17);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	assert_int_equal(b->msgs[0].n_done, 17);
	assert_true(raw(b) & RX_OVER);
	assert_int_equal(rd(b, IC_RXFLR), 16);
	for (unsigned i = 0; i < 16; i++)
		assert_int_equal(rd(b, IC_DATA_CMD) & 0xff, 0x10 + i);
	rd(b, IC_CLR_RX_OVER);
	assert_false(raw(b) & RX_OVER);
}

static void reading_an_empty_fifo_is_rx_under(void **state)
{
	struct bench *b = *state;

	be_slave(b, 0);
	assert_false(raw(b) & RX_UNDER);
	rd(b, IC_DATA_CMD);
	assert_true(raw(b) & RX_UNDER);
	rd(b, IC_CLR_RX_UNDER);
	assert_false(raw(b) & RX_UNDER);
}

static void nack_only_refuses_data_but_not_the_address(void **state)
{
	struct bench *b = *state;

	wr(b, IC_SLV_DATA_NACK_ONLY, 1);
	be_slave(b, 0);
	host_writes(b, 0x17, 2);
	host_ends(b);
	assert_int_equal(b->result, TW_NACKED);
	assert_int_equal(b->msgs[0].n_done, 0);
	assert_int_equal(rd(b, IC_RXFLR), 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, bench_up, bench_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(bytes_written_to_it_wait_in_order_in_the_fifo),
		CASE(the_first_byte_of_a_message_is_marked),
		CASE(rx_full_means_more_than_the_threshold),
		CASE(a_full_fifo_with_hold_stretches_until_there_is_room),
		CASE(a_full_fifo_without_hold_loses_the_byte_it_acknowledges),
		CASE(reading_an_empty_fifo_is_rx_under),
		CASE(nack_only_refuses_data_but_not_the_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
