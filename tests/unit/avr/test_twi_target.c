/* SPDX-License-Identifier: MIT */
/* The AVR's two-wire interface as a target: tables 22-4 to 22-6. */
#include "twi-bench.h"

static void listen(struct bench *b)
{
	wr(b, TWCR, TWEN | TWIE | TWEA);
}

/* --- receiver ----------------------------------------------------------- */

static void a_write_is_told_byte_by_byte(void **state)
{
	struct bench *b = *state;

	listen(b);
	write_begin(b, OWN, 2);
	expect(b, 0x60);
	assert_true(b->line);
	assert_int_equal(rd(b, TWDR), OWN << 1);
	wr(b, TWCR, ACK);
	assert_false(b->line);
	expect(b, 0x80);
	assert_int_equal(rd(b, TWDR), 0x11);
	wr(b, TWCR, ACK);
	expect(b, 0x80);
	assert_int_equal(rd(b, TWDR), 0x22);
	wr(b, TWCR, ACK);
	answer(b, 0xa0, ACK);
	finish(b, TW_OK);
	assert_int_equal(b->msgs[0].n_done, 2);
	quiet(b);
}

static void without_twea_the_next_byte_is_refused(void **state)
{
	struct bench *b = *state;

	listen(b);
	write_begin(b, OWN, 3);
	answer(b, 0x60, ACK);
	answer(b, 0x80, GO);
	expect(b, 0x88);
	assert_int_equal(rd(b, TWDR), 0x22);
	wr(b, TWCR, ACK);
	finish(b, TW_NACKED);
	assert_int_equal(b->msgs[0].n_done, 1);
	quiet(b); /* no 0xa0: it is addressed no more */
}

static void without_twea_the_address_is_refused(void **state)
{
	struct bench *b = *state;

	wr(b, TWCR, TWEN | TWIE);
	write_begin(b, OWN, 1);
	finish(b, TW_NO_TARGET);
	quiet(b);
	listen(b);
	write_begin(b, OWN + 1, 1);
	finish(b, TW_NO_TARGET);
	quiet(b);
}

static void a_repeated_start_is_told_as_a_stop_is(void **state)
{
	struct bench *b = *state;

	listen(b);
	message(b, 0, OWN, 0, 1);
	message(b, 1, OWN, TW_MSG_READ, 1);
	begin(b, 2);
	answer(b, 0x60, ACK);
	answer(b, 0x80, ACK);
	answer(b, 0xa0, ACK);
	answer_with(b, 0xa8, 0x5a, GO);
	answer(b, 0xc0, ACK);
	finish(b, TW_OK);
	assert_int_equal(b->data[1][0], 0x5a);
}

static void a_general_call_has_codes_of_its_own(void **state)
{
	struct bench *b = *state;

	listen(b);
	write_begin(b, 0x00, 1);
	finish(b, TW_NO_TARGET);
	wr(b, TWAR, OWN << 1 | 1);
	write_begin(b, 0x00, 2);
	answer(b, 0x70, ACK);
	answer(b, 0x90, GO);
	answer(b, 0x98, ACK);
	finish(b, TW_NACKED);
	write_begin(b, 0x00, 1);
	answer(b, 0x70, ACK);
	answer(b, 0x90, ACK);
	answer(b, 0xa0, ACK);
	finish(b, TW_OK);
}

static void masked_bits_of_the_address_are_not_compared(void **state)
{
	struct bench *b = *state;

	wr(b, TWAMR, 0x03 << 1);
	listen(b);
	write_begin(b, OWN ^ 0x03, 0);
	expect(b, 0x60);
	assert_int_equal(rd(b, TWDR), (OWN ^ 0x03) << 1);
	wr(b, TWCR, ACK);
	answer(b, 0xa0, ACK);
	finish(b, TW_OK);
	write_begin(b, OWN ^ 0x04, 0);
	finish(b, TW_NO_TARGET);
}

/* --- transmitter -------------------------------------------------------- */

static void a_read_is_asked_byte_by_byte(void **state)
{
	struct bench *b = *state;

	listen(b);
	read_begin(b, OWN, 0, 3);
	answer_with(b, 0xa8, 0x12, ACK);
	answer_with(b, 0xb8, 0x34, ACK);
	answer_with(b, 0xb8, 0x56, ACK);
	answer(b, 0xc0, ACK);
	finish(b, TW_OK);
	assert_int_equal(b->data[0][0], 0x12);
	assert_int_equal(b->data[0][1], 0x34);
	assert_int_equal(b->data[0][2], 0x56);
	quiet(b);
}

