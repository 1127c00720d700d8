/* SPDX-License-Identifier: MIT */
/*
 * The three combinations in which UM10204 3.1.8 does not allow arbitration: a
 * repeated START against a data bit, a STOP against a data bit, a repeated
 * START against a STOP. They are reported, somebody gives way, and the wires
 * go on by wired-AND: the bus is free in the end and the next transfer works.
 */
#include "contest.h"

/* Sends @high_ns long highs, so that it is later or sooner than the other's
 * counting to its condition. */
static void set_high(struct contestant *c, uint32_t high_ns)
{
	struct tw_controller_config config = *tw_controller_config(c->c);

	config.high_ns = high_ns;
	assert_true(tw_controller_configure(c->c, &config, NULL));
}

static void expect_reported(struct contest *x, const char *who)
{
	if (!wires_notes(x->sim, TW_NOTE_UNDEFINED, who))
		fail_msg("%s reports nothing", who ? who : "nobody");
	assert_true((x->a.result == TW_OK) + (x->b.result == TW_OK) <= 1);
	assert_int_equal(tw_controller_write_to(x->a.c, 0x48, NULL, 0), TW_OK);
	assert_int_equal(tw_controller_write_to(x->b.c, 0x48, NULL, 0), TW_OK);
}

static void start_against_data(uint8_t data, uint32_t high_ns,
			       const char *loser)
{
	struct contest x;

	contest_new(&x, 0, 0);
	set_high(&x.b, high_ns);
	contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
	contestant_msg(&x.a, 0x48, true, 1, 0, 0);
	contestant_msg(&x.b, 0x48, false, 2, 0x12, data);
	contest_run(&x);
	assert_int_equal((loser[0] == 'a' ? &x.a : &x.b)->result,
			 TW_ARBITRATION_LOST);
	assert_int_equal((loser[0] == 'a' ? &x.b : &x.a)->result, TW_OK);
	expect_reported(&x, loser);
	contest_free(&x);
}

static void a_repeated_start_against_a_data_bit_is_reported(void **state)
{
	/* The other's 1 lasts shorter than tSU;STA, or longer. */
	start_against_data(0xff, 4000, "a");
	start_against_data(0xff, 9000, "b");
	start_against_data(0x00, 4000, "a");
	start_against_data(0x00, 9000, "a");
}

static void a_repeated_start_at_the_end_of_a_1_is_reported(void **state)
{
	/* SDA falls while SCL does. */
	for (uint32_t high = 4600; high < 4800; high += 3) {
		struct contest x;

		contest_new(&x, 0, 0);
		set_high(&x.b, high);
		contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
		contestant_msg(&x.a, 0x48, true, 1, 0, 0);
		contestant_msg(&x.b, 0x48, false, 2, 0x12, 0xff);
		contest_run(&x);
		expect_reported(&x, NULL);
		contest_free(&x);
	}
}

static void stop_against_data(uint8_t data, uint32_t high_ns, const char *loser)
{
	struct contest x;

	contest_new(&x, 0, 0);
	set_high(&x.b, high_ns);
	contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
	contestant_msg(&x.b, 0x48, false, 2, 0x12, data);
	contest_run(&x);
	assert_int_equal((loser[0] == 'a' ? &x.a : &x.b)->result,
			 TW_ARBITRATION_LOST);
	assert_int_equal((loser[0] == 'a' ? &x.b : &x.a)->result, TW_OK);
	expect_reported(&x, loser);
	contest_free(&x);
}

static void a_stop_against_a_data_bit_is_reported(void **state)
{
	stop_against_data(0x00, 3500, "a");
	stop_against_data(0x00, 9000, "a");
	stop_against_data(0xff, 3500, "b");
	stop_against_data(0xff, 9000, "b");
}

static void a_repeated_start_against_a_stop_is_reported(void **state)
{
	struct contest x;

	contest_new(&x, 0, 0);
	contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
	contestant_msg(&x.a, 0x48, true, 1, 0, 0);
	contestant_msg(&x.b, 0x48, false, 1, 0x12, 0);
	contest_run(&x);
	assert_int_equal(x.a.result, TW_ARBITRATION_LOST);
	assert_int_equal(x.b.result, TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 90+ 12+ P");
	/* Once, and not as the data bit that it was none. */
	assert_int_equal(wires_notes(x.sim, TW_NOTE_UNDEFINED, "a"), 1);
	expect_reported(&x, "a");
	contest_free(&x);
}

/* Nothing of the kind is reported where all is well. */
static void ordinary_arbitration_is_not_reported_as_undefined(void **state)
{
	struct contest x;

	contest_new(&x, 0, 0);
	contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
	contestant_msg(&x.b, 0x48, false, 1, 0x13, 0);
	contest_run(&x);
	assert_int_equal(wires_notes(x.sim, TW_NOTE_UNDEFINED, NULL), 0);
	assert_int_equal(wires_notes(x.sim, TW_NOTE_ARBITRATION_LOST, "b"), 1);
	contest_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_repeated_start_against_a_data_bit_is_reported),
		cmocka_unit_test(
			a_repeated_start_at_the_end_of_a_1_is_reported),
		cmocka_unit_test(a_stop_against_a_data_bit_is_reported),
		cmocka_unit_test(a_repeated_start_against_a_stop_is_reported),
		cmocka_unit_test(
			ordinary_arbitration_is_not_reported_as_undefined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
