/* SPDX-License-Identifier: MIT */
/* Clock stretching (UM10204 3.1.9): a target may hold SCL low at any bit. */
#include "party.h"

static const uint64_t durations[] = {0,	  1,	249,  251,   300,
				     301, 3000, 4700, 20000, TW_S(1)};

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct party p;
};

static void make(struct bench *b, uint32_t hz, enum hold_at at, uint64_t ns)
{
	struct tw_controller_config config = {.scl_hz = hz};

	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->c = tw_controller_new(b->bus, &config, NULL);
	party_bits_at(&b->p, b->bus, "target", 0x48);
	b->p.hold_at = at;
	b->p.hold_ns = ns;
	b->p.next = 0x5a;
}

static void drop(struct bench *b)
{
	assert_false(tw_target_holding(b->p.target));
	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	tw_sim_free(b->sim);
	party_leave(&b->p);
}

/* The same messages come over, and UM10204 table 10 is kept, whatever is
 * held. */
static uint64_t expect_unharmed(struct bench *b, uint32_t hz, unsigned holds)
{
	uint8_t tx[] = {0x12, 0xed}, rx[2] = {0};
	uint64_t from = tw_sim_now_ns(b->sim);
	struct timing t;

	assert_int_equal(tw_controller_write_read(b->c, 0x48, tx, 2, rx, 2),
			 TW_OK);
	EXPECT_WIRES(b->sim, 0, "S 90+ 12+ ed+ Sr 91+ 5a+ 5b- P");
	EXPECT_TOLD(&b->p, "A48w W12 Wed S A48rs R+ R- P");
	assert_int_equal(b->p.n_holds, holds);
	assert_memory_equal(rx, "\x5a\x5b", 2);
	g_autoptr(GArray) edges = wires_since(b->sim, 0);
	t = wires_timing(edges);
	assert_true(t.su_dat >= (hz > 100000 ? 100 : 250));
	assert_true(t.low >= (hz > 100000 ? 1300 : 4700));
	assert_true(t.high >= (hz > 100000 ? 600 : 4000));
	return tw_sim_now_ns(b->sim) - from;
}

static void hold_everywhere(uint32_t hz)
{
	static const struct {
		enum hold_at at;
		unsigned holds;
	} rows[] = {
		{AT_ADDRESS, 2}, {AT_WRITE, 2}, {AT_READ, 2}, {AT_PROCEED, 3}};
	struct bench b;
	uint64_t plain;

	make(&b, hz, AT_NEVER, 0);
	plain = expect_unharmed(&b, hz, 0);
	drop(&b);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		for (size_t k = 0; k < G_N_ELEMENTS(durations); k++) {
			uint64_t took;

			make(&b, hz, rows[i].at, durations[k]);
			took = expect_unharmed(&b, hz, rows[i].holds) - plain;
			/* Of each hold the low period that was due anyway is
			 * hidden; it ends at most a set-up and a rise late. */
			assert_true(took <=
				    rows[i].holds * (durations[k] + 1200));
			if (durations[k] > 10000)
				assert_true(took >=
					    rows[i].holds *
						    (durations[k] - 10000));
			drop(&b);
		}
}

static void a_hold_in_any_answer_harms_nothing_in_standard_mode(void **state)
{
	hold_everywhere(100000);
}

static void a_hold_in_any_answer_harms_nothing_in_fast_mode(void **state)
{
	hold_everywhere(400000);
}

/* Bits 0 to 7 come in each byte of data, 8 in its acknowledge; an address is
 * selected from its eighth fall on. */
static void a_hold_before_any_bit_harms_nothing(void **state)
{
	for (unsigned bit = 0; bit < 9; bit++)
		for (size_t k = 0; k < G_N_ELEMENTS(durations); k++) {
			struct bench b;

			make(&b, 400000, AT_BIT, durations[k]);
			b.p.hold_bit = bit;
			/* Bit 0 comes after both addresses and after each
			 * byte that another may follow: two written, one
			 * read and acknowledged. */
			expect_unharmed(&b, 400000, bit ? 4 : 5);
			drop(&b);
		}
}

static void every_fall_while_selected_is_told_once(void **state)
{
	uint8_t tx[] = {0x12}, rx[1];
	struct bench b;

	make(&b, 100000, AT_NEVER, 0);
	b.p.log_bits = true;
	tw_controller_write_read(b.c, 0x48, tx, 1, rx, 1);
	EXPECT_TOLD(&b.p, "A48w b0 b1 b2 b3 b4 b5 b6 b7 W12 b8 b0 S "
			  "A48rs b0 b1 b2 b3 b4 b5 b6 b7 b8 R- P");
	drop(&b);
}

static void a_held_question_can_be_refused(void **state)
{
	uint8_t tx[] = {0x12, 0x34};
	struct bench b;

	for (size_t k = 0; k < G_N_ELEMENTS(durations); k++) {
		struct tw_msg m = {.addr = 0x48, .len = 2, .data = tx};

		make(&b, 100000, AT_ADDRESS, durations[k]);
		b.p.ack = false;
		assert_int_equal(tw_controller_transfer(b.c, &m, 1, 0),
				 TW_NO_TARGET);
		EXPECT_WIRES(b.sim, 0, "S 90- P");
		EXPECT_TOLD(&b.p, "A48w");
		drop(&b);
		make(&b, 100000, AT_WRITE, durations[k]);
		b.p.ack = false;
		assert_int_equal(tw_controller_transfer(b.c, &m, 1, 0),
				 TW_NACKED);
		EXPECT_WIRES(b.sim, 0, "S 90+ 12- P");
		EXPECT_TOLD(&b.p, "A48w W12 P");
		drop(&b);
	}
}

