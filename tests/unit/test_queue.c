/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "kernel/sim.h"
#include "twowire/actor.h"

enum { N = 64 };

struct alarm {
	struct tw_timer timer;
	struct bench *bench;
	unsigned id;
	void (*also)(struct alarm *alarm);
};

struct bench {
	tw_sim *sim;
	tw_queue *queue;
	struct alarm alarms[N];
	unsigned fired[4 * N];
	uint64_t at[4 * N];
	unsigned n;
};

static void fire(void *user)
{
	struct alarm *a = user;
	struct bench *b = a->bench;

	assert_false(a->timer.set);
	assert_true(b->n < G_N_ELEMENTS(b->fired));
	b->at[b->n] = tw_queue_now_ns(b->queue);
	b->fired[b->n++] = a->id;
	if (a->also)
		a->also(a);
}

static int setup(void **state)
{
	struct bench *b = g_new0(struct bench, 1);

	b->sim = tw_sim_new(0);
	b->queue = tw_queue_new(b->sim, "queue");
	for (unsigned i = 0; i < N; i++)
		b->alarms[i] = (struct alarm){
			.timer = {.fire = fire, .user = &b->alarms[i]},
			.bench = b,
			.id = i,
		};
	*state = b;
	return 0;
}

static int teardown(void **state)
{
	struct bench *b = *state;

	tw_sim_free(b->sim);
	g_free(b);
	return 0;
}

static void set(struct bench *b, unsigned id, uint64_t when_ns)
{
	tw_timer_at(b->queue, &b->alarms[id].timer, when_ns);
}

static void expect(struct bench *b, unsigned n, const unsigned *ids)
{
	assert_int_equal(b->n, n);
	for (unsigned i = 0; i < n; i++)
		assert_int_equal(b->fired[i], ids[i]);
}
#define EXPECT(b, ...)                                                         \
	expect(b, sizeof((const unsigned[]){__VA_ARGS__}) / sizeof(unsigned),  \
	       (const unsigned[]){__VA_ARGS__})

static void the_same_instant_fires_in_the_order_of_setting(void **state)
{
	struct bench *b = *state;

	for (unsigned i = 0; i < N; i++)
		set(b, i * 37 % N, 1000);
	tw_sim_run(b->sim, 1000);
	assert_int_equal(b->n, N);
	for (unsigned i = 0; i < N; i++) {
		assert_int_equal(b->fired[i], i * 37 % N);
		assert_int_equal(b->at[i], 1000);
	}
}

static void what_is_due_at_the_end_of_a_run_still_happens(void **state)
{
	struct bench *b = *state;

	set(b, 0, 999);
	set(b, 1, 1000);
	set(b, 2, 1001);
	assert_int_equal(tw_sim_run(b->sim, 1000), TW_RUN_DONE);
	EXPECT(b, 0, 1);
	assert_int_equal(tw_sim_now_ns(b->sim), 1000);
	tw_sim_run(b->sim, 1001);
	EXPECT(b, 0, 1, 2);
}

static void a_cancelled_timer_never_fires(void **state)
{
	struct bench *b = *state;

	for (unsigned i = 0; i < 5; i++)
		set(b, i, 100 + i / 2 * 100);
	tw_timer_cancel(b->queue, &b->alarms[0].timer);
	tw_timer_cancel(b->queue, &b->alarms[3].timer);
	tw_timer_cancel(b->queue, &b->alarms[3].timer);
	tw_timer_cancel(b->queue, &b->alarms[40].timer);
	tw_sim_run(b->sim, 1000);
	EXPECT(b, 1, 2, 4);
}

/* A timer that is set again goes behind the others of its instant. */
static void a_moved_timer_fires_once_and_last_of_its_instant(void **state)
{
	struct bench *b = *state;

	set(b, 0, 500);
	set(b, 1, 100);
	set(b, 2, 500);
	set(b, 3, 900);
	set(b, 0, 500);
	set(b, 3, 200);
	set(b, 1, 700);
	tw_sim_run(b->sim, 1000);
	EXPECT(b, 3, 2, 0, 1);
}

static void again_at_once(struct alarm *a)
{
	a->also = NULL;
	tw_timer_after(a->bench->queue, &a->timer, 0);
	set(a->bench, a->id + 10, 0); /* long ago: now */
}

static void set_from_inside_fire_comes_after_what_was_set_before(void **state)
{
	struct bench *b = *state;

	b->alarms[0].also = again_at_once;
	set(b, 0, 50);
	set(b, 1, 50);
	set(b, 2, 51);
	tw_sim_run(b->sim, 60);
	EXPECT(b, 0, 1, 0, 10, 2);
	assert_int_equal(b->at[3], 50);
	assert_int_equal(b->at[4], 51);
}

static void cancel_next(struct alarm *a)
{
	tw_timer_cancel(a->bench->queue, &a->bench->alarms[1].timer);
}

