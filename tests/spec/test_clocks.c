/* SPDX-License-Identifier: MIT */
/*
 * Clock synchronisation, UM10204 3.1.7: SCL is low for the longest LOW and
 * high for the shortest HIGH; and who waits for SCL too long.
 */
#include "contest.h"

static void set_clock(struct contestant *c, uint32_t low_ns, uint32_t high_ns)
{
	struct tw_controller_config config = *tw_controller_config(c->c);

	config.low_ns = low_ns;
	config.high_ns = high_ns;
	assert_true(tw_controller_configure(c->c, &config, NULL));
}

static void low_is_the_longest_and_high_the_shortest(void **state)
{
	static const struct {
		uint32_t low_a, high_a, low_b, high_b, low, high;
	} rows[] = {
		{10000, 5000, 6000, 9000, 10000, 5000},
		{6000, 9000, 10000, 5000, 10000, 5000},
		{12000, 9000, 6000, 5000, 12000, 5000},
		{6000, 5000, 6000, 5000, 6000, 5000},
		{4735, 4000, 50000, 30000, 50000, 4000},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct contest x;
		struct timing t;

		contest_new(&x, 0, 300);
		set_clock(&x.a, rows[i].low_a, rows[i].high_a);
		set_clock(&x.b, rows[i].low_b, rows[i].high_b);
		contestant_msg(&x.a, 0x48, false, 2, 0x55, 0x0f);
		contestant_msg(&x.b, 0x48, false, 2, 0x55, 0x0f);
		contest_run(&x);
		assert_int_equal(x.a.result, TW_OK);
		assert_int_equal(x.b.result, TW_OK);
		EXPECT_WIRES(x.sim, 0, "S 90+ 55+ 0f+ P");
		g_autoptr(GArray) edges = wires_since(x.sim, 0);
		t = wires_timing(edges);
		/* Low is counted from the pull, or from SCL seen low 35 ns
		 * later by who did not pull first; the rise to VIL takes
		 * 79 ns. High: from VIH, and 15 ns of the fall. */
		assert_in_range(t.low, rows[i].low - 36 + 78, rows[i].low + 80);
		assert_in_range(t.high, rows[i].high + 14, rows[i].high + 16);
		/* To 0.7 VDD SCL rises in 265 ns. */
		assert_in_range(t.period_min, rows[i].low + rows[i].high + 264,
				rows[i].low + rows[i].high + 265 + 36);
		assert_in_range(t.period_max, rows[i].low + rows[i].high + 264,
				rows[i].low + rows[i].high + 265 + 36);
		contest_free(&x);
	}
}

/* Any port that pulls SCL during HIGH begins everybody's LOW. */
static void a_pull_of_scl_ends_the_high_period(void **state)
{
	struct contest x;
	struct hand h;
	struct timing t;

	contest_new(&x, 0, 0);
	set_clock(&x.a, 6000, 50000);
	hand_new(&h, x.bus, "hand");
	contestant_msg(&x.a, 0x48, false, 1, 0x55, 0);
	contestant_begin(&x.a);
	for (int i = 0; i < 18; i++) {
		while (tw_bus_level(x.bus, TW_SCL))
			hand_wait(&h, 100);
		while (!tw_bus_level(x.bus, TW_SCL))
			hand_wait(&h, 100);
		hand_wait(&h, 5000);
		tw_port_drive(h.port, TW_SCL, TW_LOW);
		hand_wait(&h, 500);
		tw_port_drive(h.port, TW_SCL, TW_RELEASE);
	}
	tw_sim_run(x.sim, TW_MS(2));
	assert_int_equal(x.a.result, TW_OK);
	EXPECT_WIRES(x.sim, 0, "S 90+ 55+ P");
	g_autoptr(GArray) edges = wires_since(x.sim, 0);
	t = wires_timing(edges);
	assert_true(t.high < 6000);
	assert_true(t.low >= 6000);
	contest_free(&x);
}

/* --- waiting too long ---------------------------------------------------- */

static void expect_let_go(struct contest *x, struct contestant *c)
{
	struct tw_trace_iter iter = {0};
	const char *name = tw_controller_name(c->c);
	uint8_t drive[2] = {TW_RELEASE, TW_RELEASE};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(x->sim), &iter, &r))
		if (r.kind == TW_RECORD_PULL &&
		    r.source == wires_source(x->sim, name))
			drive[r.line] = r.drive;
	assert_int_equal(drive[TW_SCL], TW_RELEASE);
	assert_int_equal(drive[TW_SDA], TW_RELEASE);
	assert_false(tw_controller_active(c->c));
	assert_int_equal(wires_notes(x->sim, TW_NOTE_STUCK, name), 1);
}

static void a_stretch_beyond_the_timeout_is_stuck(void **state)
{
	static const uint64_t holds[] = {900000, 1100000};

	for (int i = 0; i < 2; i++) {
		struct tw_controller_config config;
		struct contest x;

		contest_new(&x, 0, 0);
		config = *tw_controller_config(x.a.c);
		config.stretch_timeout_ns = TW_MS(1);
		tw_controller_configure(x.a.c, &config, NULL);
		x.p.hold_at = AT_WRITE;
		x.p.hold_ns = holds[i];
		contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
		contestant_begin(&x.a);
		tw_sim_run(x.sim, TW_MS(5));
		assert_true(x.a.done);
		if (i) {
			assert_int_equal(x.a.result, TW_STUCK);
			expect_let_go(&x, &x.a);
		} else {
			assert_int_equal(x.a.result, TW_OK);
			EXPECT_WIRES(x.sim, 0, "S 90+ 12+ P");
		}
		contest_free(&x);
	}
}

