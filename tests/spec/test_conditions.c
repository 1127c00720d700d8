/* SPDX-License-Identifier: MIT */
/*
 * START and STOP after any bit (UM10204 3.1.10 note 4: devices must reset
 * their logic on them even where they are not expected), and who is told.
 */
#include "party.h"

struct bench {
	tw_sim *sim;
	tw_bus *bus;
	tw_controller *c;
	struct hand h;
	struct party p, q;
};

static void make(struct bench *b)
{
	b->sim = tw_sim_new(0);
	b->bus = tw_bus_new(b->sim, NULL, NULL);
	b->c = tw_controller_new(b->bus, NULL, NULL);
	hand_new(&b->h, b->bus, "hand");
	party_at(&b->p, b->bus, "p", 0x48);
	party_at(&b->q, b->bus, "q", 0x23);
}

static void drop(struct bench *b)
{
	assert_true(tw_bus_level(b->bus, TW_SCL));
	assert_true(tw_bus_level(b->bus, TW_SDA));
	assert_false(tw_bus_busy(b->bus));
	tw_sim_free(b->sim);
	party_leave(&b->p);
	party_leave(&b->q);
}

static void expect_works(struct bench *b)
{
	uint8_t tx[] = {0x77}, rx[1];

	b->q.next = 0x3c;
	assert_int_equal(tw_controller_write_read(b->c, 0x23, tx, 1, rx, 1),
			 TW_OK);
	EXPECT_TOLD(&b->q, "A23w W77 S A23rs R- P");
	assert_int_equal(rx[0], 0x3c);
	assert_int_equal(tw_controller_write_to(b->c, 0x48, tx, 1), TW_OK);
	EXPECT_TOLD(&b->p, "A48w W77 P");
}

/* What p has been told after so many of the bits of S 90+ 5a+ 3c+. */
static const char *told_after(unsigned bits, const char *end)
{
	static char text[64];

	/* The eighth bit has been seen to end at the condition's own rise of
	 * SCL, that is: one bit later. */
	g_snprintf(text, sizeof(text), "%s%s%s%s%s", bits >= 8 ? "A48w" : "",
		   bits >= 17 ? " W5a" : "", bits >= 26 ? " W3c" : "",
		   bits >= 8 ? " " : "", bits >= 8 ? end : "");
	return text;
}

/* @bits of the transfer; the ninth bits are let go. */
static void send_bits(struct bench *b, unsigned bits)
{
	static const uint8_t bytes[] = {0x90, 0x5a, 0x3c};

	hand_start(&b->h);
	for (unsigned i = 0; i < bits; i++)
		hand_bit(&b->h,
			 i % 9 == 8 || (bytes[i / 9] >> (7 - i % 9) & 1));
}

/* Where the target gives its acknowledge SDA is its own, and there is no
 * making a condition. */
static bool is_acknowledge(unsigned bits)
{
	return bits % 9 == 8;
}

static void a_stop_after_any_bit_ends_the_transfer(void **state)
{
	for (unsigned bits = 0; bits <= 27; bits++) {
		struct bench b;

		if (is_acknowledge(bits))
			continue;
		make(&b);
		send_bits(&b, bits);
		hand_stop(&b.h);
		EXPECT_TOLD(&b.p, told_after(bits, "P"));
		assert_int_equal(b.p.n_stops, bits >= 8);
		assert_int_equal(b.p.n_starts, 0);
		assert_false(tw_target_selected(b.p.target));
		expect_works(&b);
		drop(&b);
	}
}

static void a_start_after_any_bit_begins_a_new_transfer(void **state)
{
	for (unsigned bits = 0; bits <= 27; bits++) {
		struct bench b;

		if (is_acknowledge(bits))
			continue;
		make(&b);
		send_bits(&b, bits);
		hand_start(&b.h);
		EXPECT_TOLD(&b.p, told_after(bits, "S"));
		assert_int_equal(hand_byte(&b.h, 0x46, true), 0x46 << 1);
		assert_int_equal(hand_byte(&b.h, 0x99, true), 0x99 << 1);
		hand_stop(&b.h);
		EXPECT_TOLD(&b.p, "");
		EXPECT_TOLD(&b.q, "A23ws W99 P");
		expect_works(&b);
		drop(&b);
	}
}

/* The same while the target sends; where it sends a 1 the wire is free for a
 * condition. */
static void a_condition_inside_a_read_lets_the_target_go(void **state)
{
	for (unsigned bits = 1; bits < 9; bits++)
		for (int stop = 0; stop < 2; stop++) {
			struct bench b;

			make(&b);
			b.p.next = 0xff;
			hand_start(&b.h);
			assert_int_equal(hand_byte(&b.h, 0x91, true),
					 0x91 << 1);
			for (unsigned i = 1; i < bits; i++)
				assert_true(hand_bit(&b.h, true));
			if (stop)
				hand_stop(&b.h);
			else
				hand_start(&b.h);
			assert_false(tw_target_selected(b.p.target));
			/* A STOP needs SDA low where the target sends a 1. */
			EXPECT_TOLD(&b.p, stop ? "A48r lost P" : "A48r S");
			if (!stop)
				hand_stop(&b.h);
			g_string_truncate(b.p.log, 0);
			expect_works(&b);
			drop(&b);
		}
}

