/* SPDX-License-Identifier: MIT */
/* The I2C block of STM32G0 as a target that is read: RM0444, target
 * transmitter. */
#include "i2cv2-bench.h"

/* Clears ADDR and gives bytes from @first on as TXIS asks for them, until the
 * host is done. Returns how many it gave. */
static unsigned serve(struct bench *b, uint8_t first)
{
	unsigned n = 0;

	for (unsigned us = 0; !b->done && us < 5000; us++) {
		if (flag(b, ADDR))
			wr(b, ICR, ADDR);
		if (flag(b, TXIS))
			wr(b, TXDR, first + n++);
		run_us(b, 1);
	}
	assert_true(b->done);
	run_us(b, 5);
	return n;
}

static void scl_is_held_until_txdr_is_written(void **state)
{
	struct bench *b = *state;

	be_target(b, TXIE);
	host_reads(b, 0x30, 1);
	wait_for(b, ADDR);
	assert_true(flag(b, DIRECTION));
	assert_false(flag(b, TXIS));
	wr(b, ICR, ADDR);
	assert_true(flag(b, TXIS));
	assert_true(b->irq);
	run_us(b, 500);
	assert_false(scl(b));
	wr(b, TXDR, 0xa5);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0xa5);
	assert_int_equal(b->result, TW_OK);
}

/* Where SCL was held, SDA is there for (SCLDEL + 1) x tPRESC before it is let
 * go: here 4 us, of 16 cycles of 62.5 ns each. */
static void scldel_is_the_setup_of_a_byte_that_came_late(void **state)
{
	struct bench *b = *state;
	uint64_t low_ns = 0;

	wr(b, CR1, 0);
	wr(b, TIMINGR, 0xf0300309);
	be_target(b, 0);
	host_reads(b, 0x30, 1);
	wait_for(b, ADDR);
	wr(b, ICR, ADDR);
	run_us(b, 500);
	wr(b, TXDR, 0x00);
	while (!scl(b) && low_ns < 9000) {
		low_ns += sda(b) ? 0 : 100;
		tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + 100);
	}
	/* SCL takes some 300 ns to rise. */
	assert_in_range(low_ns, 3900, 4500);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0x00);
}

/* One byte is in the shift register: TXDR asks for the next at once. */
static void txis_asks_for_one_byte_ahead(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	host_reads(b, 0x30, 3);
	assert_int_equal(serve(b, 0x40), 4);
	assert_memory_equal(b->data[0], "\x40\x41\x42", 3);
	assert_true(flag(b, NACKF));
	assert_true(flag(b, STOPF));
	assert_false(flag(b, TXE | TXIS));
}

/* CubeF4 issue 76, in this block's way: what was written ahead is the first
 * byte of the next transfer. */
static void the_byte_ahead_stays_for_the_next_transfer(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	host_reads(b, 0x30, 2);
	serve(b, 0x40);
	wr(b, ICR, NACKF | STOPF);
	host_reads(b, 0x30, 2);
	assert_int_equal(serve(b, 0x50), 2);
	assert_memory_equal(b->data[0], "\x42\x50", 2);
}

static void txe_written_as_1_flushes_it(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	host_reads(b, 0x30, 2);
	serve(b, 0x40);
	wr(b, ICR, NACKF | STOPF);
	assert_false(flag(b, TXE));
	wr(b, ISR, TXE);
	assert_true(flag(b, TXE));
	host_reads(b, 0x30, 2);
	serve(b, 0x50);
	assert_memory_equal(b->data[0], "\x50\x51", 2);
}

static void a_nack_ends_the_asking(void **state)
{
	struct bench *b = *state;

	be_target(b, NACKIE);
	host_reads(b, 0x30, 1);
	wait_for(b, ADDR);
	run_us(b, 10);
	wr(b, ICR, ADDR);
	wr(b, TXDR, 1);
	wr(b, TXDR, 2);
	wait_for(b, NACKF);
	assert_true(b->irq);
	assert_false(flag(b, TXIS));
	host_ends(b);
	assert_false(flag(b, TXIS | TXE));
	wr(b, ICR, NACKF);
	assert_false(b->irq);
}

