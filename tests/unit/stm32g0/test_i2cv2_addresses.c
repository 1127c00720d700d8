/* SPDX-License-Identifier: MIT */
/* Which addresses the I2C block of STM32G0 answers to, and which bytes it
 * acknowledges: RM0444, OAR1, OAR2, and slave byte control. */
#include "i2cv2-bench.h"

/* The host writes nothing to @addr; is it acknowledged? */
static bool answers(struct bench *b, uint16_t addr)
{
	host_writes(b, addr, 0);
	for (unsigned us = 0; !b->done && us < 200; us++) {
		if (flag(b, ADDR)) {
			if (ADDCODE(rd(b, ISR)) != addr)
				fail_msg("ADDCODE is %02x, not %02x",
					 ADDCODE(rd(b, ISR)), addr);
			wr(b, ICR, ADDR);
		}
		run_us(b, 1);
	}
	assert_true(b->done);
	run_us(b, 5);
	return b->result == TW_OK;
}

static unsigned n_answers(struct bench *b)
{
	unsigned n = 0;

	for (uint16_t addr = 1; addr < 0x78; addr++)
		n += answers(b, addr);
	return n;
}

static void two_addresses_are_answered_each_with_its_code(void **state)
{
	struct bench *b = *state;

	wr(b, OAR2, OA2EN | 0x52 << 1);
	be_target(b, 0);
	assert_true(answers(b, 0x30));
	assert_true(answers(b, 0x52));
	assert_int_equal(n_answers(b), 2);
}

/* OA2MSK n: the lowest n bits are not compared. 0x78 to 0x7f are reserved. */
static void the_mask_widens_oa2(void **state)
{
	static const unsigned counts[] = {1, 2, 4, 8, 16, 32, 56, 112};
	struct bench *b = *state;

	for (uint32_t mask = 0; mask < 8; mask++) {
		wr(b, CR1, 0);
		wr(b, OAR2, 0);
		wr(b, OAR2, OA2EN | OA2MSK(mask) | 0x52 << 1);
		wr(b, CR1, PE);
		if (n_answers(b) != counts[mask])
			fail_msg("mask %u", mask);
	}
}

/* With a mask, 0000xxx and 1111xxx are not acknowledged. */
static void a_masked_oa2_leaves_out_the_reserved_addresses(void **state)
{
	struct bench *b = *state;

	wr(b, OAR2, OA2EN | OA2MSK(3) | 0x05 << 1);
	wr(b, CR1, PE);
	for (uint16_t addr = 1; addr < 8; addr++)
		assert_false(answers(b, addr));
}

static void an_enabled_address_cannot_be_changed(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	wr(b, OAR1, OA1EN | 0x31 << 1);
	assert_int_equal(rd(b, OAR1), OA1EN | 0x30 << 1);
	wr(b, OAR1, 0);
	wr(b, OAR1, OA1EN | 0x31 << 1);
	assert_true(answers(b, 0x31));
	assert_false(answers(b, 0x30));
}

static void the_general_call_needs_gcen(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	assert_false(answers(b, 0));
	be_target(b, GCEN);
	assert_true(answers(b, 0));
}

static void smbus_addresses_have_their_bits(void **state)
{
	static const struct {
		uint32_t cr1;
		uint16_t addr;
	} rows[] = {{SMBHEN, 0x08}, {SMBDEN, 0x61}, {ALERTEN, 0x0c}};
	struct bench *b = *state;

	for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
		wr(b, CR1, 0);
		wr(b, CR1, PE);
		assert_false(answers(b, rows[i].addr));
		wr(b, CR1, 0);
		wr(b, CR1, PE | rows[i].cr1);
		if (!answers(b, rows[i].addr) || n_answers(b) != 1)
			fail_msg("%02x", rows[i].addr);
	}
}

