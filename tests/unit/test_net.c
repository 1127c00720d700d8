/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/net.h"
#include "twowire/trace.h"

struct bench {
	tw_sim *sim;
	tw_net *net;
	tw_pin *a, *b;
	unsigned changes;
	bool level;
};

static void changed(void *user, bool high)
{
	struct bench *b = user;

	b->changes++;
	b->level = high;
	assert_int_equal(high, tw_net_level(b->net));
}

static void make(struct bench *b, bool rest_high)
{
	tw_queue *q;

	memset(b, 0, sizeof(*b));
	b->sim = tw_sim_new(0);
	q = tw_queue_new(b->sim, "q");
	b->net = tw_net_new(b->sim, "ALERT#", rest_high);
	b->a = tw_pin_new(b->net, q, "a", NULL, NULL);
	b->b = tw_pin_new(b->net, tw_queue_new(b->sim, "r"), "b", changed, b);
}

static unsigned records(struct bench *b, enum tw_record_kind kind)
{
	struct tw_trace_iter iter = {0};
	struct tw_record r;
	unsigned n = 0;

	while (tw_trace_next(tw_sim_trace(b->sim), &iter, &r))
		n += r.kind == kind;
	return n;
}

static void a_net_without_drivers_rests(void **state)
{
	struct bench b;

	for (int high = 0; high < 2; high++) {
		make(&b, high);
		assert_int_equal(tw_net_level(b.net), high);
		tw_pin_drive(b.a, high ? TW_LOW : TW_HIGH);
		assert_int_equal(tw_net_level(b.net), !high);
		tw_pin_drive(b.a, TW_RELEASE);
		assert_int_equal(tw_net_level(b.net), high);
		assert_int_equal(b.changes, 2);
		assert_int_equal(records(&b, TW_RECORD_NET), 2);
		tw_sim_free(b.sim);
	}
}

static void low_wins_and_the_conflict_is_noted(void **state)
{
	struct bench b;

	make(&b, true);
	tw_pin_drive(b.a, TW_HIGH);
	assert_int_equal(b.changes, 0);
	tw_pin_drive(b.b, TW_LOW);
	assert_false(tw_net_level(b.net));
	assert_int_equal(b.changes, 1);
	assert_int_equal(records(&b, TW_RECORD_NOTE), 1);
	tw_pin_drive(b.a, TW_RELEASE);
	assert_int_equal(records(&b, TW_RECORD_NOTE), 1);
	tw_pin_drive(b.b, TW_RELEASE);
	assert_true(b.level);
	tw_sim_free(b.sim);
}

static void two_that_pull_are_both_needed_to_let_go(void **state)
{
	struct bench b;

	make(&b, true);
	tw_pin_drive(b.a, TW_LOW);
	tw_pin_drive(b.b, TW_LOW);
	tw_pin_drive(b.a, TW_RELEASE);
	assert_false(tw_net_level(b.net));
	tw_pin_drive(b.b, TW_RELEASE);
	assert_true(tw_net_level(b.net));
	assert_int_equal(records(&b, TW_RECORD_NOTE), 0);
	tw_sim_free(b.sim);
}

static void nets_are_found_by_name_and_in_the_trace(void **state)
{
	struct bench b;
	bool found = false;

	make(&b, true);
	assert_ptr_equal(tw_sim_net(b.sim, "ALERT#"), b.net);
	assert_null(tw_sim_net(b.sim, "INT#"));
	assert_string_equal(tw_net_name(b.net), "ALERT#");
	assert_ptr_equal(tw_pin_net(b.a), b.net);
	for (uint32_t i = 0; i < tw_trace_n_sources(tw_sim_trace(b.sim)); i++) {
		const struct tw_source *s =
			tw_trace_source(tw_sim_trace(b.sim), i);

		found |= s->kind == TW_SOURCE_NET && s->rest_high &&
			 !strcmp(s->name, "ALERT#");
	}
	assert_true(found);
	tw_sim_free(b.sim);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_net_without_drivers_rests),
		cmocka_unit_test(low_wins_and_the_conflict_is_noted),
		cmocka_unit_test(two_that_pull_are_both_needed_to_let_go),
		cmocka_unit_test(nets_are_found_by_name_and_in_the_trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
