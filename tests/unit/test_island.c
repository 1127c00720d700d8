/* SPDX-License-Identifier: MIT */
/* Who takes turns when: queues and CPUs in islands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "kernel/sim.h"
#include "twowire/actor.h"
#include "twowire/net.h"
#include "twowire/port.h"

static GString *story; /* "a10 b20": who, when */

static void tell(const char *who, uint64_t ns)
{
	g_string_append_printf(story, "%s%s%" G_GUINT64_FORMAT,
			       story->len ? " " : "", who, ns);
}

struct alarm {
	struct tw_timer timer;
	tw_queue *queue;
	const char *name;
	void (*also)(struct alarm *alarm);
	void *arg;
};

static void fire(void *user)
{
	struct alarm *a = user;

	tell(a->name, tw_queue_now_ns(a->queue));
	if (a->also)
		a->also(a);
}

static void set(struct alarm *a, tw_queue *queue, const char *name,
		uint64_t when_ns)
{
	a->timer.fire = fire;
	a->timer.user = a;
	a->queue = queue;
	a->name = name;
	tw_timer_at(queue, &a->timer, when_ns);
}

/* Steps every @step ns, as often as it may within one turn, until @end. */
struct cpu {
	tw_actor *actor;
	const char *name;
	uint64_t now;
	uint64_t step;
	uint64_t end;
	void (*also)(struct cpu *cpu);
	void *arg;
	unsigned turns;
};

static uint64_t cpu_run(void *user)
{
	struct cpu *c = user;

	c->turns++;
	while (c->now < c->end) {
		if (c->now >= tw_actor_bound_ns(c->actor))
			return c->now;
		tw_actor_now(c->actor, c->now);
		tell(c->name, c->now);
		if (c->also)
			c->also(c);
		c->now += c->step;
	}
	return TW_NEVER;
}

static const struct tw_actor_ops cpu_ops = {.run = cpu_run};

static void cpu_new(struct cpu *c, tw_sim *sim, const char *name, uint64_t step,
		    uint64_t end, tw_queue *join)
{
	c->name = name;
	c->step = step;
	c->end = end;
	c->actor = tw_actor_new(sim, name, &cpu_ops, c);
	tw_actor_join_queue(c->actor, join);
	tw_actor_wake(c->actor, 0);
}

static int setup(void **state)
{
	story = g_string_new(NULL);
	*state = tw_sim_new(0);
	return 0;
}

static int teardown(void **state)
{
	tw_sim_free(*state);
	g_string_free(story, TRUE);
	return 0;
}

static void queues_go_before_cpus_and_each_in_the_order_made(void **state)
{
	tw_sim *sim = *state;
	struct cpu c = {0}, d = {0};
	struct alarm a = {0}, b = {0};
	tw_queue *q1 = tw_queue_new(sim, "q1");
	tw_queue *q2;

	cpu_new(&c, sim, "c", 10, 30, q1);
	q2 = tw_queue_new(sim, "q2");
	cpu_new(&d, sim, "d", 10, 30, q2);
	tw_queue_join(q1, q2);
	set(&b, q2, "b", 20);
	set(&a, q1, "a", 20);
	tw_sim_run(sim, 100);
	assert_string_equal(story->str, "c0 d0 c10 d10 a20 b20 c20 d20");
	assert_int_equal(tw_sim_n_islands(sim), 1);
}

static void set_alarm_15(struct cpu *c)
{
	struct alarm *a = c->arg;

	if (c->now == 10)
		set(a, a->queue, "a", 15);
}

/* The CPU's bound was far off until its own work lowered it. */
static void a_timer_set_by_a_cpu_ends_its_turn_in_time(void **state)
{
	tw_sim *sim = *state;
	tw_queue *q = tw_queue_new(sim, "q");
	struct alarm a = {.queue = q};
	struct cpu c = {.also = set_alarm_15, .arg = &a};

	cpu_new(&c, sim, "c", 1, 20, q);
	tw_sim_run(sim, 100);
	assert_string_equal(story->str,
			    "c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 c10 c11 c12 c13 "
			    "c14 a15 c15 c16 c17 c18 c19");
	assert_int_equal(c.turns, 2);
}