static void a_start_right_after_a_start_is_harmless(void **state)
{
	struct bench b;

	make(&b);
	hand_start(&b.h);
	hand_start(&b.h);
	hand_start(&b.h);
	hand_stop(&b.h);
	EXPECT_TOLD(&b.p, "");
	expect_works(&b);
	drop(&b);
}

/* UM10204: "a START immediately followed by a STOP is an illegal format", which
 * most devices survive. */
static void a_void_message_is_survived(void **state)
{
	struct bench b;

	make(&b);
	hand_set(&b.h, TW_SDA, false);
	assert_true(tw_bus_busy(b.bus));
	hand_set(&b.h, TW_SDA, true);
	assert_false(tw_bus_busy(b.bus));
	hand_wait(&b.h, 10000);
	expect_works(&b);
	drop(&b);
}

/* Bus clear, 3.1.16, finds an idle bus. */
static void clocks_on_an_idle_bus_are_nobodys(void **state)
{
	struct bench b;

	make(&b);
	for (int i = 0; i < 300; i++)
		hand_bit(&b.h, true);
	hand_set(&b.h, TW_SCL, true);
	hand_wait(&b.h, 10000);
	assert_false(tw_bus_busy(b.bus));
	EXPECT_TOLD(&b.p, "");
	expect_works(&b);
	drop(&b);
}

/* --- who is told --------------------------------------------------------- */

static void who_hears_all_is_told_of_others_conditions(void **state)
{
	struct tw_target_config config = {.name = "ear", .hears_all = true};
	struct tw_match match = {.addr = 0x30};
	uint8_t tx[] = {1}, rx[1];
	struct party ear;
	struct bench b;

	make(&b);
	party_join(&ear, b.bus, &config, &match, 1);
	tw_controller_write_read(b.c, 0x48, tx, 1, rx, 1);
	EXPECT_TOLD(&ear, "(S) (S) (P)");
	tw_controller_write_read(b.c, 0x30, tx, 1, rx, 1);
	EXPECT_TOLD(&ear, "(S) A30w W01 S A30rs R- P");
	tw_controller_write_to(b.c, 0x31, tx, 1);
	EXPECT_TOLD(&ear, "(S) (P)");
	EXPECT_TOLD(&b.q, "");
	drop(&b);
	party_leave(&ear);
}

static void a_target_listens_to_nothing_until_told(void **state)
{
	struct tw_target_config config = {.name = "new"};
	struct tw_match match[2] = {{.addr = 0x30}, {.addr = 0x31}};
	struct party p;
	struct bench b;

	make(&b);
	party_join(&p, b.bus, &config, NULL, 0);
	assert_int_equal(tw_controller_write_to(b.c, 0x30, NULL, 0),
			 TW_NO_TARGET);
	tw_target_listen(p.target, match, 2);
	assert_int_equal(tw_controller_write_to(b.c, 0x30, NULL, 0), TW_OK);
	assert_int_equal(tw_controller_write_to(b.c, 0x31, NULL, 0), TW_OK);
	tw_target_listen(p.target, match + 1, 1);
	assert_int_equal(tw_controller_write_to(b.c, 0x30, NULL, 0),
			 TW_NO_TARGET);
	tw_target_listen(p.target, NULL, 0);
	assert_int_equal(tw_controller_write_to(b.c, 0x31, NULL, 0),
			 TW_NO_TARGET);
	drop(&b);
	party_leave(&p);
}

/* At every fall of a transfer in turn: it goes on; the next is not ours. */
static void listening_elsewhere_does_not_cut_a_transfer_short(void **state)
{
	for (unsigned bits = 8; bits <= 18; bits++) {
		struct tw_match other = {.addr = 0x30};
		struct bench b;

		make(&b);
		send_bits(&b, bits);
		tw_target_listen(b.p.target, &other, 1);
		for (unsigned i = bits; i < 18; i++)
			hand_bit(&b.h, i % 9 == 8 || (0x5a >> (7 - i % 9) & 1));
		hand_stop(&b.h);
		EXPECT_TOLD(&b.p, "A48w W5a P");
		assert_int_equal(tw_controller_write_to(b.c, 0x48, NULL, 0),
				 TW_NO_TARGET);
		assert_int_equal(tw_controller_write_to(b.c, 0x30, NULL, 0),
				 TW_OK);
		EXPECT_TOLD(&b.p, "A30w P");
		drop(&b);
	}
}

/* --- abandoning ---------------------------------------------------------- */

