/* SPDX-License-Identifier: MIT */
/* Arbitration: UM10204 3.1.8. */
#include "contest.h"

/* Starts so far apart, in ns; 4000 is tHD;STA. */
static const uint32_t apart[] = {0, 1, 36, 700, 2500, 3999};

/* The instant of the @nth rise of SCL, from 0. */
static uint64_t nth_rise(tw_sim *sim, unsigned nth)
{
	g_autoptr(GArray) edges = wires_since(sim, 0);

	for (guint i = 0; i < edges->len; i++) {
		struct edge e = g_array_index(edges, struct edge, i);

		if (e.line == TW_SCL && e.level && !nth--)
			return e.ns;
	}
	fail_msg("SCL did not rise so often");
	return 0;
}

static uint64_t time_of_note(tw_sim *sim, enum tw_note note)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &r))
		if (r.kind == TW_RECORD_NOTE && r.note == (uint32_t)note)
			return r.tick;
	fail_msg("no such note");
	return 0;
}

/* @loser sends a 1 where @winner sends a 0, for the first time in bit @bit of
 * all it sends. Ninth bits count. */
static void expect_lost_at(struct contest *x, struct contestant *winner,
			   struct contestant *loser, unsigned bit)
{
	const char *name = tw_controller_name(loser->c);

	assert_int_equal(winner->result, TW_OK);
	assert_int_equal(loser->result, TW_ARBITRATION_LOST);
	assert_int_equal(loser->done_ns, nth_rise(x->sim, bit));
	assert_int_equal(wires_notes(x->sim, TW_NOTE_ARBITRATION_LOST, NULL),
			 1);
	assert_int_equal(wires_notes(x->sim, TW_NOTE_ARBITRATION_LOST, name),
			 1);
	assert_int_equal(time_of_note(x->sim, TW_NOTE_ARBITRATION_LOST),
			 nth_rise(x->sim, bit));
	assert_int_equal(wires_notes(x->sim, TW_NOTE_UNDEFINED, NULL), 0);
	assert_false(tw_controller_active(loser->c));
}

/* Differ first in bit @bit of the first byte; after it the loser sends all
 * the contrary. */
static void contend_in_the_address(unsigned bit, uint32_t latency_a,
				   uint32_t latency_b, bool a_wins)
{
	uint8_t low = (uint8_t)(0x5a & ~(0x80 >> bit));
	uint8_t high = low ^ (uint8_t)(0xff >> bit);
	struct contestant *winner, *loser;
	char wires[32], told[32];
	struct contest x;

	contest_new(&x, latency_a, latency_b);
	winner = a_wins ? &x.a : &x.b;
	loser = a_wins ? &x.b : &x.a;
	x.p.next = 0x12;
	contestant_msg(winner, low >> 1, low & 1, 2, 0x12, 0x13);
	contestant_msg(loser, high >> 1, high & 1, 2, 0xed, 0xec);
	contest_run(&x);
	expect_lost_at(&x, winner, loser, bit);
	g_snprintf(wires, sizeof(wires), "S %02x+ 12+ 13%c P", low,
		   low & 1 ? '-' : '+');
	EXPECT_WIRES(x.sim, 0, wires);
	g_snprintf(told, sizeof(told),
		   low & 1 ? "A%02xr R+ R- P" : "A%02xw W12 W13 P", low >> 1);
	EXPECT_TOLD(&x.p, told);
	contest_free(&x);
}

static void who_sends_the_first_1_of_the_address_byte_loses(void **state)
{
	for (unsigned bit = 0; bit < 8; bit++)
		for (size_t i = 0; i < G_N_ELEMENTS(apart); i++) {
			contend_in_the_address(bit, 0, apart[i], true);
			contend_in_the_address(bit, 0, apart[i], false);
			contend_in_the_address(bit, apart[i], 0, true);
		}
}

static void contend_in_the_data(unsigned bit, uint32_t latency_b, bool a_wins)
{
	uint16_t low = (uint16_t)(0x5aa5 & ~(0x8000 >> bit));
	uint16_t high = low ^ (uint16_t)(0xffff >> bit);
	struct contestant *winner, *loser;
	char wires[32];
	struct contest x;

	contest_new(&x, 0, latency_b);
	winner = a_wins ? &x.a : &x.b;
	loser = a_wins ? &x.b : &x.a;
	contestant_msg(winner, 0x48, false, 2, (uint8_t)(low >> 8),
		       (uint8_t)low);
	contestant_msg(loser, 0x48, false, 2, (uint8_t)(high >> 8),
		       (uint8_t)high);
	contest_run(&x);
	expect_lost_at(&x, winner, loser, 9 + bit + bit / 8);
	assert_int_equal(winner->msgs[0].n_done, 2);
	assert_int_equal(loser->msgs[0].n_done, bit / 8);
	g_snprintf(wires, sizeof(wires), "S 90+ %02x+ %02x+ P", low >> 8,
		   low & 0xff);
	EXPECT_WIRES(x.sim, 0, wires);
	contest_free(&x);
}

