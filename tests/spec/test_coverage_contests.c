/* SPDX-License-Identifier: MIT */
/*
 * Coverage of what controllers and targets really do to each other, watched
 * while it happens.
 */
#include "contest.h"

#include "covered.h"

static tw_coverage *run(struct contest *x)
{
	tw_coverage *c = tw_coverage_new();

	tw_coverage_watch(c, x->sim);
	contest_run(x);
	tw_coverage_unwatch(c);
	contest_free(x);
	return c;
}

/* Two that write, the same but for @bit of address and data, from 0. */
static tw_coverage *lose_at(unsigned bit)
{
	uint32_t low = 0x2810 << 1;
	uint32_t high = low | 0x10000u >> bit;
	struct contest x;

	contest_new(&x, 0, 0);
	contestant_msg(&x.a, (uint8_t)(low >> 10), low >> 9 & 1, 1,
		       (uint8_t)(low >> 1), 0);
	contestant_msg(&x.b, (uint8_t)(high >> 10), high >> 9 & 1, 1,
		       (uint8_t)(high >> 1), 0);
	return run(&x);
}

static void a_controller_loses_in_address_or_data(void **state)
{
	g_autoptr(tw_coverage) address = lose_at(3);
	g_autoptr(tw_coverage) data = lose_at(8);

	EXPECT_COVERED(address, "arbitration",
		       "controller-lost.address:1 several-start:1");
	EXPECT_COVERED(data, "arbitration",
		       "controller-lost.data:1 several-start:1");
}

static void a_controller_loses_in_the_rw_bit(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct contest x;

	contest_new(&x, 0, 0);
	contestant_msg(&x.a, 0x28, false, 1, 0x12, 0);
	contestant_msg(&x.b, 0x28, true, 1, 0, 0);
	c = run(&x);
	EXPECT_COVERED(c, "arbitration",
		       "controller-lost.rw:1 several-start:1");
}

/* One wants a byte less than the other: its NACK loses against an ACK. */
static void a_controller_loses_in_the_acknowledge(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct contest x;

	contest_new(&x, 0, 0);
	contestant_msg(&x.a, 0x28, true, 1, 0, 0);
	contestant_msg(&x.b, 0x28, true, 2, 0, 0);
	c = run(&x);
	EXPECT_COVERED(c, "arbitration",
		       "controller-lost.ack:1 several-start:1");
}

static void identical_messages_are_no_loss(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct contest x;

	contest_new(&x, 0, 0);
	for (unsigned i = 0; i < 2; i++) {
		contestant_msg(&x.a, 0x28, i, 1, 0x12, 0);
		contestant_msg(&x.b, 0x28, i, 1, 0x12, 0);
	}
	c = run(&x);
	/* START and repeated START. */
	EXPECT_COVERED(c, "arbitration",
		       "identical.controllers:1 several-start:2");
	EXPECT_COVERED(c, "condition", "start:1");
}

static void who_waits_for_another_s_low_is_synchronised(void **state)
{
	g_autoptr(tw_coverage) c = NULL;
	struct tw_controller_config config;
	struct contest x;

	contest_new(&x, 0, 0);
	config = *tw_controller_config(x.b.c);
	config.low_ns += 1000;
	assert_true(tw_controller_configure(x.b.c, &config, NULL));
	contestant_msg(&x.a, 0x28, false, 0, 0, 0);
	contestant_msg(&x.b, 0x28, false, 0, 0, 0);
	c = run(&x);
	/* The lows before nine bits and before the STOP. */
	EXPECT_COVERED(c, "arbitration",
		       "identical.controllers:1 several-start:1 "
		       "synchronised-clock:10");
}

/* --- UM10204 3.1.8: what is undefined ---------------------------------- */

static void expect_undefined(struct contest *x, uint32_t high_ns,
			     const char *which)
{
	static const char *const all[] = {"undefined.restart-data",
					  "undefined.restart-stop",
					  "undefined.stop-data"};
	struct tw_controller_config config = *tw_controller_config(x->b.c);
	g_autoptr(tw_coverage) c = NULL;

	config.high_ns = high_ns;
	assert_true(tw_controller_configure(x->b.c, &config, NULL));
	c = run(x);
	for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
		if ((tw_coverage_hits(c, "arbitration", all[i]) > 0) !=
		    !strcmp(all[i], which)) {
			g_autofree char *got = covered_group(c, "arbitration");

			fail_msg("%s, but %s", which, got);
		}
	assert_int_equal(
		tw_coverage_hits(c, "arbitration", "identical.controllers"), 0);
}

static void a_repeated_start_against_a_data_bit(void **state)
{
	static const uint32_t high_ns[] = {4000, 9000};

	for (unsigned i = 0; i < 4; i++) {
		struct contest x;

		contest_new(&x, 0, 0);
		contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
		contestant_msg(&x.a, 0x48, true, 1, 0, 0);
		contestant_msg(&x.b, 0x48, false, 2, 0x12, i & 1 ? 0xff : 0);
		expect_undefined(&x, high_ns[i / 2], "undefined.restart-data");
	}
}