static void who_abandons_lets_go_and_stays_out(void **state)
{
	static const enum hold_at at[] = {AT_ADDRESS, AT_WRITE, AT_READ,
					  AT_PROCEED};

	for (size_t i = 0; i < G_N_ELEMENTS(at); i++) {
		uint8_t tx[] = {0x12, 0x34}, rx[2] = {0};
		struct bench b;

		make(&b);
		b.p.hold_at = at[i];
		b.p.abandon = true;
		b.p.next = 0x00;
		if (at[i] == AT_READ)
			assert_int_equal(
				tw_controller_read_from(b.c, 0x48, rx, 2),
				TW_OK);
		else
			assert_int_equal(
				tw_controller_write_to(b.c, 0x48, tx, 2),
				at[i] == AT_ADDRESS ? TW_NO_TARGET : TW_NACKED);
		/* A read of nobody is all ones. */
		if (at[i] == AT_READ)
			assert_memory_equal(rx, "\xff\xff", 2);
		b.p.hold_at = AT_NEVER;
		g_string_truncate(b.p.log, 0);
		expect_works(&b);
		drop(&b);
	}
}

static void abandoning_before_the_address_is_deaf_to_it(void **state)
{
	struct bench b;

	make(&b);
	hand_start(&b.h);
	tw_target_abandon(b.p.target);
	assert_int_equal(hand_byte(&b.h, 0x90, true), 0x90 << 1 | 1);
	EXPECT_TOLD(&b.p, "");
	hand_start(&b.h);
	assert_int_equal(hand_byte(&b.h, 0x90, true), 0x90 << 1);
	hand_stop(&b.h);
	EXPECT_TOLD(&b.p, "A48ws P");
	/* On a free bus there is nothing to abandon. */
	tw_target_abandon(b.p.target);
	expect_works(&b);
	drop(&b);
}

/* --- twins --------------------------------------------------------------- */

static void twins_with_equal_data_read_as_one(void **state)
{
	struct party twin;
	struct bench b;
	uint8_t rx[2];

	make(&b);
	party_at(&twin, b.bus, "twin", 0x48);
	b.p.next = twin.next = 0x81;
	assert_int_equal(tw_controller_read_from(b.c, 0x48, rx, 2), TW_OK);
	assert_memory_equal(rx, "\x81\x82", 2);
	EXPECT_TOLD(&b.p, "A48r R+ R- P");
	EXPECT_TOLD(&twin, "A48r R+ R- P");
	drop(&b);
	party_leave(&twin);
}

/* As ARP of SMBus has it: who reads a 0 where it sends a 1 is out. */
static void of_twins_that_differ_the_0_wins_at_each_bit(void **state)
{
	for (unsigned bit = 0; bit < 8; bit++) {
		struct party twin;
		struct bench b;
		uint8_t rx[2];

		make(&b);
		party_at(&twin, b.bus, "twin", 0x48);
		b.p.next = 0xa5 & (uint8_t) ~(0x80 >> bit);
		twin.next = b.p.next ^ (uint8_t)(0xff >> bit);
		rx[0] = b.p.next;
		assert_int_equal(tw_controller_read_from(b.c, 0x48, rx + 1, 1),
				 TW_OK);
		assert_int_equal(rx[1], rx[0]);
		EXPECT_TOLD(&b.p, "A48r R- P");
		EXPECT_TOLD(&twin, "A48r lost P");
		expect_works(&b);
		assert_int_equal(twin.n_lost, 1);
		drop(&b);
		party_leave(&twin);
	}
}

static void one_twin_that_acknowledges_is_enough(void **state)
{
	struct party twin;
	struct bench b;
	uint8_t tx[] = {1, 2};

	make(&b);
	party_at(&twin, b.bus, "twin", 0x48);
	twin.nack_at = 0;
	assert_int_equal(tw_controller_write_to(b.c, 0x48, tx, 2), TW_OK);
	EXPECT_TOLD(&b.p, "A48w W01 W02 P");
	EXPECT_TOLD(&twin, "A48w W01 P");
	twin.refuse = true;
	assert_int_equal(tw_controller_write_to(b.c, 0x48, tx, 1), TW_OK);
	EXPECT_TOLD(&twin, "A48w");
	drop(&b);
	party_leave(&twin);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stop_after_any_bit_ends_the_transfer),
		cmocka_unit_test(a_start_after_any_bit_begins_a_new_transfer),
		cmocka_unit_test(a_condition_inside_a_read_lets_the_target_go),
		cmocka_unit_test(a_start_right_after_a_start_is_harmless),
		cmocka_unit_test(a_void_message_is_survived),
		cmocka_unit_test(clocks_on_an_idle_bus_are_nobodys),
		cmocka_unit_test(who_hears_all_is_told_of_others_conditions),
		cmocka_unit_test(a_target_listens_to_nothing_until_told),
		cmocka_unit_test(
			listening_elsewhere_does_not_cut_a_transfer_short),
		cmocka_unit_test(who_abandons_lets_go_and_stays_out),
		cmocka_unit_test(abandoning_before_the_address_is_deaf_to_it),
		cmocka_unit_test(twins_with_equal_data_read_as_one),
		cmocka_unit_test(of_twins_that_differ_the_0_wins_at_each_bit),
		cmocka_unit_test(one_twin_that_acknowledges_is_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