static void a_stop_that_sda_does_not_let_happen_is_stuck(void **state)
{
	struct tw_controller_config config;
	struct contest x;

	contest_new(&x, 0, 0);
	config = *tw_controller_config(x.a.c);
	config.stretch_timeout_ns = TW_MS(1);
	tw_controller_configure(x.a.c, &config, NULL);
	/* The byte after the one acknowledged begins with a 0. */
	x.p.next = 0x00;
	contestant_msg(&x.a, 0x48, true, 1, 0, 0);
	x.a.msgs[0].flags |= TW_MSG_ACK_LAST;
	contestant_begin(&x.a);
	tw_sim_run(x.sim, TW_MS(5));
	assert_true(x.a.done);
	assert_int_equal(x.a.result, TW_STUCK);
	expect_let_go(&x, &x.a);
	contest_free(&x);
}

static void a_bus_busy_beyond_the_timeout_is_stuck(void **state)
{
	struct tw_controller_config config;
	struct contest x;
	struct hand h;

	contest_new(&x, 0, 0);
	hand_new(&h, x.bus, "hand");
	config = *tw_controller_config(x.a.c);
	config.busy_timeout_ns = TW_MS(1);
	tw_controller_configure(x.a.c, &config, NULL);
	hand_start(&h);
	contestant_msg(&x.a, 0x48, false, 1, 0x12, 0);
	contestant_begin(&x.a);
	tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + 999999);
	assert_false(x.a.done);
	hand_wait(&h, 1);
	assert_true(x.a.done);
	assert_int_equal(x.a.result, TW_STUCK);
	expect_let_go(&x, &x.a);
	/* Once the bus is free the same controller works. */
	hand_stop(&h);
	assert_int_equal(tw_controller_write_to(x.a.c, 0x48, NULL, 0), TW_OK);
	contest_free(&x);
}

static void a_blocking_transfer_gives_up_when_nothing_can_happen(void **state)
{
	struct contest x;
	struct hand h;
	uint8_t byte = 0x12;

	contest_new(&x, 0, 0);
	hand_new(&h, x.bus, "hand");
	/* SCL held before. */
	hand_set(&h, TW_SCL, false);
	assert_int_equal(tw_controller_write_to(x.a.c, 0x48, &byte, 1),
			 TW_STUCK);
	hand_set(&h, TW_SCL, true);
	/* SDA held before. */
	hand_set(&h, TW_SDA, false);
	assert_int_equal(tw_controller_write_to(x.a.c, 0x48, &byte, 1),
			 TW_STUCK);
	hand_stop(&h);
	/* A target that holds for ever. */
	x.p.hold_at = AT_WRITE;
	x.p.hold_ns = TW_NEVER;
	assert_int_equal(tw_controller_write_to(x.a.c, 0x48, &byte, 1),
			 TW_STUCK);
	assert_true(tw_target_holding(x.p.target));
	tw_target_abandon(x.p.target);
	hand_wait(&h, 10000);
	assert_true(tw_bus_level(x.bus, TW_SCL));
	hand_set(&h, TW_SCL, false);
	hand_stop(&h);
	x.p.hold_at = AT_NEVER;
	assert_int_equal(tw_controller_write_to(x.a.c, 0x48, &byte, 1), TW_OK);
	contest_free(&x);
}

static void a_blocking_transfer_takes_no_longer_than_it_may(void **state)
{
	struct tw_msg m = {.addr = 0x48};
	struct contest x;
	uint64_t from;

	contest_new(&x, 0, 0);
	x.p.hold_at = AT_ADDRESS;
	x.p.hold_ns = TW_S(1);
	from = tw_sim_now_ns(x.sim);
	assert_int_equal(tw_controller_transfer(x.a.c, &m, 1, TW_MS(3)),
			 TW_STUCK);
	assert_int_equal(tw_sim_now_ns(x.sim), from + TW_MS(3));
	/* Any limit beyond the end of time is none. */
	tw_sim_run(x.sim, TW_S(2));
	tw_target_abandon(x.p.target);
	x.p.hold_at = AT_NEVER;
	contest_free(&x);
	contest_new(&x, 0, 0);
	tw_sim_run(x.sim, TW_S(2));
	assert_int_equal(tw_controller_transfer(x.a.c, &m, 1, TW_NEVER - 5),
			 TW_OK);
	contest_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(low_is_the_longest_and_high_the_shortest),
		cmocka_unit_test(a_pull_of_scl_ends_the_high_period),
		cmocka_unit_test(a_stretch_beyond_the_timeout_is_stuck),
		cmocka_unit_test(a_stop_that_sda_does_not_let_happen_is_stuck),
		cmocka_unit_test(a_bus_busy_beyond_the_timeout_is_stuck),
		cmocka_unit_test(
			a_blocking_transfer_gives_up_when_nothing_can_happen),
		cmocka_unit_test(
			a_blocking_transfer_takes_no_longer_than_it_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
