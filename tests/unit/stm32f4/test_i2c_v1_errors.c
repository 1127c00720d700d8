/* SPDX-License-Identifier: MIT */
/* What goes wrong around the I2C block: RM0090, 27.3.4 and 27.3.6; ES0182. */
#include "i2c-bench.h"

#include "twowire/port.h"

/* A hand at the wires. */
static tw_port *hand(struct bench *b)
{
	tw_port *port = tw_bus_port(b->bus, "hand");

	return port ? port
		    : tw_port_new(b->bus, "hand", TW_ROLE_OTHER, NULL, NULL);
}

static void pull(struct bench *b, enum tw_line line, bool low)
{
	tw_port_drive(hand(b), line, low ? TW_LOW : TW_RELEASE);
	run_us(b, 2);
}

/* START, @n bits of 0, then a STOP where it does not belong. */
static void misplaced_stop(struct bench *b, unsigned n)
{
	pull(b, TW_SDA, true);
	for (unsigned i = 0; i < n; i++) {
		pull(b, TW_SCL, true);
		pull(b, TW_SCL, false);
	}
	pull(b, TW_SDA, false);
}

static void zero_clears_an_error_and_one_does_not(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	address(b, 0x54);
	wr(b, I2C_SR1, 0xffff);
	assert_true(sr1(b) & AF);
	wr(b, I2C_CR2, 42 | 1 << 8); /* ITERREN */
	assert_true(error_line(b));
	wr(b, I2C_SR1, (uint32_t)~BERR);
	assert_true(sr1(b) & AF);
	wr(b, I2C_SR1, (uint32_t)~AF);
	assert_false(sr1(b) & AF);
	assert_false(error_line(b));
}

static void a_stop_inside_a_byte_is_berr(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	misplaced_stop(b, 4);
	assert_true(sr1(b) & BERR);
	wr(b, I2C_SR1, (uint32_t)~BERR);
	host_writes(b, 0x17, 0);
	await(b, ADDR);
	clear_addr(b);
	host_ends(b);
	assert_false(sr1(b) & BERR);
}

/* ES0182 and STM32F207's 2.3.2. */
static void no_start_after_a_misplaced_stop_but_by_swrst(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	misplaced_stop(b, 4);
	set_bits(b, I2C_CR1, START);
	run_us(b, 500);
	assert_false(sr1(b) & SB);
	assert_true(rd(b, I2C_CR1) & START);
	wr(b, I2C_CR1, SWRST);
	assert_int_equal(rd(b, I2C_CCR), 0);
	wr(b, I2C_CR1, 0);
	be_controller(b);
	set_bits(b, I2C_CR1, START);
	await(b, SB);
}

/* ES0182: it does not disturb the transfer. */
static void a_spurious_bus_error_changes_nothing_but_its_flag(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	address(b, 0x52);
	f4_i2c_spurious_berr(&b->i2c);
	assert_true(sr1(b) & BERR);
	clear_addr(b);
	wr(b, I2C_DR, 0x01);
	await(b, BTF);
	set_bits(b, I2C_CR1, STOP);
	run_us(b, 50);
	assert_int_equal(b->peer.n_rx, 1);
	assert_int_equal(b->peer.n_stops, 1);
}

static void a_loser_of_arbitration_is_a_target_again(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	wr(b, I2C_OAR1, 1 << 14 | 0x17 << 1);
	set_bits(b, I2C_CR1, ACK);
	host_writes(b, 0x08, 0);
	run_us(b, 1);
	set_bits(b, I2C_CR1, START);
	run_us(b, 1000);
	/* The bus was busy; both want it again at once. */
	assert_true(b->done);
	await(b, SB);
	rd(b, I2C_SR1);
	wr(b, I2C_DR, 0xff);
	run_us(b, 3);
	pull(b, TW_SDA, true);
	run_us(b, 30);
	assert_true(sr1(b) & ARLO);
	assert_false(sr2(b) & MSL);
}

static void start_waits_for_the_busy_bus(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	host_writes(b, 0x29, 4);
	run_us(b, 20);
	assert_true(sr2(b) & BUSY);
	assert_false(sr2(b) & MSL);
	set_bits(b, I2C_CR1, START);
	run_us(b, 20);
	assert_false(sr1(b) & SB);
	host_ends(b);
	assert_int_equal(b->result, TW_OK);
	await(b, SB);
}

static void a_wire_that_was_low_leaves_busy_until_a_stop(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	pull(b, TW_SCL, true);
	pull(b, TW_SCL, false);
	assert_true(sr2(b) & BUSY);
	set_bits(b, I2C_CR1, START);
	run_us(b, 100);
	assert_false(sr1(b) & SB);
	pull(b, TW_SDA, true);
	pull(b, TW_SDA, false);
	await(b, SB);
}

/* RIOT's commit on f4_i2c_2.c: a STOP set twice stays, and ends the next
 * transfer after its START. */