/* 11110 and the address's highest two bits in ADDCODE. */
static void ten_bits_are_matched_and_show_the_header(void **state)
{
	struct bench *b = *state;

	wr(b, OAR1, OA1EN | OA1MODE | 0x2a5);
	wr(b, CR1, PE);
	message(b, 0, 0x2a5, TW_MSG_TEN_BIT, 1);
	message(b, 1, 0x2a5, TW_MSG_TEN_BIT | TW_MSG_READ, 1);
	b->data[0][0] = 0x12;
	host_begins(b, 2);
	wait_for(b, ADDR);
	assert_int_equal(ADDCODE(rd(b, ISR)), 0x7a);
	assert_false(flag(b, DIRECTION));
	wr(b, ICR, ADDR);
	wait_for(b, RXNE);
	assert_int_equal(rd(b, RXDR), 0x12);
	wait_for(b, ADDR);
	assert_true(flag(b, DIRECTION));
	wr(b, ICR, ADDR);
	wr(b, TXDR, 0x34);
	host_ends(b);
	assert_int_equal(b->data[1][0], 0x34);
	message(b, 0, 0x2a4, TW_MSG_TEN_BIT, 0);
	host_begins(b, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
}

/* OAR1: with OA1EN 0 the address is disabled, whatever OA1MODE says. */
static void an_address_that_is_not_enabled_is_not_answered(void **state)
{
	struct bench *b = *state;

	wr(b, OAR1, OA1MODE | 0x2a5);
	wr(b, CR1, PE);
	message(b, 0, 0x2a5, TW_MSG_TEN_BIT, 0);
	host_begins(b, 1);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
	wr(b, OAR1, 0x30 << 1);
	wr(b, OAR2, 0x52 << 1);
	assert_int_equal(n_answers(b), 0);
}

/* The whole address with W, and after a repeated START its first byte with R.
 */
static void a_read_of_ten_bits_is_no_bus_error(void **state)
{
	struct bench *b = *state;

	wr(b, OAR1, OA1EN | OA1MODE | 0x2a5);
	wr(b, CR1, PE);
	message(b, 0, 0x2a5, TW_MSG_TEN_BIT | TW_MSG_READ, 1);
	host_begins(b, 1);
	wait_for(b, ADDR);
	assert_false(flag(b, DIRECTION));
	run_us(b, 100);
	wr(b, ICR, ADDR);
	wait_for(b, ADDR);
	assert_true(flag(b, DIRECTION));
	assert_false(flag(b, BERR));
	wr(b, ICR, ADDR);
	wr(b, TXDR, 0x34);
	host_ends(b);
	assert_int_equal(b->data[0][0], 0x34);
	assert_false(flag(b, BERR));
}

/* --- SBC --------------------------------------------------------------- */

static void each_byte_waits_for_its_ack_with_sbc(void **state)
{
	struct bench *b = *state;

	be_target(b, SBC | TCIE);
	host_writes(b, 0x30, 3);
	wait_for(b, ADDR);
	wr(b, CR2, RELOAD | NBYTES(1));
	wr(b, ICR, ADDR);
	for (unsigned i = 0; i < 2; i++) {
		wait_for(b, TCR);
		assert_true(b->irq);
		assert_true(flag(b, RXNE));
		run_us(b, 300);
		assert_int_equal(b->msgs[0].n_done, i);
		assert_int_equal(rd(b, RXDR), 0x10 + i);
		wr(b, CR2, RELOAD | NBYTES(1));
		assert_false(flag(b, TCR));
	}
	wait_for(b, TCR);
	wr(b, CR2, RELOAD | NACK | NBYTES(1));
	host_ends(b);
	assert_int_equal(b->result, TW_NACKED);
	assert_int_equal(b->msgs[0].n_done, 2);
	assert_true(flag(b, STOPF));
}

static void nbytes_0_does_not_clear_tcr(void **state)
{
	struct bench *b = *state;

	be_target(b, SBC);
	host_writes(b, 0x30, 1);
	wait_for(b, ADDR);
	wr(b, CR2, RELOAD | NBYTES(1));
	wr(b, ICR, ADDR);
	wait_for(b, TCR);
	wr(b, CR2, RELOAD);
	assert_true(flag(b, TCR));
	run_us(b, 200);
	assert_false(scl(b));
	wr(b, CR2, NBYTES(1));
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
}

static void nbytes_above_1_stretch_only_at_the_last(void **state)
{
	struct bench *b = *state;

	be_target(b, SBC);
	host_writes(b, 0x30, 4);
	wait_for(b, ADDR);
	wr(b, CR2, RELOAD | NBYTES(3));
	wr(b, ICR, ADDR);
	for (unsigned i = 0; i < 2; i++) {
		wait_for(b, RXNE);
		assert_false(flag(b, TCR));
		rd(b, RXDR);
	}
	wait_for(b, RXNE);
	assert_true(flag(b, TCR));
	rd(b, RXDR);
	wr(b, CR2, NBYTES(1));
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
}

/* With SBC a transmitter is asked for NBYTES bytes. */
static void a_transmitter_with_sbc_is_asked_for_nbytes(void **state)
{
	struct bench *b = *state;
	unsigned n = 0;

	be_target(b, SBC);
	host_reads(b, 0x30, 2);
	wait_for(b, ADDR);
	wr(b, CR2, NBYTES(2));
	wr(b, ICR, ADDR);
	for (unsigned us = 0; !b->done && us < 500; us++) {
		if (flag(b, TXIS))
			wr(b, TXDR, 0x20 + n++);
		run_us(b, 1);
	}
	assert_true(b->done);
	assert_int_equal(n, 2);
	assert_memory_equal(b->data[0], "\x20\x21", 2);
	assert_true(flag(b, TXE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(two_addresses_are_answered_each_with_its_code),
		T(the_mask_widens_oa2),
		T(a_masked_oa2_leaves_out_the_reserved_addresses),
		T(an_enabled_address_cannot_be_changed),
		T(the_general_call_needs_gcen),
		T(smbus_addresses_have_their_bits),
		T(ten_bits_are_matched_and_show_the_header),
		T(an_address_that_is_not_enabled_is_not_answered),
		T(a_read_of_ten_bits_is_no_bus_error),
		T(each_byte_waits_for_its_ack_with_sbc),
		T(nbytes_0_does_not_clear_tcr),
		T(nbytes_above_1_stretch_only_at_the_last),
		T(a_transmitter_with_sbc_is_asked_for_nbytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