static void without_stretching_a_late_writer_sends_ones(void **state)
{
	struct bench *b = *state;

	be_target(b, NOSTRETCH);
	wr(b, TXDR, 0x77);
	host_reads(b, 0x30, 2);
	host_ends(b);
	assert_memory_equal(b->data[0], "\x77\xff", 2);
	assert_true(flag(b, OVR));
	assert_true(flag(b, ADDR));
}

/* STOPF still set when the first byte goes out: it was perhaps not meant. */
static void without_stretching_stopf_marks_a_stale_first_byte(void **state)
{
	struct bench *b = *state;

	be_target(b, NOSTRETCH);
	wr(b, TXDR, 0x01);
	host_reads(b, 0x30, 1);
	host_ends(b);
	assert_false(flag(b, OVR));
	wr(b, TXDR, 0x02);
	host_reads(b, 0x30, 1);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0x02);
	assert_true(flag(b, OVR));
}

static void txis_can_be_set_only_without_stretching(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	wr(b, ISR, TXIS);
	assert_false(flag(b, TXIS));
	be_target(b, NOSTRETCH | TXIE);
	wr(b, ISR, TXE | TXIS);
	assert_true(flag(b, TXIS));
	assert_true(b->irq);
}

static void a_read_after_a_write_needs_no_stop(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	message(b, 0, 0x30, 0, 1);
	message(b, 1, 0x30, TW_MSG_READ, 2);
	b->data[0][0] = 0x99;
	host_begins(b, 2);
	wait_for(b, ADDR);
	assert_false(flag(b, DIRECTION));
	wr(b, ICR, ADDR);
	wait_for(b, RXNE);
	assert_int_equal(rd(b, RXDR), 0x99);
	serve(b, 0x60);
	assert_memory_equal(b->data[1], "\x60\x61", 2);
}

/* Another target at the same address sends a 0 where we send a 1. */
static enum tw_answer here(void *user, const struct tw_address *addr)
{
	return TW_ACK;
}

static bool zero(void *user, uint8_t *byte)
{
	*byte = 0x00;
	return true;
}

static void a_twin_that_wins_sets_arlo(void **state)
{
	static const struct tw_target_ops ops = {.address = here, .read = zero};
	struct tw_target_config config = {.name = "twin", .ops = &ops};
	struct bench *b = *state;

	tw_target_listen(tw_target_new(b->bus, &config),
			 &(struct tw_match){.addr = 0x30}, 1);
	be_target(b, ERRIE);
	host_reads(b, 0x30, 1);
	wait_for(b, ADDR);
	run_us(b, 10);
	wr(b, ICR, ADDR);
	wr(b, TXDR, 0x80);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0);
	assert_true(flag(b, ARLO));
	assert_true(b->irq);
}

static void requests_go_to_the_dma_in_place_of_interrupts(void **state)
{
	struct bench *b = *state;

	be_target(b, TXDMAEN | RXDMAEN);
	host_reads(b, 0x30, 1);
	wait_for(b, ADDR);
	run_us(b, 10);
	wr(b, ICR, ADDR);
	assert_true(b->request[1]);
	wr(b, TXDR, 1);
	wr(b, TXDR, 2);
	assert_false(b->request[1]);
	host_ends(b);
	host_writes(b, 0x30, 1);
	wait_for(b, ADDR);
	wr(b, ICR, ADDR);
	wait_for(b, RXNE);
	assert_true(b->request[0]);
	rd(b, RXDR);
	assert_false(b->request[0]);
	host_ends(b);
	assert_false(b->irq);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(scl_is_held_until_txdr_is_written),
		T(scldel_is_the_setup_of_a_byte_that_came_late),
		T(txis_asks_for_one_byte_ahead),
		T(the_byte_ahead_stays_for_the_next_transfer),
		T(txe_written_as_1_flushes_it),
		T(a_nack_ends_the_asking),
		T(without_stretching_a_late_writer_sends_ones),
		T(without_stretching_stopf_marks_a_stale_first_byte),
		T(txis_can_be_set_only_without_stretching),
		T(a_read_after_a_write_needs_no_stop),
		T(a_twin_that_wins_sets_arlo),
		T(requests_go_to_the_dma_in_place_of_interrupts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