static void set_alarm_now(struct cpu *c)
{
	struct alarm *a = c->arg;

	if (c->now == 10)
		set(a, a->queue, "a", 10);
}

/* At the same ns the queue comes first: the CPU may do no more in it. */
static void a_timer_set_for_now_bounds_the_cpu_at_once(void **state)
{
	tw_sim *sim = *state;
	tw_queue *q = tw_queue_new(sim, "q");
	struct alarm a = {.queue = q};
	struct cpu c = {.also = set_alarm_now, .arg = &a};

	cpu_new(&c, sim, "c", 5, 20, q);
	tw_sim_run(sim, 100);
	assert_string_equal(story->str, "c0 c5 c10 a10 c15");
}

static void wake_other(struct cpu *c)
{
	struct cpu *other = c->arg;

	if (c->now == 10) {
		other->now = 12;
		other->end = 14;
		tw_actor_wake(other->actor, 12);
	}
}

static void waking_another_cpu_lowers_the_bound(void **state)
{
	tw_sim *sim = *state;
	tw_queue *q = tw_queue_new(sim, "q");
	struct cpu d = {.now = 50};
	struct cpu c = {.also = wake_other, .arg = &d};

	cpu_new(&c, sim, "c", 1, 15, q);
	cpu_new(&d, sim, "d", 1, 50, q);
	tw_sim_run(sim, 100);
	/* c was made first, so that it comes first at 12 and 13. */
	assert_string_equal(story->str, "c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 c10 "
					"c11 c12 d12 c13 d13 c14");
}

static void wake_cpu(struct alarm *a)
{
	struct cpu *c = a->arg;

	c->now = tw_queue_now_ns(a->queue);
	c->end = c->now + 1;
	tw_actor_wake(c->actor, c->now);
}

static void a_queue_wakes_a_cpu_between_its_own_timers(void **state)
{
	tw_sim *sim = *state;
	tw_queue *q = tw_queue_new(sim, "q");
	struct cpu c = {0};
	struct alarm a = {.also = wake_cpu, .arg = &c};
	struct alarm b = {0}, d = {0};

	cpu_new(&c, sim, "c", 5, 0, q);
	set(&a, q, "a", 10);
	set(&b, q, "b", 10);
	set(&d, q, "d", 11);
	tw_sim_run(sim, 100);
	assert_string_equal(story->str, "a10 b10 c10 d11");
}

static void stop_sim(struct cpu *c)
{
	if (c->now == 10)
		tw_sim_stop(c->actor->sim);
}

static void a_cpu_that_stops_the_run_goes_on_in_the_next(void **state)
{
	tw_sim *sim = *state;
	tw_queue *q = tw_queue_new(sim, "q");
	struct cpu c = {.also = stop_sim};

	cpu_new(&c, sim, "c", 5, 20, q);
	assert_int_equal(tw_sim_run(sim, 100), TW_RUN_STOPPED);
	assert_int_equal(tw_sim_now_ns(sim), 10);
	assert_string_equal(story->str, "c0 c5 c10");
	assert_int_equal(tw_sim_run(sim, 100), TW_RUN_DONE);
	assert_string_equal(story->str, "c0 c5 c10 c15");
	assert_int_equal(tw_sim_now_ns(sim), 100);
}

static void fail_sim(struct cpu *c)
{
	if (c->now == 10)
		tw_sim_fail(c->actor->sim);
}

static void a_cpu_that_fails_ends_everything(void **state)
{
	tw_sim *sim = *state;
	tw_queue *q = tw_queue_new(sim, "q");
	struct cpu c = {.also = fail_sim};
	struct alarm a = {0};

	cpu_new(&c, sim, "c", 5, 20, q);
	set(&a, q, "a", 12);
	assert_int_equal(tw_sim_run(sim, 100), TW_RUN_FAILED);
	assert_int_equal(tw_sim_now_ns(sim), 10);
	assert_int_equal(tw_sim_run(sim, 100), TW_RUN_FAILED);
	assert_string_equal(story->str, "c0 c5 c10");
}

