/* SPDX-License-Identifier: MIT */
/* The I2C block as a controller: RM0090, 27.3.3, figures 244 and 245. */
#include "i2c-bench.h"

/* --- START and address --------------------------------------------------- */

static void sb_waits_for_the_address_with_scl_low(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	set_bits(b, I2C_CR1, START);
	await(b, SB);
	assert_int_equal(sr2(b) & (MSL | BUSY), MSL | BUSY);
	assert_false(rd(b, I2C_CR1) & START);
	run_us(b, 100);
	assert_false(scl(b));
	wr(b, I2C_DR, 0x52); /* SR1 was not read */
	run_us(b, 200);
	assert_true(sr1(b) & SB);
	rd(b, I2C_SR1);
	wr(b, I2C_DR, 0x52);
	assert_false(sr1(b) & SB);
	await(b, ADDR);
	run_us(b, 100);
	assert_false(scl(b));
	assert_true(sr2(b) & TRA);
}

static void an_unanswered_address_is_af_and_waits_for_stop(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	address(b, 0x54);
	assert_int_equal(sr1(b) & (AF | ADDR), AF);
	run_us(b, 200);
	assert_true(sr2(b) & MSL);
	assert_false(scl(b));
	set_bits(b, I2C_CR1, STOP);
	run_us(b, 50);
	assert_false(sr2(b) & (MSL | BUSY));
	assert_false(rd(b, I2C_CR1) & STOP);
	assert_int_equal(b->peer.n_stops, 1);
}

static void a_10_bit_header_is_add10_and_then_addr(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	set_bits(b, I2C_CR1, START);
	await(b, SB);
	rd(b, I2C_SR1);
	wr(b, I2C_DR, 0xf4); /* 11110, 10, W */
	await(b, ADD10);
	assert_false(sr1(b) & ADDR);
	rd(b, I2C_SR1);
	wr(b, I2C_DR, 0xa5);
	assert_false(sr1(b) & ADD10);
	await(b, ADDR);
	clear_addr(b);
	set_bits(b, I2C_CR1, START);
	await(b, SB);
	rd(b, I2C_SR1);
	wr(b, I2C_DR, 0xf5);
	await(b, ADDR);
	assert_false(sr2(b) & TRA);
	clear_addr(b);
	set_bits(b, I2C_CR1, STOP);
	await(b, RXNE);
	assert_int_equal(rd(b, I2C_DR), 0xc0);
}

/* --- transmitter --------------------------------------------------------- */

static void bytes_go_out_and_btf_waits_for_more_or_stop(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	address(b, 0x52);
	assert_false(sr1(b) & TXE);
	clear_addr(b);
	assert_int_equal(sr1(b) & (TXE | BTF), TXE);
	wr(b, I2C_DR, 0x01);
	assert_true(sr1(b) & TXE);
	wr(b, I2C_DR, 0x02);
	assert_false(sr1(b) & TXE);
	await(b, TXE);
	wr(b, I2C_DR, 0x03);
	await(b, BTF);
	run_us(b, 200);
	assert_false(scl(b));
	wr(b, I2C_DR, 0x04);
	assert_false(sr1(b) & BTF);
	await(b, BTF);
	set_bits(b, I2C_CR1, STOP);
	run_us(b, 50);
	assert_int_equal(b->peer.n_rx, 4);
	assert_memory_equal(b->peer.rx, "\1\2\3\4", 4);
	assert_int_equal(b->peer.n_stops, 1);
	assert_int_equal(sr1(b), 0);
}

static void stop_comes_after_the_byte_under_way(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	address(b, 0x52);
	clear_addr(b);
	wr(b, I2C_DR, 0x01);
	run_us(b, 20);
	wr(b, I2C_DR, 0x02);
	set_bits(b, I2C_CR1, STOP);
	run_us(b, 300);
	assert_int_equal(b->peer.n_rx, 1);
	assert_int_equal(b->peer.n_stops, 1);
	assert_true(scl(b) && sda(b));
}