static void who_sends_the_first_1_of_the_data_loses(void **state)
{
	for (unsigned bit = 0; bit < 16; bit++)
		for (size_t i = 0; i < G_N_ELEMENTS(apart); i++) {
			contend_in_the_data(bit, apart[i], true);
			contend_in_the_data(bit, apart[i], false);
		}
}

static void identical_messages_both_succeed_unnoticed(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(apart); i++) {
		struct contest x;

		contest_new(&x, 0, apart[i]);
		contestant_msg(&x.a, 0x48, false, 2, 0x12, 0x34);
		contestant_msg(&x.b, 0x48, false, 2, 0x12, 0x34);
		contestant_msg(&x.a, 0x48, true, 2, 0, 0);
		contestant_msg(&x.b, 0x48, true, 2, 0, 0);
		x.p.next = 0x55;
		contest_run(&x);
		assert_int_equal(x.a.result, TW_OK);
		assert_int_equal(x.b.result, TW_OK);
		assert_memory_equal(x.a.data[1], "\x55\x56", 2);
		assert_memory_equal(x.b.data[1], "\x55\x56", 2);
		EXPECT_WIRES(x.sim, 0, "S 90+ 12+ 34+ Sr 91+ 55+ 56- P");
		EXPECT_TOLD(&x.p, "A48w W12 W34 S A48rs R+ R- P");
		assert_int_equal(
			wires_notes(x.sim, TW_NOTE_ARBITRATION_LOST, NULL), 0);
		assert_int_equal(wires_notes(x.sim, TW_NOTE_UNDEFINED, NULL),
				 0);
		contest_free(&x);
	}
}

/* The one that does not want the third byte gives a NACK, the other an ACK:
 * a 1 against a 0. */
static void of_two_reads_the_shorter_loses_at_its_nack(void **state)
{
	struct contest x;

	contest_new(&x, 0, 1000);
	contestant_msg(&x.a, 0x48, true, 2, 0, 0);
	contestant_msg(&x.b, 0x48, true, 3, 0, 0);
	x.p.next = 0x55;
	contest_run(&x);
	expect_lost_at(&x, &x.b, &x.a, 26);
	assert_memory_equal(x.b.data[0], "\x55\x56\x57", 3);
	EXPECT_WIRES(x.sim, 0, "S 91+ 55+ 56+ 57- P");
	EXPECT_TOLD(&x.p, "A48r R+ R+ R- P");
	contest_free(&x);
}

static bool loser_was_done;

static enum tw_answer note_order(void *user, const struct tw_address *a)
{
	struct contest *x = user;

	loser_was_done = x->b.done;
	assert_int_equal(a->addr, 0x23);
	return TW_ACK;
}

/* "It must therefore switch over immediately to its target mode." */
static void a_loser_can_be_addressed_by_the_winner_at_once(void **state)
{
	static const struct tw_target_ops ops = {.address = note_order};

	/* The last bit in which 0x23 << 1 can win is bit 6. */
	for (unsigned bit = 0; bit < 7; bit++) {
		uint8_t other = 0x23 << 1 ^ (uint8_t)(0x80 >> bit);
		struct tw_match match = {.addr = 0x23};
		struct contest x;
		struct tw_target_config config = {
			.name = "b's target", .ops = &ops, .user = &x};
		tw_target *t;

		if (!(other >> (7 - bit) & 1))
			continue; /* 0x23 has the 1 there */
		contest_new(&x, 0, 500);
		tw_target_listen(x.p.target, NULL, 0);
		t = tw_target_new(x.bus, &config);
		tw_target_listen(t, &match, 1);
		contestant_msg(&x.a, 0x23, false, 1, 0x77, 0);
		contestant_msg(&x.b, other >> 1, false, 1, 0x88, 0);
		loser_was_done = false;
		contest_run(&x);
		assert_true(loser_was_done);
		expect_lost_at(&x, &x.a, &x.b, bit);
		EXPECT_WIRES(x.sim, 0, "S 46+ 77+ P");
		contest_free(&x);
	}
}

/* Whoever wins, none may spoil the other, wherever in the fall of SCL that
 * ends tHD;STA the second START comes. */
static void around_the_end_of_thd_sta_nothing_is_corrupted(void **state)
{
	unsigned contended = 0, waited = 0;

	for (uint32_t dt = 3980; dt < 4120; dt += 3) {
		struct contest x;

		contest_new(&x, 0, dt);
		contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
		contestant_msg(&x.b, 0x49, false, 1, 0x34, 0);
		contest_run(&x);
		assert_int_equal(x.a.result, TW_OK);
		if (x.b.result == TW_OK) {
			waited++;
			EXPECT_WIRES(x.sim, 0, "S 90+ 12+ P S 92+ 34+ P");
		} else {
			contended++;
			assert_int_equal(x.b.result, TW_ARBITRATION_LOST);
			EXPECT_WIRES(x.sim, 0, "S 90+ 12+ P");
		}
		contest_free(&x);
	}
	assert_true(contended > 0);
	assert_true(waited > 0);
}