static void a_timer_of_this_instant_can_be_cancelled_in_it(void **state)
{
	struct bench *b = *state;

	b->alarms[0].also = cancel_next;
	set(b, 0, 50);
	set(b, 1, 50);
	set(b, 2, 50);
	tw_sim_run(b->sim, 60);
	EXPECT(b, 0, 2);
}

/* Against a plain list: timers near and far, set, moved, cancelled. */
static void a_thousand_random_changes_fire_as_a_sorted_list_says(void **state)
{
	struct bench *b = *state;
	uint64_t when[N] = {0};
	unsigned order[N] = {0}, stamp = 0, n = 0;
	uint32_t x = 12345;

	for (int i = 0; i < 1000; i++) {
		unsigned id = (x = x * 1664525 + 1013904223) >> 16 & 63;
		unsigned what = (x = x * 1664525 + 1013904223) >> 16;

		if (what % 4 == 0) {
			tw_timer_cancel(b->queue, &b->alarms[id].timer);
			when[id] = 0;
			continue;
		}
		when[id] = 1 + (what & 1 ? what % 8 : (uint64_t)what << 20);
		order[id] = ++stamp;
		set(b, id, when[id]);
	}
	tw_sim_run(b->sim, TW_S(1000));
	for (unsigned last = N; n < b->n; n++) {
		unsigned best = N;

		for (unsigned k = 0; k < N; k++)
			if (when[k] &&
			    (best == N || when[k] < when[best] ||
			     (when[k] == when[best] && order[k] < order[best])))
				best = k;
		assert_int_not_equal(best, N);
		assert_int_equal(b->fired[n], best);
		assert_int_equal(b->at[n], when[best]);
		assert_int_not_equal(best, last);
		last = best;
		when[best] = 0;
	}
	for (unsigned k = 0; k < N; k++)
		assert_int_equal(when[k], 0);
}

static void stop_here(struct alarm *a)
{
	tw_sim_stop(a->bench->sim);
}

static void stop_returns_after_the_callback_at_its_instant(void **state)
{
	struct bench *b = *state;

	b->alarms[1].also = stop_here;
	set(b, 0, 70);
	set(b, 1, 80);
	set(b, 2, 80);
	set(b, 3, 90);
	assert_int_equal(tw_sim_run(b->sim, 1000), TW_RUN_STOPPED);
	EXPECT(b, 0, 1);
	assert_int_equal(tw_sim_now_ns(b->sim), 80);
	tw_sim_stop(b->sim); /* outside a run: nothing */
	assert_int_equal(tw_sim_run(b->sim, 1000), TW_RUN_DONE);
	EXPECT(b, 0, 1, 2, 3);
}

static void fail_here(struct alarm *a)
{
	tw_sim_fail(a->bench->sim);
}

static void failure_ends_the_run_at_its_instant_for_good(void **state)
{
	struct bench *b = *state;

	b->alarms[0].also = fail_here;
	set(b, 0, 80);
	set(b, 1, 80);
	set(b, 2, 81);
	assert_int_equal(tw_sim_run(b->sim, 1000), TW_RUN_FAILED);
	EXPECT(b, 0);
	assert_int_equal(tw_sim_now_ns(b->sim), 80);
	assert_int_equal(tw_sim_run(b->sim, 2000), TW_RUN_FAILED);
	EXPECT(b, 0);
}

static void a_run_into_the_past_does_nothing(void **state)
{
	struct bench *b = *state;

	tw_sim_run(b->sim, 500);
	set(b, 0, 500);
	assert_int_equal(tw_sim_run(b->sim, 400), TW_RUN_DONE);
	assert_int_equal(tw_sim_now_ns(b->sim), 500);
	assert_int_equal(b->n, 0);
	tw_sim_run(b->sim, 500);
	assert_int_equal(b->n, 1);
}

static void a_timer_at_never_does_not_fire(void **state)
{
	struct bench *b = *state;

	set(b, 0, TW_NEVER);
	tw_timer_after(b->queue, &b->alarms[1].timer, TW_NEVER - 1);
	set(b, 2, 10);
	tw_timer_cancel(b->queue, &b->alarms[1].timer);
	assert_int_equal(tw_sim_run(b->sim, TW_NEVER), TW_RUN_DONE);
	EXPECT(b, 2);
	assert_int_equal(tw_sim_now_ns(b->sim), 10);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_same_instant_fires_in_the_order_of_setting),
		T(what_is_due_at_the_end_of_a_run_still_happens),
		T(a_cancelled_timer_never_fires),
		T(a_moved_timer_fires_once_and_last_of_its_instant),
		T(set_from_inside_fire_comes_after_what_was_set_before),
		T(a_timer_of_this_instant_can_be_cancelled_in_it),
		T(a_thousand_random_changes_fire_as_a_sorted_list_says),
		T(stop_returns_after_the_callback_at_its_instant),
		T(failure_ends_the_run_at_its_instant_for_good),
		T(a_run_into_the_past_does_nothing),
		T(a_timer_at_never_does_not_fire),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