static void a_refused_byte_is_af_without_btf(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	b->peer.accepts = 1;
	address(b, 0x52);
	clear_addr(b);
	wr(b, I2C_DR, 0x01);
	wr(b, I2C_DR, 0x02);
	await(b, AF);
	assert_false(sr1(b) & BTF);
	set_bits(b, I2C_CR1, STOP);
	run_us(b, 50);
	assert_false(sr2(b) & BUSY);
}

/* --- receiver: 27.3.3, "closing the communication" ------------------------ */

static void one_byte_with_ack_cleared_and_stop_ahead(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	set_bits(b, I2C_CR1, ACK);
	address(b, 0x53);
	clear_bits(b, I2C_CR1, ACK);
	clear_addr(b);
	set_bits(b, I2C_CR1, STOP);
	await(b, RXNE);
	assert_int_equal(rd(b, I2C_DR), 0xc0);
	run_us(b, 100);
	assert_int_equal(b->peer.n_tx, 1);
	assert_int_equal(b->peer.n_nacks, 1);
	assert_int_equal(b->peer.n_stops, 1);
}

static void two_bytes_with_pos(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	set_bits(b, I2C_CR1, ACK | POS);
	address(b, 0x53);
	clear_addr(b);
	clear_bits(b, I2C_CR1, ACK);
	await(b, BTF);
	run_us(b, 100);
	assert_false(scl(b));
	set_bits(b, I2C_CR1, STOP);
	assert_int_equal(rd(b, I2C_DR), 0xc0);
	assert_int_equal(rd(b, I2C_DR), 0xc1);
	run_us(b, 100);
	assert_int_equal(b->peer.n_tx, 2);
	assert_int_equal(b->peer.n_nacks, 1);
	assert_int_equal(b->peer.n_stops, 1);
}

/* The order of ST's HAL: ACK is cleared, POS set, then ADDR cleared. */
static void two_bytes_with_ack_cleared_first(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	set_bits(b, I2C_CR1, ACK);
	address(b, 0x53);
	clear_bits(b, I2C_CR1, ACK);
	set_bits(b, I2C_CR1, POS);
	clear_addr(b);
	await(b, BTF);
	set_bits(b, I2C_CR1, STOP);
	assert_int_equal(rd(b, I2C_DR), 0xc0);
	assert_int_equal(rd(b, I2C_DR), 0xc1);
	run_us(b, 100);
	assert_int_equal(b->peer.n_tx, 2);
	assert_int_equal(b->peer.n_nacks, 1);
}

/* xpcc issue 127, renode issue 114: without POS the first of two is refused,
 * and there is no second. */
static void two_bytes_without_pos_are_one(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	set_bits(b, I2C_CR1, ACK);
	address(b, 0x53);
	clear_bits(b, I2C_CR1, ACK);
	clear_addr(b);
	await(b, RXNE);
	run_us(b, 300);
	assert_false(sr1(b) & BTF);
	assert_int_equal(b->peer.n_tx, 1);
	assert_int_equal(b->peer.n_nacks, 1);
}

static void three_bytes_by_btf(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	set_bits(b, I2C_CR1, ACK);
	address(b, 0x53);
	clear_addr(b);
	await(b, BTF);
	clear_bits(b, I2C_CR1, ACK);
	assert_int_equal(rd(b, I2C_DR), 0xc0);
	await(b, BTF);
	set_bits(b, I2C_CR1, STOP);
	assert_int_equal(rd(b, I2C_DR), 0xc1);
	assert_int_equal(rd(b, I2C_DR), 0xc2);
	run_us(b, 100);
	assert_int_equal(b->peer.n_tx, 3);
	assert_int_equal(b->peer.n_nacks, 1);
	assert_int_equal(b->peer.n_stops, 1);
}

