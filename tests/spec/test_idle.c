/* SPDX-License-Identifier: MIT */
/*
 * A bus whose STOP never came, and a bus-idle detector (SMBus: both wires high
 * for longer than tHIGH:MAX, 50 us, are a free bus; OpenTitan's testpoint of
 * the bus idle delay).
 */
#include "contest.h"

enum { IDLE = 50000 };

/* An ideal controller that counts, and a hand that leaves the bus mid-byte. */
struct idle {
	tw_sim *sim;
	tw_bus *bus;
	struct contestant c;
	struct hand h;
	struct party p;
};

static void idle_new(struct idle *x, uint32_t idle_ns, uint64_t busy_ns)
{
	struct tw_controller_config config = {
		.name = "c", .idle_ns = idle_ns, .busy_timeout_ns = busy_ns};

	memset(x, 0, sizeof(*x));
	x->sim = tw_sim_new(0);
	x->bus = tw_bus_new(x->sim, NULL, NULL);
	x->c.c = tw_controller_new(x->bus, &config, NULL);
	party_at(&x->p, x->bus, "target", 0x48);
	hand_new(&x->h, x->bus, "hand");
	/* A host that vanishes after three bits. */
	hand_start(&x->h);
	for (int i = 0; i < 3; i++)
		hand_bit(&x->h, i & 1);
	tw_port_drive(x->h.port, TW_SDA, TW_RELEASE);
	hand_wait(&x->h, HAND_NS);
	tw_port_drive(x->h.port, TW_SCL, TW_RELEASE);
	hand_wait(&x->h, 1000);
	assert_true(tw_bus_busy(x->bus));
	contestant_msg(&x->c, 0x48, false, 1, 0x12, 0);
}

static void idle_free(struct idle *x)
{
	tw_sim_free(x->sim);
	party_leave(&x->p);
}

/* When the controller first pulled SDA. */
static uint64_t first_pull(struct idle *x)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;

	while (tw_trace_next(tw_sim_trace(x->sim), &iter, &r))
		if (r.kind == TW_RECORD_PULL &&
		    r.source == wires_source(x->sim, "c"))
			return r.tick;
	fail_msg("it pulled nothing");
	return 0;
}

static void without_it_a_lost_stop_keeps_the_bus_busy(void **state)
{
	struct idle x;

	idle_new(&x, 0, 0);
	contestant_begin(&x.c);
	tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_S(1));
	assert_false(x.c.done);
	idle_free(&x);
	idle_new(&x, 0, TW_MS(2));
	contestant_begin(&x.c);
	tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_S(1));
	assert_int_equal(x.c.result, TW_STUCK);
	idle_free(&x);
}

static void with_it_start_comes_when_the_time_is_over(void **state)
{
	static const uint32_t rows[] = {IDLE, 10000, 35000000};

	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct idle x;
		uint64_t asked;

		idle_new(&x, rows[i], 0);
		asked = tw_sim_now_ns(x.sim);
		contestant_begin(&x.c);
		tw_sim_run(x.sim, asked + TW_MS(50));
		assert_int_equal(x.c.result, TW_OK);
		assert_int_equal(first_pull(&x), asked + rows[i]);
		EXPECT_TOLD(&x.p, "A48ws W12 P");
		idle_free(&x);
	}
}

/* Whatever moves before the time is over begins it anew. */
static void an_edge_begins_the_time_anew(void **state)
{
	for (enum tw_line line = TW_SCL; line <= TW_SDA; line++)
		for (uint64_t at = 1000; at < IDLE; at += 7000) {
			struct idle x;
			uint64_t rose;

			idle_new(&x, IDLE, 0);
			contestant_begin(&x.c);
			hand_wait(&x.h, at);
			tw_port_drive(x.h.port, line, TW_LOW);
			hand_wait(&x.h, 2000);
			tw_port_drive(x.h.port, line, TW_RELEASE);
			rose = tw_sim_now_ns(x.sim) + 265;
			tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_MS(2));
			assert_int_equal(x.c.result, TW_OK);
			/* A pull of SDA and its release are a START and a
			 * STOP: after it tBUF is enough, 4.7 us. */
			if (line == TW_SDA)
				assert_in_range(first_pull(&x), rose + 4700,
						rose + 4702);
			else
				assert_in_range(first_pull(&x), rose + IDLE,
						rose + IDLE + 2);
			idle_free(&x);
		}
}

/* A transfer under way is never mistaken for an idle bus: SCL is not high for
 * as long as that. */
static void a_late_joiner_does_not_break_into_a_transfer(void **state)
{
	for (uint64_t late = 3000; late < 280000; late += 4999) {
		struct tw_controller_config config;
		struct contest x;

		contest_new(&x, 0, 0);
		config = *tw_controller_config(x.b.c);
		config.idle_ns = IDLE;
		assert_true(tw_controller_configure(x.b.c, &config, NULL));
		contestant_msg(&x.a, 0x48, false, 2, 0x12, 0x34);
		contestant_msg(&x.b, 0x20, false, 1, 0x56, 0);
		contestant_begin(&x.a);
		tw_sim_run(x.sim, late);
		contestant_begin(&x.b);
		tw_sim_run(x.sim, TW_MS(2));
		assert_int_equal(x.a.result, TW_OK);
		assert_int_equal(x.b.result, late < 4000 ? x.b.result : TW_OK);
		assert_int_equal(wires_notes(x.sim, TW_NOTE_UNDEFINED, NULL),
				 0);
		contest_free(&x);
	}
}

/* Both wires are high and no time is left to wait for (tBUF: no STOP was). */
static void one_that_was_switched_off_takes_it_for_free(void **state)
{
	struct idle x;
	uint64_t asked;

	idle_new(&x, 0, 0);
	contestant_begin(&x.c);
	tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_MS(1));
	tw_controller_forget(x.c.c);
	asked = tw_sim_now_ns(x.sim);
	contestant_begin(&x.c);
	tw_sim_run(x.sim, asked + TW_MS(2));
	assert_int_equal(x.c.result, TW_OK);
	assert_int_equal(first_pull(&x), asked);
	EXPECT_TOLD(&x.p, "A48ws W12 P");
	idle_free(&x);
}

/* What it sees afterwards it knows again. */
static void and_for_busy_from_the_next_start_on(void **state)
{
	struct idle x;

	idle_new(&x, 0, 0);
	tw_controller_forget(x.c.c);
	hand_start(&x.h);
	hand_bit(&x.h, false);
	tw_port_drive(x.h.port, TW_SDA, TW_RELEASE);
	hand_wait(&x.h, HAND_NS);
	tw_port_drive(x.h.port, TW_SCL, TW_RELEASE);
	hand_wait(&x.h, 1000);
	contestant_begin(&x.c);
	tw_sim_run(x.sim, tw_sim_now_ns(x.sim) + TW_MS(2));
	assert_false(x.c.done);
	idle_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_it_a_lost_stop_keeps_the_bus_busy),
		cmocka_unit_test(with_it_start_comes_when_the_time_is_over),
		cmocka_unit_test(an_edge_begins_the_time_anew),
		cmocka_unit_test(one_that_was_switched_off_takes_it_for_free),
		cmocka_unit_test(and_for_busy_from_the_next_start_on),
		cmocka_unit_test(a_late_joiner_does_not_break_into_a_transfer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