static void after_the_last_byte_a_host_reads_ones(void **state)
{
	struct bench *b = *state;

	listen(b);
	read_begin(b, OWN, 0, 3);
	answer_with(b, 0xa8, 0x12, GO);
	answer(b, 0xc8, ACK);
	finish(b, TW_OK);
	assert_int_equal(b->data[0][0], 0x12);
	assert_int_equal(b->data[0][1], 0xff);
	assert_int_equal(b->data[0][2], 0xff);
	quiet(b);
}

/* --- SCL ---------------------------------------------------------------- */

/* 1 ms after TWINT a low period is still as it was. */
static void expect_stretched(struct bench *b, uint8_t status)
{
	expect(b, status);
	run_us(b, 1000);
	assert_false(scl(b));
}

static void every_low_period_is_stretched_while_twint_is_set(void **state)
{
	struct bench *b = *state;

	listen(b);
	message(b, 0, OWN, 0, 1);
	message(b, 1, OWN, TW_MSG_READ, 2);
	begin(b, 2);
	expect_stretched(b, 0x60);
	wr(b, TWCR, ACK);
	expect_stretched(b, 0x80);
	wr(b, TWCR, ACK);
	expect_stretched(b, 0xa0); /* repeated START */
	wr(b, TWCR, ACK);
	expect_stretched(b, 0xa8);
	wr(b, TWDR, 1);
	wr(b, TWCR, ACK);
	expect_stretched(b, 0xb8);
	wr(b, TWDR, 2);
	wr(b, TWCR, ACK);
	expect_stretched(b, 0xc0);
	wr(b, TWCR, ACK);
	finish(b, TW_OK);
}

static void a_refused_and_a_last_byte_are_stretched_too(void **state)
{
	struct bench *b = *state;

	listen(b);
	write_begin(b, OWN, 1);
	answer(b, 0x60, GO);
	expect_stretched(b, 0x88);
	wr(b, TWCR, ACK);
	finish(b, TW_NACKED);
	read_begin(b, OWN, 0, 2);
	answer_with(b, 0xa8, 1, GO);
	expect_stretched(b, 0xc8);
	wr(b, TWCR, ACK);
	finish(b, TW_OK);
}

static void a_high_scl_is_left_alone_until_the_next_start(void **state)
{
	struct bench *b = *state;

	listen(b);
	write_begin(b, OWN, 0);
	answer(b, 0x60, ACK);
	expect(b, 0xa0);
	finish(b, TW_OK);
	run_us(b, 1000);
	assert_true(scl(b));
	write_begin(b, OTHER, 0);
	run_us(b, 1000);
	assert_false(scl(b));
	wr(b, TWCR, ACK);
	finish(b, TW_NO_TARGET);
}

static void twint_is_cleared_by_writing_a_one_to_it_only(void **state)
{
	struct bench *b = *state;

	listen(b);
	write_begin(b, OWN, 0);
	expect(b, 0x60);
	wr(b, TWCR, TWEN | TWEA);
	run_us(b, 100);
	assert_false(scl(b));
	assert_false(b->line); /* TWIE is clear */
	assert_true(rd(b, TWCR) & TWINT);
	wr(b, TWCR, TWEN | TWEA | TWIE);
	assert_true(b->line);
	wr(b, TWCR, ACK);
	answer(b, 0xa0, ACK);
	finish(b, TW_OK);
}

/* --- what goes wrong ---------------------------------------------------- */

static void data_written_without_twint_collides(void **state)
{
	struct bench *b = *state;

	wr(b, TWDR, 0x33);
	assert_true(rd(b, TWCR) & TWWC);
	assert_int_equal(rd(b, TWDR), 0xff);
	listen(b);
	read_begin(b, OWN, 0, 1);
	answer_with(b, 0xa8, 0x44, ACK);
	assert_false(rd(b, TWCR) & TWWC);
	wr(b, TWDR, 0x55);
	assert_true(rd(b, TWCR) & TWWC);
	answer(b, 0xc0, ACK);
	finish(b, TW_OK);
	assert_int_equal(b->data[0][0], 0x44);
}