static void bytes_are_clocked_in_as_long_as_there_is_room(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	set_bits(b, I2C_CR1, ACK);
	address(b, 0x53);
	clear_addr(b);
	run_us(b, 1000);
	assert_int_equal(b->peer.n_tx, 2);
	assert_int_equal(b->peer.n_nacks, 0);
	assert_int_equal(sr1(b) & (RXNE | BTF), RXNE | BTF);
}

/* --- repeated START ------------------------------------------------------ */

static void write_restart_read(void **state)
{
	struct bench *b = *state;

	be_controller(b);
	address(b, 0x52);
	clear_addr(b);
	wr(b, I2C_DR, 0x33);
	await(b, BTF);
	address(b, 0x53);
	assert_false(sr2(b) & TRA);
	clear_addr(b);
	set_bits(b, I2C_CR1, STOP);
	await(b, RXNE);
	run_us(b, 50);
	assert_int_equal(b->peer.n_starts, 2);
	assert_int_equal(b->peer.n_stops, 1);
	assert_int_equal(b->peer.rx[0], 0x33);
}

/* --- timing: 27.6.8 ------------------------------------------------------ */

struct edges {
	struct bench *b;
	uint64_t fall_ns, rise_ns;
	uint64_t low_ns, high_ns; /* the last */
};

static void edge(void *user, enum tw_line line, bool level)
{
	struct edges *e = user;
	uint64_t now = tw_sim_now_ns(e->b->sim);

	if (line != TW_SCL)
		return;
	if (level) {
		e->rise_ns = now;
		e->low_ns = now - e->fall_ns;
	} else {
		e->fall_ns = now;
		e->high_ns = now - e->rise_ns;
	}
}

static void measure(struct bench *b, uint32_t ccr, struct edges *e)
{
	e->b = b;
	wr(b, I2C_CR1, 0);
	wr(b, I2C_CCR, ccr);
	wr(b, I2C_CR1, PE);
	address(b, 0x52);
	set_bits(b, I2C_CR1, STOP);
	clear_addr(b);
	run_us(b, 50);
}

/* One cycle of 42 MHz is 23.8 ns. SCL rises in 2200 ohm x 100 pF and falls in
 * 35 ns to 0.3 VDD: some 270 ns to 0.7 VDD. */
static void ccr_gives_scl_its_periods(void **state)
{
	static const struct {
		uint32_t ccr;
		uint32_t low_ns, high_ns;
	} rows[] = {
		{210, 5000, 5000},	       /* 100 kHz */
		{1u << 15 | 35, 1667, 833},    /* 400 kHz, 2:1 */
		{3u << 14 | 4 * 1, 1524, 857}, /* 16:9 */
		{420, 10000, 10000},
	};
	struct bench *b = *state;
	struct edges e = {0};

	tw_port_new(b->bus, "meter", TW_ROLE_OTHER, edge, &e);
	be_controller(b);
	for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
		measure(b, rows[i].ccr, &e);
		assert_in_range(e.high_ns, rows[i].high_ns,
				rows[i].high_ns + 40);
		assert_in_range(e.low_ns, rows[i].low_ns, rows[i].low_ns + 330);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(sb_waits_for_the_address_with_scl_low),
		CASE(an_unanswered_address_is_af_and_waits_for_stop),
		CASE(a_10_bit_header_is_add10_and_then_addr),
		CASE(bytes_go_out_and_btf_waits_for_more_or_stop),
		CASE(stop_comes_after_the_byte_under_way),
		CASE(a_refused_byte_is_af_without_btf),
		CASE(one_byte_with_ack_cleared_and_stop_ahead),
		CASE(two_bytes_with_pos),
		CASE(two_bytes_with_ack_cleared_first),
		CASE(two_bytes_without_pos_are_one),
		CASE(three_bytes_by_btf),
		CASE(bytes_are_clocked_in_as_long_as_there_is_room),
		CASE(write_restart_read),
		CASE(ccr_gives_scl_its_periods),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