/* "SDA valid before SCL rises": byte offered late, first bit against what was
 * on the wire before, on a bus that is slow but legal. */
static void a_late_first_bit_is_set_up_on_slow_wires_too(void **state)
{
	struct tw_bus_config slow = {.pullup_ohm = 2900, .cap_pF = 400};

	for (int first = 0; first < 256; first += 51)
		for (size_t k = 0; k < G_N_ELEMENTS(durations) - 1; k++) {
			g_autoptr(tw_sim) sim = tw_sim_new(0);
			tw_bus *bus = tw_bus_new(sim, &slow, NULL);
			tw_controller *c = tw_controller_new(bus, NULL, NULL);
			uint8_t rx[2];
			struct party p;

			party_at(&p, bus, "target", 0x48);
			p.hold_at = AT_READ;
			p.hold_ns = durations[k];
			p.next = (uint8_t)first;
			assert_int_equal(
				tw_controller_read_from(c, 0x48, rx, 2), TW_OK);
			assert_int_equal(rx[0], first);
			g_autoptr(GArray) edges = wires_since(sim, 0);
			assert_true(wires_timing(edges).su_dat >= 250);
			party_leave(&p);
		}
}

static void given_set_up_and_hold_times_are_kept(void **state)
{
	struct tw_target_config config = {
		.name = "target", .hd_dat_ns = 700, .su_dat_ns = 900};
	struct tw_match match = {.addr = 0x48};
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	tw_controller *c = tw_controller_new(bus, NULL, NULL);
	struct tw_trace_iter iter = {0};
	uint64_t sda = 0, scl_fell = 0;
	unsigned released = 0, changed = 0;
	struct tw_record r;
	struct party p;
	uint8_t rx[2];

	party_join(&p, bus, &config, &match, 1);
	p.hold_at = AT_READ;
	p.hold_ns = 20000;
	p.next = 0x5a;
	tw_controller_read_from(c, 0x48, rx, 2);
	while (tw_trace_next(tw_sim_trace(sim), &iter, &r)) {
		if (r.kind == TW_RECORD_EDGE && r.line == TW_SCL && !r.level)
			scl_fell = r.tick;
		if (r.kind != TW_RECORD_PULL ||
		    r.source != wires_source(sim, "target"))
			continue;
		if (r.line == TW_SDA) {
			changed++;
			sda = r.tick;
			/* After a fall, or late after the hold. */
			assert_true(sda == scl_fell + 700 ||
				    sda == scl_fell + 20000);
		} else if (r.drive == TW_RELEASE) {
			released++;
			assert_int_equal(r.tick, sda + 900);
		}
	}
	assert_int_equal(released, 2);
	assert_true(changed > 8);
	party_leave(&p);
}

/* Two targets on one address: SCL stays low for the slower. */
static void of_two_that_hold_the_slower_counts(void **state)
{
	uint8_t tx[] = {0x12};
	struct bench b;
	struct party q;
	struct timing t;
	uint64_t longest = 0;

	make(&b, 100000, AT_WRITE, 50000);
	party_at(&q, b.bus, "q", 0x48);
	q.hold_at = AT_WRITE;
	q.hold_ns = 90000;
	assert_int_equal(tw_controller_write_to(b.c, 0x48, tx, 1), TW_OK);
	g_autoptr(GArray) edges = wires_since(b.sim, 0);
	t = wires_timing(edges);
	longest = t.period_max;
	assert_in_range(longest, 90000 + 4000, 90000 + 8000);
	drop(&b);
	party_leave(&q);
}

/* The header: called when none is due they do nothing. */
static void answers_to_no_question_do_nothing(void **state)
{
	struct bench b;
	uint8_t tx[] = {0x12};

	make(&b, 100000, AT_NEVER, 0);
	tw_target_answer(b.p.target, true);
	tw_target_offer(b.p.target, 0);
	tw_target_proceed(b.p.target);
	tw_sim_run(b.sim, 1000);
	g_autoptr(GArray) edges = wires_since(b.sim, 0);
	assert_int_equal(edges->len, 0);
	b.p.hold_at = AT_WRITE;
	b.p.hold_ns = TW_NEVER;
	assert_int_equal(tw_controller_write_to(b.c, 0x48, tx, 1), TW_STUCK);
	/* Other questions' answers do not end it. */
	tw_target_offer(b.p.target, 0);
	tw_target_proceed(b.p.target);
	assert_true(tw_target_holding(b.p.target));
	tw_target_answer(b.p.target, false);
	tw_sim_run(b.sim, tw_sim_now_ns(b.sim) + 10000);
	drop(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_hold_in_any_answer_harms_nothing_in_standard_mode),
		cmocka_unit_test(
			a_hold_in_any_answer_harms_nothing_in_fast_mode),
		cmocka_unit_test(a_hold_before_any_bit_harms_nothing),
		cmocka_unit_test(every_fall_while_selected_is_told_once),
		cmocka_unit_test(a_held_question_can_be_refused),
		cmocka_unit_test(a_late_first_bit_is_set_up_on_slow_wires_too),
		cmocka_unit_test(given_set_up_and_hold_times_are_kept),
		cmocka_unit_test(of_two_that_hold_the_slower_counts),
		cmocka_unit_test(answers_to_no_question_do_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