static void a_stop_too_many_ends_the_next_start(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	address(b, 0x54);
	set_bits(b, I2C_CR1, STOP);
	run_us(b, 50);
	set_bits(b, I2C_CR1, STOP);
	run_us(b, 50);
	assert_true(rd(b, I2C_CR1) & STOP);
	set_bits(b, I2C_CR1, START);
	run_us(b, 200);
	assert_false(sr1(b) & SB);
	assert_false(sr2(b) & MSL);
	assert_int_equal(b->peer.n_starts, 2);
	assert_int_equal(b->peer.n_stops, 2);
}

/* CRC-8 of 0x52 0x01 0x02, by hand: x^8 + x^2 + x + 1. */
static uint8_t crc(const uint8_t *bytes, size_t n)
{
	unsigned c = 0;

	for (size_t i = 0; i < n; i++) {
		c ^= bytes[i];
		for (unsigned k = 0; k < 8; k++)
			c = (c << 1 ^ (c & 0x80 ? 0x107 : 0)) & 0x1ff;
	}
	return (uint8_t)c;
}

static void the_pec_goes_out_as_last_byte(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	set_bits(b, I2C_CR1, ENPEC);
	address(b, 0x52);
	clear_addr(b);
	wr(b, I2C_DR, 0x01);
	wr(b, I2C_DR, 0x02);
	await(b, TXE);
	set_bits(b, I2C_CR1, PEC);
	await(b, BTF);
	set_bits(b, I2C_CR1, STOP);
	run_us(b, 50);
	assert_int_equal(b->peer.n_rx, 3);
	assert_int_equal(b->peer.rx[2],
			 crc((const uint8_t[]){0x52, 0x01, 0x02}, 3));
	assert_false(rd(b, I2C_CR1) & PEC);
}

static void receive_pec(struct bench *b, uint8_t pec)
{
	message(b, 0, 0x17, 0, 2);
	b->data[0][0] = 0x33;
	b->data[0][1] = pec;
	host_begins(b, 1);
	await(b, ADDR);
	clear_addr(b);
	await(b, RXNE);
	set_bits(b, I2C_CR1, PEC);
	rd(b, I2C_DR);
	host_ends(b);
}

static void a_wrong_pec_is_refused(void **state)
{
	struct bench *b = *state;
	uint8_t right = crc((const uint8_t[]){0x2e, 0x33}, 2);

	be_target(b, ENPEC);
	receive_pec(b, right);
	assert_int_equal(b->result, TW_OK);
	assert_false(sr1(b) & PECERR);
	rd(b, I2C_DR);
	receive_pec(b, right ^ 1);
	assert_int_equal(b->result, TW_NACKED);
	assert_true(sr1(b) & PECERR);
}

static void scl_low_for_25_ms_lets_a_target_go(void **state)
{
	struct bench *b = *state;

	be_target(b, SMBUS);
	host_writes(b, 0x17, 1);
	await(b, ADDR);
	run_us(b, 24900);
	assert_false(sr1(b) & TIMEOUT);
	assert_false(scl(b));
	run_us(b, 200);
	assert_true(sr1(b) & TIMEOUT);
	assert_true(scl(b));
	host_ends(b);
	be_target(b, 0); /* I2C mode knows no time-out */
	wr(b, I2C_SR1, 0);
	host_writes(b, 0x17, 1);
	await(b, ADDR);
	run_us(b, 30000);
	assert_false(sr1(b) & TIMEOUT);
	clear_addr(b);
	host_ends(b);
}

/* 27.6.1: the communication ends first. */
static void pe_off_waits_for_the_stop_that_was_asked_for(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	address(b, 0x52);
	clear_addr(b);
	wr(b, I2C_DR, 0x01);
	run_us(b, 5);
	set_bits(b, I2C_CR1, STOP);
	clear_bits(b, I2C_CR1, PE);
	assert_false(rd(b, I2C_CR1) & PE);
	run_us(b, 100);
	assert_int_equal(b->peer.n_rx, 1);
	assert_int_equal(b->peer.n_stops, 1);
	assert_int_equal(rd(b, I2C_CR1) & (PE | STOP), 0);
	assert_int_equal(sr1(b), 0);
	assert_false(sr2(b) & BUSY);
}

static void pe_off_lets_go_of_the_wires(void **state)
{
	struct bench *b = *state;

	be_target(b, 0);
	host_writes(b, 0x17, 1);
	await(b, ADDR);
	clear_bits(b, I2C_CR1, PE);
	run_us(b, 2);
	assert_int_equal(sr1(b), 0);
	host_ends(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(zero_clears_an_error_and_one_does_not),
		CASE(a_stop_inside_a_byte_is_berr),
		CASE(no_start_after_a_misplaced_stop_but_by_swrst),
		CASE(a_spurious_bus_error_changes_nothing_but_its_flag),
		CASE(a_loser_of_arbitration_is_a_target_again),
		CASE(start_waits_for_the_busy_bus),
		CASE(a_wire_that_was_low_leaves_busy_until_a_stop),
		CASE(a_stop_too_many_ends_the_next_start),
		CASE(the_pec_goes_out_as_last_byte),
		CASE(a_wrong_pec_is_refused),
		CASE(scl_low_for_25_ms_lets_a_target_go),
		CASE(pe_off_waits_for_the_stop_that_was_asked_for),
		CASE(pe_off_lets_go_of_the_wires),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