/* In the middle of a data byte of 0xff SDA falls while SCL is high. */
static void break_a_byte(struct bench *b)
{
	listen(b);
	b->data[0][0] = 0xff;
	message(b, 0, OWN, 0, 1);
	begin(b, 1);
	answer(b, 0x60, ACK);
	run_us(b, 35);
	while (!scl(b))
		run_ns(b, 200);
	run_us(b, 1);
	tw_port_drive(b->finger, TW_SDA, TW_LOW);
	run_us(b, 1);
	tw_port_drive(b->finger, TW_SDA, TW_RELEASE);
}

static void a_start_inside_a_byte_is_a_bus_error(void **state)
{
	struct bench *b = *state;

	break_a_byte(b);
	expect(b, 0x00);
	assert_true(b->line);
}

static void a_bus_error_lasts_until_twsto(void **state)
{
	struct bench *b = *state;

	break_a_byte(b);
	answer(b, 0x00, ACK);
	run_us(b, 100);
	write_begin(b, OWN, 0);
	finish(b, TW_NO_TARGET);
	wr(b, TWCR, ACK | TWSTO);
	assert_false(rd(b, TWCR) & TWSTO);
	assert_true(sda(b) && scl(b)); /* no STOP is sent */
	write_begin(b, OWN, 0);
	answer(b, 0x60, ACK);
	answer(b, 0xa0, ACK);
	finish(b, TW_OK);
}

static void twsto_ends_a_message_without_a_stop(void **state)
{
	struct bench *b = *state;

	listen(b);
	write_begin(b, OWN, 2);
	answer(b, 0x60, ACK);
	answer(b, 0x80, ACK | TWSTO);
	finish(b, TW_NACKED);
	assert_int_equal(b->msgs[0].n_done, 1);
	quiet(b);
	write_begin(b, OWN, 0);
	answer(b, 0x60, ACK);
	answer(b, 0xa0, ACK);
}

static void without_twen_both_wires_are_let_go(void **state)
{
	struct bench *b = *state;

	listen(b);
	read_begin(b, OWN, 0, 1);
	expect(b, 0xa8);
	assert_false(scl(b));
	wr(b, TWCR, 0);
	finish(b, TW_OK);
	assert_int_equal(b->data[0][0], 0xff);
	assert_false(b->line);
}

static void the_power_reduction_register_turns_it_off(void **state)
{
	struct bench *b = *state;

	listen(b);
	twi_set_off(&b->twi, true);
	write_begin(b, OWN, 0);
	finish(b, TW_NO_TARGET);
	assert_int_equal(rd(b, TWCR), 0);
	twi_set_off(&b->twi, false);
	write_begin(b, OWN, 0);
	answer(b, 0x60, ACK);
	answer(b, 0xa0, ACK);
}

static void registers_begin_as_the_data_sheet_says(void **state)
{
	struct bench *b = *state;

	twi_reset(&b->twi);
	assert_int_equal(rd(b, TWBR), 0x00);
	assert_int_equal(rd(b, TWSR), 0xf8);
	assert_int_equal(rd(b, TWAR), 0xfe);
	assert_int_equal(rd(b, TWDR), 0xff);
	assert_int_equal(rd(b, TWCR), 0x00);
	assert_int_equal(rd(b, TWAMR), 0x00);
	wr(b, TWAMR, 0xff);
	assert_int_equal(rd(b, TWAMR), 0xfe);
	wr(b, TWSR, 0x02);
	assert_int_equal(rd(b, TWSR), 0xfa);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_write_is_told_byte_by_byte),
		CASE(without_twea_the_next_byte_is_refused),
		CASE(without_twea_the_address_is_refused),
		CASE(a_repeated_start_is_told_as_a_stop_is),
		CASE(a_general_call_has_codes_of_its_own),
		CASE(masked_bits_of_the_address_are_not_compared),
		CASE(a_read_is_asked_byte_by_byte),
		CASE(after_the_last_byte_a_host_reads_ones),
		CASE(every_low_period_is_stretched_while_twint_is_set),
		CASE(a_refused_and_a_last_byte_are_stretched_too),
		CASE(a_high_scl_is_left_alone_until_the_next_start),
		CASE(twint_is_cleared_by_writing_a_one_to_it_only),
		CASE(data_written_without_twint_collides),
		CASE(a_start_inside_a_byte_is_a_bus_error),
		CASE(a_bus_error_lasts_until_twsto),
		CASE(twsto_ends_a_message_without_a_stop),
		CASE(without_twen_both_wires_are_let_go),
		CASE(the_power_reduction_register_turns_it_off),
		CASE(registers_begin_as_the_data_sheet_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
