/* SPDX-License-Identifier: MIT */
/* The I2C block of STM32G0 as a controller: RM0444, master mode. */
#include "i2cv2-bench.h"

/* A target at 0x29 and at 0x129 of 10 bits: takes n_taken bytes, sends 0xc0,
 * 0xc1, ... and keeps what was done to it. */
static struct peer {
	tw_target *target;
	GString *log;
	unsigned n_taken; /* and refuses the next */
	unsigned n;
	uint8_t next;
} peer;

static enum tw_answer peer_address(void *user, const struct tw_address *addr)
{
	g_string_append_printf(peer.log, "%s%x%c ",
			       addr->restart ? "Sr " : "S ", addr->addr,
			       addr->read ? 'R' : 'W');
	peer.n = 0;
	return TW_ACK;
}

static enum tw_answer peer_write(void *user, uint8_t byte)
{
	g_string_append_printf(peer.log, "%02x ", byte);
	return peer.n++ < peer.n_taken ? TW_ACK : TW_NACK;
}

static bool peer_read(void *user, uint8_t *byte)
{
	*byte = peer.next++;
	return true;
}

static void peer_sent(void *user, bool acked)
{
	g_string_append(peer.log, acked ? "A " : "N ");
}

static void peer_stop(void *user, bool selected)
{
	g_string_append(peer.log, "P ");
}

static int up(void **state)
{
	static const struct tw_target_ops ops = {.address = peer_address,
						 .write = peer_write,
						 .read = peer_read,
						 .sent = peer_sent,
						 .stop = peer_stop};
	static const struct tw_match matches[] = {
		{.addr = 0x29}, {.addr = 0x129, .ten_bit = true}};
	struct tw_target_config config = {
		.name = "peer", .ops = &ops, .hears_all = true};
	struct bench *b;

	bench_up(state);
	b = *state;
	peer = (struct peer){.log = g_string_new(NULL),
			     .n_taken = 99,
			     .next = 0xc0,
			     .target = tw_target_new(b->bus, &config)};
	tw_target_listen(peer.target, matches, G_N_ELEMENTS(matches));
	wr(b, CR1, PE);
	return 0;
}

static int down(void **state)
{
	g_string_free(peer.log, TRUE);
	return bench_down(state);
}

static void expect(const char *log)
{
	assert_string_equal(peer.log->str, log);
	g_string_truncate(peer.log, 0);
}

/* Writes bytes from @first on as TXIS asks, until one of @flags. Returns how
 * many. */
static unsigned feed(struct bench *b, uint8_t first, uint32_t flags)
{
	unsigned n = 0;

	for (unsigned us = 0; !flag(b, flags) && us < 3000; us++) {
		if (flag(b, TXIS))
			wr(b, TXDR, first + n++);
		run_us(b, 1);
	}
	assert_true(flag(b, flags));
	return n;
}

#define TO (0x29 << 1 | START)

/* --- writing ----------------------------------------------------------- */

static void autoend_writes_nbytes_and_stops(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, TO | AUTOEND | NBYTES(3));
	assert_int_equal(feed(b, 0x10, STOPF), 3);
	expect("S 29W 10 11 12 P ");
	assert_false(flag(b, BUSY | TC | NACKF));
	assert_false(rd(b, CR2) & START);
}

static void no_bytes_are_an_address_and_a_stop(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, TO | AUTOEND);
	wait_for(b, STOPF);
	expect("S 29W P ");
}

static void an_empty_txdr_holds_scl(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, TO | AUTOEND | NBYTES(1));
	wait_for(b, TXIS);
	run_us(b, 500);
	assert_false(scl(b));
	wr(b, TXDR, 0x77);
	assert_false(flag(b, TXIS));
	wait_for(b, STOPF);
	expect("S 29W 77 P ");
}

/* What lies in TXDR before the START is the first byte. */
static void a_byte_written_ahead_goes_first(void **state)
{
	struct bench *b = *state;

	wr(b, TXDR, 0x55);
	wr(b, CR2, TO | AUTOEND | NBYTES(2));
	assert_int_equal(feed(b, 0x10, STOPF), 1);
	expect("S 29W 55 10 P ");
}

static void without_autoend_tc_holds_scl_until_stop(void **state)
{
	struct bench *b = *state;

	wr(b, CR1, PE | TCIE);
	wr(b, CR2, TO | NBYTES(1));
	feed(b, 0x10, TC);
	assert_true(b->irq);
	run_us(b, 500);
	assert_false(scl(b));
	wr(b, CR2, STOP);
	assert_false(flag(b, TC));
	wait_for(b, STOPF);
	expect("S 29W 10 P ");
}

static void a_start_in_tc_is_a_repeated_start(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, TO | NBYTES(1));
	feed(b, 0x10, TC);
	wr(b, CR2, TO | RD_WRN | AUTOEND | NBYTES(1));
	wait_for(b, RXNE);
	assert_int_equal(rd(b, RXDR), 0xc0);
	wait_for(b, STOPF);
	expect("S 29W 10 Sr 29R N P ");
}

