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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
