/* SPDX-License-Identifier: MIT */
/* The one trace of several islands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "kernel/sim.h"
#include "twowire/port.h"

static int setup(void **state)
{
	*state = tw_sim_new(0);
	return 0;
}

static int teardown(void **state)
{
	tw_sim_free(*state);
	return 0;
}

struct pulser {
	struct tw_timer timer;
	tw_bus *bus;
	tw_port *port;
	uint64_t period;
	unsigned left;
	unsigned stop_at; /* when so many are left */
};

static void pulse(void *user)
{
	struct pulser *p = user;

	tw_port_drive(p->port, TW_SDA, p->left & 1 ? TW_RELEASE : TW_LOW);
	if (p->left-- == p->stop_at)
		tw_sim_stop(tw_bus_sim(p->bus));
	if (p->left)
		tw_timer_after(tw_bus_queue(p->bus), &p->timer, p->period);
}

static void pulser_new(struct pulser *p, tw_sim *sim, const char *name,
		       uint64_t period, unsigned n)
{
	struct tw_bus_config config = {.name = name};

	p->bus = tw_bus_new(sim, &config, NULL);
	p->port = tw_port_new(p->bus, "hand", TW_ROLE_OTHER, NULL, NULL);
	p->period = period;
	p->left = n;
	p->timer = (struct tw_timer){.fire = pulse, .user = p};
	tw_timer_after(tw_bus_queue(p->bus), &p->timer, period);
}

/* Counts records and sees that time does not go backwards. */
static unsigned count(tw_sim *sim, uint64_t *last_ns)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	uint64_t last = 0;
	unsigned n = 0;

	while (tw_trace_next(tw_sim_trace(sim), &iter, &r)) {
		assert_true(r.tick >= last);
		last = r.tick;
		n++;
	}
	if (last_ns)
		*last_ns = last;
	return n;
}

static void the_trace_of_separate_buses_is_in_order_of_time(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[3] = {0};
	uint64_t last;

	pulser_new(&p[0], sim, "x", 1700, 5000);
	pulser_new(&p[1], sim, "y", 2900, 3000);
	pulser_new(&p[2], sim, "z", 700000, 12);
	tw_sim_run(sim, TW_MS(20));
	assert_int_equal(tw_sim_n_islands(sim), 3);
	/* A pull and an edge each. */
	assert_int_equal(count(sim, &last), 2 * 8012);
	assert_in_range(last, 8.5e6, 8.8e6);
}

static void a_stop_in_one_island_leaves_the_trace_in_order(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[3] = {0};
	unsigned runs = 0;

	pulser_new(&p[0], sim, "x", 1700, 5000);
	pulser_new(&p[1], sim, "y", 2900, 3000);
	pulser_new(&p[2], sim, "z", 700, 10000);
	p[1].stop_at = 2500;
	p[2].stop_at = 4000;
	while (tw_sim_run(sim, TW_MS(20)) == TW_RUN_STOPPED) {
		count(sim, NULL);
		runs++;
	}
	assert_int_equal(runs, 2);
	assert_int_equal(count(sim, NULL), 2 * 18000);
}

static void after_a_stop_the_trace_ends_at_the_present(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[3] = {0};
	uint64_t last;

	pulser_new(&p[0], sim, "x", 1700, 5000);
	pulser_new(&p[1], sim, "y", 2900, 3000);
	pulser_new(&p[2], sim, "z", 700, 10000);
	p[1].stop_at = 2500;
	assert_int_equal(tw_sim_run(sim, TW_MS(20)), TW_RUN_STOPPED);
	assert_int_equal(tw_sim_now_ns(sim), 2900 * 501);
	count(sim, &last);
	assert_true(last <= tw_sim_now_ns(sim));
	assert_true(last >= 2900 * 501 - 700);
}