static void reload_goes_on_in_the_same_message(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, TO | RELOAD | NBYTES(2));
	assert_int_equal(feed(b, 0x10, TCR), 2);
	run_us(b, 100);
	assert_false(scl(b));
	wr(b, CR2, 0x29 << 1 | AUTOEND | NBYTES(1));
	assert_false(flag(b, TCR));
	assert_int_equal(feed(b, 0x20, STOPF), 1);
	expect("S 29W 10 11 20 P ");
}

static void nobody_at_the_address_is_nackf_and_a_stop(void **state)
{
	struct bench *b = *state;

	wr(b, CR1, PE | NACKIE);
	wr(b, CR2, 0x31 << 1 | START | NBYTES(1));
	wait_for(b, NACKF);
	assert_true(b->irq);
	wait_for(b, STOPF);
	assert_false(flag(b, TXIS | TC | BUSY));
	expect("P ");
}

/* The byte that waits in TXDR is not sent, and stays. */
static void a_refused_byte_ends_the_message(void **state)
{
	struct bench *b = *state;

	peer.n_taken = 1;
	wr(b, CR2, TO | NBYTES(5));
	assert_int_equal(feed(b, 0x10, STOPF), 3);
	assert_true(flag(b, NACKF));
	assert_false(flag(b, TXE));
	expect("S 29W 10 11 P ");
}

/* ST's examples of two boards give both the same address. */
static void a_controller_does_not_answer_itself(void **state)
{
	struct bench *b = *state;

	wr(b, OAR1, 1 << 15 | 0x2a << 1);
	wr(b, CR2, 0x2a << 1 | START | AUTOEND | NBYTES(1));
	wait_for(b, STOPF);
	assert_true(flag(b, NACKF));
	assert_false(flag(b, ADDR));
	wr(b, OAR1, 0);
	wr(b, OAR1, 1 << 15 | 0x29 << 1);
	wr(b, ICR, STOPF | NACKF);
	wr(b, CR2, TO | AUTOEND);
	wait_for(b, STOPF);
	assert_false(flag(b, NACKF | ADDR));
	expect("P S 29W P ");
}

/* The target's next bit may be low already: after an ACK it must be read. */
static void a_stop_asked_for_during_an_ack_comes_a_byte_later(void **state)
{
	struct bench *b = *state;

	peer.next = 0x00;
	wr(b, CR2, TO | RD_WRN | AUTOEND | NBYTES(100));
	wait_for(b, RXNE);
	rd(b, RXDR);
	wr(b, CR2, TO | RD_WRN | STOP | NBYTES(100));
	wait_for(b, STOPF);
	expect("S 29R A N P ");
	assert_int_equal(rd(b, RXDR), 0x01);
}

/* embassy issue 4634: STOP asked for after the automatic STOP waits for the
 * next message. */
static void a_stop_too_late_cuts_the_next_message(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, TO | AUTOEND);
	wait_for(b, STOPF);
	run_us(b, 20);
	wr(b, ICR, STOPF);
	wr(b, CR2, STOP);
	wr(b, CR2, TO | AUTOEND | NBYTES(1));
	wait_for(b, STOPF);
	expect("S 29W P S 29W P ");
}

/* --- reading ----------------------------------------------------------- */

static void reading_acknowledges_all_but_the_last(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, TO | RD_WRN | AUTOEND | NBYTES(3));
	for (unsigned i = 0; i < 3; i++) {
		wait_for(b, RXNE);
		assert_int_equal(rd(b, RXDR), 0xc0 + i);
	}
	wait_for(b, STOPF);
	expect("S 29R A A N P ");
}

/* The stretch comes before the acknowledge of the second byte. */
static void a_full_rxdr_holds_scl(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, TO | RD_WRN | AUTOEND | NBYTES(2));
	run_us(b, 500);
	assert_false(scl(b));
	expect("S 29R A ");
	assert_int_equal(rd(b, RXDR), 0xc0);
	wait_for(b, STOPF);
	assert_int_equal(rd(b, RXDR), 0xc1);
	expect("N P ");
}

static void reload_acknowledges_the_last_of_a_chunk(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, TO | RD_WRN | RELOAD | NBYTES(1));
	wait_for(b, TCR);
	assert_int_equal(rd(b, RXDR), 0xc0);
	wr(b, CR2, 0x29 << 1 | RD_WRN | AUTOEND | NBYTES(1));
	wait_for(b, STOPF);
	assert_int_equal(rd(b, RXDR), 0xc1);
	expect("S 29R A N P ");
}

/* --- 10 bits ----------------------------------------------------------- */