static void nets_and_joins_make_islands_of_what_they_join(void **state)
{
	tw_sim *sim = *state;
	struct tw_bus_config config = {0};
	tw_bus *bus[5];
	tw_net *net = tw_net_new(sim, "INT#", true);

	for (int i = 0; i < 5; i++) {
		char name[8];

		g_snprintf(name, sizeof(name), "bus%d", i);
		config.name = name;
		bus[i] = tw_bus_new(sim, &config, NULL);
	}
	tw_sim_run(sim, 1);
	assert_int_equal(tw_sim_n_islands(sim), 5);
	tw_queue_join(tw_bus_queue(bus[0]), tw_bus_queue(bus[3]));
	tw_sim_run(sim, 2);
	assert_int_equal(tw_sim_n_islands(sim), 4);
	tw_pin_new(net, tw_bus_queue(bus[1]), "a", NULL, NULL);
	tw_pin_new(net, tw_bus_queue(bus[3]), "b", NULL, NULL);
	tw_sim_run(sim, 3);
	assert_int_equal(tw_sim_n_islands(sim), 3);
	assert_ptr_equal(tw_bus_queue(bus[0])->actor.island,
			 tw_bus_queue(bus[1])->actor.island);
	assert_ptr_not_equal(tw_bus_queue(bus[0])->actor.island,
			     tw_bus_queue(bus[2])->actor.island);
}

/* --- the trace of several islands --------------------------------------- */

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

	pulser_new(&p[0], sim, "x", 1700, 5000);
	pulser_new(&p[1], sim, "y", 2900, 3000);
	p[1].stop_at = 2500;
	assert_int_equal(tw_sim_run(sim, TW_MS(20)), TW_RUN_STOPPED);
	pulser_new(&p[2], sim, "z", 700, 1000);
	tw_sim_run(sim, TW_MS(20));
	assert_int_equal(count(sim, NULL), 2 * 9000);
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

static void reading_the_trace_from_a_callback_does_no_harm(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[2] = {0};
	struct alarm a = {0};
	unsigned seen = 0;

	pulser_new(&p[0], sim, "x", 1700, 5000);
	pulser_new(&p[1], sim, "y", 2900, 3000);
	tw_sim_observe(sim, TW_TRACE_EDGES | TW_TRACE_PULLS, count_all, &seen);
	a.also = NULL;
	set(&a, tw_bus_queue(p[0].bus), "a", 5000000);
	tw_sim_run(sim, TW_MS(2));
	count(sim, NULL);
	tw_sim_run(sim, TW_MS(20));
	assert_int_equal(count(sim, NULL), 16000);
	assert_int_equal(seen, 16000);
}

static void look_at_trace(struct alarm *a)
{
	count(a->arg, NULL);
}

static void a_callback_may_read_the_trace(void **state)
{
	tw_sim *sim = *state;
	struct pulser p[2] = {0};
	struct alarm a[2] = {{.also = look_at_trace, .arg = sim},
			     {.also = look_at_trace, .arg = sim}};

	pulser_new(&p[0], sim, "x", 1700, 5000);
	pulser_new(&p[1], sim, "y", 2900, 3000);
	set(&a[0], tw_bus_queue(p[0].bus), "a", 5300000);
	set(&a[1], tw_bus_queue(p[1].bus), "b", 5400000);
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
		T(queues_go_before_cpus_and_each_in_the_order_made),
		T(a_timer_set_by_a_cpu_ends_its_turn_in_time),
		T(a_timer_set_for_now_bounds_the_cpu_at_once),
		T(waking_another_cpu_lowers_the_bound),
		T(a_queue_wakes_a_cpu_between_its_own_timers),
		T(a_cpu_that_stops_the_run_goes_on_in_the_next),
		T(a_cpu_that_fails_ends_everything),
		T(nets_and_joins_make_islands_of_what_they_join),
		T(the_trace_of_separate_buses_is_in_order_of_time),
		T(a_stop_in_one_island_leaves_the_trace_in_order),
		T(after_a_stop_the_trace_ends_at_the_present),
		T(a_bus_made_after_a_stop_joins_in_order),
		T(a_bus_made_later_records_behind_what_has_happened),
		T(reading_the_trace_from_a_callback_does_no_harm),
		T(a_callback_may_read_the_trace),
		T(bus_run_brings_the_other_islands_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