static void a_bus_made_after_a_stop_joins_in_order(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[3] = {0};
	uint64_t last;

	pulser_new(&p[0], sim, "x", 1700, 5000);
	pulser_new(&p[1], sim, "y", 2900, 3000);
	p[1].stop_at = 2500;
	assert_int_equal(tw_sim_run(sim, TW_MS(20)), TW_RUN_STOPPED);
	pulser_new(&p[2], sim, "z", 700, 1000);
	tw_sim_run(sim, TW_MS(20));
	assert_int_equal(count(sim, &last), 2 * 9000);
	assert_in_range(last, 8.5e6, 8.8e6);
}

static void a_bus_made_later_records_behind_what_has_happened(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[3] = {0};

	pulser_new(&p[0], sim, "x", 1700, 100);
	pulser_new(&p[1], sim, "y", 2900, 100);
	tw_sim_run(sim, TW_US(100));
	pulser_new(&p[2], sim, "z", 700, 100);
	tw_port_drive(p[2].port, TW_SCL, TW_LOW);
	tw_sim_run(sim, TW_MS(20));
	assert_int_equal(tw_sim_n_islands(sim), 3);
	assert_int_equal(count(sim, NULL), 2 * 301);
}

static void count_all(void *user, const struct tw_record *r)
{
	(*(unsigned *)user)++;
}

static void reading_the_trace_between_runs_does_no_harm(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[2] = {0};
	unsigned seen = 0;

	pulser_new(&p[0], sim, "x", 1700, 5000);
	pulser_new(&p[1], sim, "y", 2900, 3000);
	tw_sim_observe(sim, TW_TRACE_EDGES | TW_TRACE_PULLS, count_all, &seen);
	tw_sim_run(sim, TW_MS(2));
	count(sim, NULL);
	tw_sim_run(sim, TW_MS(20));
	assert_int_equal(count(sim, NULL), 16000);
	assert_int_equal(seen, 16000);
}

static void look_at_trace(void *sim)
{
	count(sim, NULL);
}

static void a_callback_may_read_the_trace(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[2] = {0};
	struct tw_timer look[2] = {{.fire = look_at_trace, .user = sim},
				   {.fire = look_at_trace, .user = sim}};

	pulser_new(&p[0], sim, "x", 1700, 5000);
	pulser_new(&p[1], sim, "y", 2900, 3000);
	tw_timer_at(tw_bus_queue(p[0].bus), &look[0], 5300000);
	tw_timer_at(tw_bus_queue(p[1].bus), &look[1], 5400000);
	tw_sim_run(sim, TW_MS(20));
	assert_int_equal(count(sim, NULL), 16000);
}

static void bus_run_brings_the_other_islands_along(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[2] = {0};

	pulser_new(&p[0], sim, "x", 1700, 1000);
	pulser_new(&p[1], sim, "y", 2900, 1000);
	p[0].stop_at = 900;
	assert_int_equal(tw_bus_run(p[0].bus, TW_MS(1)), TW_RUN_STOPPED);
	assert_int_equal(tw_sim_now_ns(sim), 1700 * 101);
	assert_int_equal(p[1].left, 1000 - 1700 * 101 / 2900);
	/* A stop elsewhere is not ours, and does not leave them behind. */
	p[0].stop_at = 0;
	p[1].stop_at = 800;
	assert_int_equal(tw_bus_run(p[0].bus, TW_MS(1)), TW_RUN_DONE);
	assert_int_equal(tw_sim_now_ns(sim), TW_MS(1));
	assert_int_equal(p[1].left, 1000 - TW_MS(1) / 2900);
	assert_int_equal(tw_sim_run(sim, TW_MS(20)), TW_RUN_DONE);
	assert_int_equal(count(sim, NULL), 4000);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_trace_of_separate_buses_is_in_order_of_time),
		T(a_stop_in_one_island_leaves_the_trace_in_order),
		T(after_a_stop_the_trace_ends_at_the_present),
		T(a_bus_made_after_a_stop_joins_in_order),
		T(a_bus_made_later_records_behind_what_has_happened),
		T(reading_the_trace_between_runs_does_no_harm),
		T(a_callback_may_read_the_trace),
		T(bus_run_brings_the_other_islands_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