static void ten_bits_are_written_to(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, 0x129 | ADD10 | START | AUTOEND | NBYTES(1));
	feed(b, 0x10, STOPF);
	expect("S 129W 10 P ");
}

static void ten_bits_are_read_from_after_the_whole_address(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, 0x129 | ADD10 | RD_WRN | START | AUTOEND | NBYTES(1));
	wait_for(b, STOPF);
	assert_int_equal(rd(b, RXDR), 0xc0);
	expect("S 129W Sr 129R N P ");
}

static void head10r_sends_only_the_header_to_read(void **state)
{
	struct bench *b = *state;

	wr(b, CR2, 0x129 | ADD10 | START | NBYTES(1));
	feed(b, 0x10, TC);
	wr(b, CR2,
	   0x129 | ADD10 | HEAD10R | RD_WRN | START | AUTOEND | NBYTES(1));
	wait_for(b, STOPF);
	expect("S 129W 10 Sr 129R N P ");
}

/* --- others ------------------------------------------------------------ */

static void a_busy_bus_is_waited_for(void **state)
{
	struct bench *b = *state;

	host_writes(b, 0x29, 2);
	run_us(b, 20);
	assert_true(flag(b, BUSY));
	wr(b, CR2, TO | AUTOEND);
	assert_true(rd(b, CR2) & START);
	host_ends(b);
	wait_for(b, STOPF);
	expect("S 29W 10 11 P S 29W P ");
}

/* A host that starts at the same instant and has a lower address. */
static void the_lower_address_wins(void **state)
{
	struct bench *b = *state;

	wr(b, CR1, PE | ERRIE);
	wr(b, CR2, TO | AUTOEND | NBYTES(1));
	host_writes(b, 0x21, 0);
	wait_for(b, ARLO);
	assert_true(b->irq);
	assert_false(rd(b, CR2) & START);
	host_ends(b);
	assert_int_equal(b->result, TW_NO_TARGET);
	assert_false(flag(b, STOPF));
	wr(b, ICR, ARLO);
	wr(b, CR2, TO | AUTOEND);
	wait_for(b, STOPF);
}

/* Another controller addresses us while we wait to start. */
static void clearing_addr_takes_start_back(void **state)
{
	struct bench *b = *state;

	wr(b, CR1, 0);
	be_target(b, 0);
	host_writes(b, 0x30, 0);
	run_us(b, 10);
	wr(b, CR2, TO | AUTOEND);
	wait_for(b, ADDR);
	assert_true(rd(b, CR2) & START);
	wr(b, ICR, ADDR);
	assert_false(rd(b, CR2) & START);
	host_ends(b);
	run_us(b, 200);
	expect("P ");
}

/* Prescaled clock 125 ns. SCL is pulled for 10 of them, seen 50 ns and two
 * cycles of 62.5 ns after it has fallen (20 ns), and high for 4. */
static void scl_has_the_periods_of_timingr(void **state)
{
	struct bench *b = *state;
	uint64_t fall_ns[3], start_ns;

	wr(b, CR2, TO | AUTOEND | NBYTES(0));
	for (unsigned i = 0; i < 3; i++) {
		while (!scl(b))
			tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + 5);
		while (scl(b))
			tw_sim_run(b->sim, tw_sim_now_ns(b->sim) + 5);
		fall_ns[i] = tw_sim_now_ns(b->sim);
	}
	start_ns = fall_ns[2] - fall_ns[1];
	/* low 10 x 125 + 20 + 175, the wire's rise (about 190), high 4 x 125
	 * seen 175 late. */
	assert_in_range(start_ns, 1250 + 195 + 500 + 175 + 150,
			1250 + 195 + 500 + 175 + 300);
}

#define C(name) cmocka_unit_test_setup_teardown(name, up, down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		C(autoend_writes_nbytes_and_stops),
		C(no_bytes_are_an_address_and_a_stop),
		C(an_empty_txdr_holds_scl),
		C(a_byte_written_ahead_goes_first),
		C(without_autoend_tc_holds_scl_until_stop),
		C(a_start_in_tc_is_a_repeated_start),
		C(reload_goes_on_in_the_same_message),
		C(nobody_at_the_address_is_nackf_and_a_stop),
		C(a_refused_byte_ends_the_message),
		C(a_stop_too_late_cuts_the_next_message),
		C(a_stop_asked_for_during_an_ack_comes_a_byte_later),
		C(a_controller_does_not_answer_itself),
		C(reading_acknowledges_all_but_the_last),
		C(a_full_rxdr_holds_scl),
		C(reload_acknowledges_the_last_of_a_chunk),
		C(ten_bits_are_written_to),
		C(ten_bits_are_read_from_after_the_whole_address),
		C(head10r_sends_only_the_header_to_read),
		C(a_busy_bus_is_waited_for),
		C(the_lower_address_wins),
		C(clearing_addr_takes_start_back),
		C(scl_has_the_periods_of_timingr),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