static void a_stop_against_a_data_bit(void **state)
{
	static const uint32_t high_ns[] = {3500, 9000};

	for (unsigned i = 0; i < 4; i++) {
		struct contest x;

		contest_new(&x, 0, 0);
		contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
		contestant_msg(&x.b, 0x48, false, 2, 0x12, i & 1 ? 0xff : 0);
		expect_undefined(&x, high_ns[i / 2], "undefined.stop-data");
	}
}

static void a_repeated_start_against_a_stop(void **state)
{
	struct contest x;

	contest_new(&x, 0, 0);
	contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
	contestant_msg(&x.a, 0x48, true, 1, 0, 0);
	contestant_msg(&x.b, 0x48, false, 1, 0x12, 0);
	expect_undefined(&x, 4000, "undefined.restart-stop");
}

/* --- stretching by the engine's targets -------------------------------- */

static void a_held_question_is_a_stretch_at_its_bit(void **state)
{
	static const struct {
		enum hold_at at;
		bool read;
		const char *want;
	} rows[] = {
		{AT_ADDRESS, false, "address.ack:1"},
		{AT_WRITE, false, "write.ack:1"},
		{AT_READ, true, "read.1:1"},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(tw_coverage) c = tw_coverage_new();
		struct contest x;

		contest_new(&x, 0, 0);
		tw_coverage_watch(c, x.sim);
		x.p.hold_at = rows[i].at;
		x.p.hold_ns = 30000;
		contestant_msg(&x.a, 0x48, rows[i].read, 1, 0x12, 0);
		contestant_begin(&x.a);
		tw_sim_run(x.sim, TW_MS(2));
		assert_true(x.a.done);
		tw_coverage_unwatch(c);
		contest_free(&x);
		EXPECT_COVERED(c, "stretch-target", rows[i].want);
		EXPECT_COVERED(c, "stretch-controller", "");
	}
}

/* --- watching ---------------------------------------------------------- */

static void busy_transfers(struct contest *x)
{
	contest_new(x, 0, 700);
	contestant_msg(&x->a, 0x48, false, 2, 0x12, 0x34);
	contestant_msg(&x->a, 0x48, true, 2, 0, 0);
	contestant_msg(&x->b, 0x49, false, 2, 0x56, 0x78);
}

static void watching_changes_nothing_and_sees_what_the_trace_has(void **state)
{
	g_autoptr(tw_coverage) live = tw_coverage_new();
	g_autoptr(tw_coverage) later = tw_coverage_new();
	g_autoptr(GString) one = g_string_new(NULL);
	g_autoptr(GString) two = g_string_new(NULL);
	g_autoptr(GString) bare = g_string_new(NULL);
	g_autoptr(GString) watched = g_string_new(NULL);
	struct contest x;

	for (unsigned i = 0; i < 2; i++) {
		struct tw_trace_iter iter = {0};
		struct tw_record r;

		busy_transfers(&x);
		if (i)
			tw_coverage_watch(live, x.sim);
		contest_run(&x);
		tw_coverage_unwatch(live);
		while (tw_trace_next(tw_sim_trace(x.sim), &iter, &r))
			g_string_append_printf(
				i ? watched : bare,
				"%" G_GUINT64_FORMAT " %u %u %u %u\n", r.tick,
				r.source, r.kind, r.line,
				(unsigned)r.level << 8 | r.drive);
		if (i)
			tw_coverage_add_trace(later, tw_sim_trace(x.sim));
		contest_free(&x);
	}
	assert_string_equal(bare->str, watched->str);
	tw_coverage_to_json(live, one);
	tw_coverage_to_json(later, two);
	assert_string_equal(one->str, two->str);
	EXPECT_COVERED(live, "restart", "write.next:1");
}

int main(void)
{
	const struct CMUnitTest contests[] = {
		cmocka_unit_test(a_controller_loses_in_address_or_data),
		cmocka_unit_test(a_controller_loses_in_the_rw_bit),
		cmocka_unit_test(a_controller_loses_in_the_acknowledge),
		cmocka_unit_test(identical_messages_are_no_loss),
		cmocka_unit_test(who_waits_for_another_s_low_is_synchronised),
		cmocka_unit_test(a_repeated_start_against_a_data_bit),
		cmocka_unit_test(a_stop_against_a_data_bit),
		cmocka_unit_test(a_repeated_start_against_a_stop),
		cmocka_unit_test(a_held_question_is_a_stretch_at_its_bit),
		cmocka_unit_test(
			watching_changes_nothing_and_sees_what_the_trace_has),
	};

	return cmocka_run_group_tests(contests, NULL, NULL);
}
