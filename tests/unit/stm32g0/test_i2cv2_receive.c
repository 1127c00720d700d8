/* SPDX-License-Identifier: MIT */
/* The I2C block of STM32G0 as a target that is written to: RM0444, target
 * receiver. */
#include "i2cv2-bench.h"

static void without_address_or_without_pe_it_answers_nobody(void **state)
{
	struct bench *b = *state;

	host_writes(b, 0x30, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
	wr(b, OAR1, OA1EN | 0x30 << 1);
	host_writes(b, 0x30, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
	wr(b, OAR1, 0x30 << 1);
	wr(b, CR1, PE);
	host_writes(b, 0x30, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
}

static void addr_holds_scl_until_it_is_cleared(void **state)
{
	struct bench *b = *state;

	be_target(b, ADDRIE);
	host_writes(b, 0x30, 1);
	wait_for(b, ADDR);
	run_us(b, 500);
	assert_false(scl(b));
	assert_true(b->irq);
	assert_int_equal(ADDCODE(rd(b, ISR)), 0x30);
	assert_false(flag(b, DIRECTION | RXNE));
	assert_true(flag(b, BUSY));
	wr(b, ICR, ADDR);
	assert_false(b->irq);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	assert_false(flag(b, BUSY));
}

static void a_byte_sets_rxne_and_stop_sets_stopf(void **state)
{
	struct bench *b = *state;

	be_target(b, RXIE | STOPIE);
	host_writes(b, 0x30, 1);
	wait_for(b, ADDR);
	wr(b, ICR, ADDR);
	wait_for(b, RXNE);
	assert_true(b->irq);
	assert_int_equal(rd(b, RXDR), 0x10);
	assert_false(flag(b, RXNE));
	assert_false(b->irq);
	host_ends(b);
	assert_true(flag(b, STOPF));
	assert_true(b->irq);
	wr(b, ICR, STOPF);
	assert_false(flag(b, STOPF));
	assert_false(b->irq);
}

static void another_targets_stop_is_not_ours(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	host_writes(b, 0x31, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
	assert_false(flag(b, STOPF | ADDR | BUSY));
}

/* The stretch is between the eighth and the ninth pulse. */
static void a_full_rxdr_holds_the_second_byte_before_its_ack(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	host_writes(b, 0x30, 3);
	wait_for(b, ADDR);
	wr(b, ICR, ADDR);
	run_us(b, 500);
	assert_false(scl(b));
	assert_int_equal(b->msgs[0].n_done, 1);
	assert_int_equal(rd(b, RXDR), 0x10);
	assert_true(flag(b, RXNE));
	run_us(b, 500);
	assert_int_equal(b->msgs[0].n_done, 2);
	assert_int_equal(rd(b, RXDR), 0x11);
	run_us(b, 500);
	assert_int_equal(rd(b, RXDR), 0x12);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
}

static void without_stretching_a_late_reader_overruns(void **state)
{
	struct bench *b = *state;

	be_target(b, NOSTRETCH | ERRIE);
	host_writes(b, 0x30, 3);
	host_ends(b);
	assert_int_equal(b->result, TW_NACKED);
	assert_int_equal(b->msgs[0].n_done, 1);
	assert_true(flag(b, OVR));
	assert_true(b->irq);
	assert_int_equal(rd(b, RXDR), 0x10);
	wr(b, ICR, OVR);
	assert_false(flag(b, OVR));
}

static void nack_refuses_the_byte_under_way_and_only_that(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	host_writes(b, 0x30, 3);
	wait_for(b, ADDR);
	wr(b, ICR, ADDR);
	wait_for(b, RXNE);
	rd(b, RXDR);
	wr(b, CR2, NACK);
	host_ends(b);
	assert_int_equal(b->result, TW_NACKED);
	assert_int_equal(b->msgs[0].n_done, 1);
	assert_int_equal(rd(b, RXDR), 0x11);
	assert_false(rd(b, CR2) & NACK);
	assert_true(flag(b, STOPF));
	assert_false(flag(b, BERR));
}

/* stm32g0xx-hal-driver issue 6: who sets NACK cannot take it back. */
static void writing_0_does_not_clear_nack(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	host_writes(b, 0x30, 2);
	wait_for(b, ADDR);
	wr(b, CR2, NACK);
	wr(b, CR2, 0);
	assert_true(rd(b, CR2) & NACK);
	wr(b, ICR, ADDR);
	host_ends(b);
	assert_int_equal(b->result, TW_NACKED);
	assert_int_equal(b->msgs[0].n_done, 0);
}

static void an_address_match_clears_nack(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	wr(b, CR2, NACK);
	host_writes(b, 0x30, 1);
	wait_for(b, ADDR);
	assert_false(rd(b, CR2) & NACK);
	wr(b, ICR, ADDR);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
}

static void a_repeated_start_sets_addr_again_and_no_stopf(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	message(b, 0, 0x30, 0, 1);
	message(b, 1, 0x30, 0, 1);
	host_begins(b, 2);
	wait_for(b, ADDR);
	wr(b, ICR, ADDR);
	wait_for(b, RXNE);
	rd(b, RXDR);
	wait_for(b, ADDR);
	assert_false(flag(b, STOPF));
	assert_true(flag(b, BUSY));
	wr(b, ICR, ADDR);
	host_ends(b);
	assert_true(flag(b, STOPF));
}

static void pe_0_lets_go_of_the_bus_and_clears_the_flags(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	host_writes(b, 0x30, 1);
	wait_for(b, ADDR);
	run_us(b, 50);
	wr(b, CR1, 0);
	assert_int_equal(rd(b, ISR), TXE);
	host_ends(b);
	assert_true(scl(b));
	assert_int_equal(rd(b, OAR1), OA1EN | 0x30 << 1);
}

static void glitch(void *user)
{
	tw_port *port = user;

	tw_port_drive(port, TW_SDA,
		      tw_port_driving(port, TW_SDA) == TW_LOW ? TW_RELEASE
							      : TW_LOW);
}

/* A START in the middle of a byte. */
static void a_misplaced_start_sets_berr(void **state)
{
	struct bench *b = *state;
	tw_port *port =
		tw_port_new(b->bus, "glitch", TW_ROLE_OTHER, NULL, NULL);

	be_target(b, ERRIE);
	message(b, 0, 0x30, 0, 1);
	b->data[0][0] = 0xff;
	host_begins(b, 1);
	wait_for(b, ADDR);
	wr(b, ICR, ADDR);
	while (!scl(b))
		run_us(b, 1);
	while (scl(b))
		run_us(b, 1);
	while (!scl(b))
		run_us(b, 1);
	while (scl(b))
		run_us(b, 1);
	while (!scl(b))
		tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + 50);
	assert_false(flag(b, BERR));
	glitch(port);
	tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + 300);
	assert_true(flag(b, BERR));
	assert_true(b->irq);
	glitch(port);
	wr(b, ICR, BERR);
	assert_false(flag(b, BERR));
	host_ends(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(without_address_or_without_pe_it_answers_nobody),
		T(addr_holds_scl_until_it_is_cleared),
		T(a_byte_sets_rxne_and_stop_sets_stopf),
		T(another_targets_stop_is_not_ours),
		T(a_full_rxdr_holds_the_second_byte_before_its_ack),
		T(without_stretching_a_late_reader_overruns),
		T(nack_refuses_the_byte_under_way_and_only_that),
		T(writing_0_does_not_clear_nack),
		T(an_address_match_clears_nack),
		T(a_repeated_start_sets_addr_again_and_no_stopf),
		T(pe_0_lets_go_of_the_bus_and_clears_the_flags),
		T(a_misplaced_start_sets_berr),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