static void a_start_beyond_thd_sta_waits_for_the_bus(void **state)
{
	struct contest x;
	struct timing t;

	contest_new(&x, 0, 6000);
	contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
	contestant_msg(&x.b, 0x20, false, 1, 0x34, 0);
	contest_run(&x);
	assert_int_equal(x.a.result, TW_OK);
	assert_int_equal(x.b.result, TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 90+ 12+ P S 40+ 34+ P");
	g_autoptr(GArray) edges = wires_since(x.sim, 0);
	t = wires_timing(edges);
	assert_true(t.buf >= 4700 + 6000);
	assert_int_equal(wires_notes(x.sim, TW_NOTE_ARBITRATION_LOST, NULL), 0);
	contest_free(&x);
}

/* A transfer asked for at any time during another's begins tBUF after its
 * STOP. */
static void a_late_comer_waits_for_stop_and_tbuf(void **state)
{
	for (uint64_t late = 5000; late < 320000; late += 7300) {
		struct contest x;
		struct timing t;

		contest_new(&x, 0, 0);
		contestant_msg(&x.a, 0x48, false, 2, 0x12, 0x34);
		contestant_msg(&x.b, 0x20, false, 1, 0x56, 0);
		contestant_begin(&x.a);
		tw_sim_run(x.sim, late);
		contestant_begin(&x.b);
		tw_sim_run(x.sim, TW_MS(2));
		assert_int_equal(x.a.result, TW_OK);
		assert_int_equal(x.b.result, TW_OK);
		EXPECT_WIRES(x.sim, 0, "S 90+ 12+ 34+ P S 40+ 56+ P");
		g_autoptr(GArray) edges = wires_since(x.sim, 0);
		t = wires_timing(edges);
		assert_true(t.buf >= 4700);
		contest_free(&x);
	}
}

/* --- many ---------------------------------------------------------------- */

enum { MANY = 16 };

static unsigned losses;

static void again(void *user, enum tw_result result)
{
	struct contestant *c = user;

	if (result == TW_ARBITRATION_LOST) {
		losses++;
		tw_controller_begin(c->c, c->msgs, c->n_msgs, again, c);
	} else {
		c->done = true;
		c->result = result;
	}
}

/* All ask again at once when they lose, so that each round is won by the
 * smallest of what is left: 15 lose, then 14, ... */
static void sixteen_controllers_finish_one_a_round_in_order(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(0);
	tw_bus *bus = tw_bus_new(sim, NULL, NULL);
	struct contestant c[MANY];
	g_autoptr(GString) want = g_string_new(NULL);
	struct party p;

	party_at(&p, bus, "target", 0x48);
	losses = 0;
	for (unsigned i = 0; i < MANY; i++) {
		char name[8];

		g_snprintf(name, sizeof(name), "c%u", i);
		contestant_new(&c[i], bus, name, i * 211 % 3900);
		contestant_msg(&c[i], 0x48, false, 2,
			       (uint8_t)(0xf0 | (i * 7 + 3) % MANY),
			       (uint8_t)i);
	}
	for (unsigned i = 0; i < MANY; i++)
		tw_controller_begin(c[i].c, c[i].msgs, 1, again, &c[i]);
	tw_sim_run(sim, TW_MS(20));
	for (unsigned i = 0; i < MANY; i++) {
		assert_true(c[i].done);
		assert_int_equal(c[i].result, TW_OK);
	}
	for (unsigned value = 0; value < MANY; value++)
		for (unsigned i = 0; i < MANY; i++)
			if ((i * 7 + 3) % MANY == value)
				g_string_append_printf(
					want, "%sA48w Wf%x W%02x P",
					value ? " " : "", value, i);
	EXPECT_TOLD(&p, want->str);
	assert_int_equal(losses, MANY * (MANY - 1) / 2);
	assert_int_equal(wires_notes(sim, TW_NOTE_ARBITRATION_LOST, NULL),
			 losses);
	party_leave(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			who_sends_the_first_1_of_the_address_byte_loses),
		cmocka_unit_test(who_sends_the_first_1_of_the_data_loses),
		cmocka_unit_test(identical_messages_both_succeed_unnoticed),
		cmocka_unit_test(of_two_reads_the_shorter_loses_at_its_nack),
		cmocka_unit_test(
			a_loser_can_be_addressed_by_the_winner_at_once),
		cmocka_unit_test(
			around_the_end_of_thd_sta_nothing_is_corrupted),
		cmocka_unit_test(a_start_beyond_thd_sta_waits_for_the_bus),
		cmocka_unit_test(a_late_comer_waits_for_stop_and_tbuf),
		cmocka_unit_test(
			sixteen_controllers_finish_one_a_round_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
