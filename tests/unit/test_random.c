/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "twowire/actor.h"

static void draws(uint64_t seed, const char *name, uint64_t out[16])
{
	g_autoptr(tw_sim) sim = tw_sim_new(seed);

	for (int i = 0; i < 16; i++)
		out[i] = tw_sim_random(sim, name);
}

static void equal_seed_and_name_draw_the_same(void **state)
{
	uint64_t a[16], b[16];

	draws(7, "jitter", a);
	draws(7, "jitter", b);
	assert_memory_equal(a, b, sizeof(a));
}

static void another_seed_or_name_draws_otherwise(void **state)
{
	uint64_t a[16], b[16], c[16];

	draws(7, "jitter", a);
	draws(8, "jitter", b);
	draws(7, "jittes", c);
	for (int i = 0; i < 16; i++) {
		assert_int_not_equal(a[i], b[i]);
		assert_int_not_equal(a[i], c[i]);
		for (int k = 0; k < i; k++)
			assert_int_not_equal(a[i], a[k]);
	}
}

static void one_stream_shifts_no_other(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(7);
	uint64_t want[16];

	draws(7, "jitter", want);
	for (int i = 0; i < 16; i++) {
		char name[8];

		for (int k = 0; k < i; k++) {
			g_snprintf(name, sizeof(name), "x%d", k);
			tw_sim_random(sim, name);
		}
		assert_int_equal(tw_sim_random(sim, "jitter"), want[i]);
	}
}

/* Each bit is set in half of the draws: within five deviations of it. */
static void bits_are_even(void **state)
{
	g_autoptr(tw_sim) sim = tw_sim_new(1);
	unsigned ones[64] = {0};

	for (int i = 0; i < 4096; i++) {
		uint64_t v = tw_sim_random(sim, "even");

		for (int bit = 0; bit < 64; bit++)
			ones[bit] += v >> bit & 1;
	}
	for (int bit = 0; bit < 64; bit++)
		assert_in_range(ones[bit], 2048 - 160, 2048 + 160);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_seed_and_name_draw_the_same),
		cmocka_unit_test(another_seed_or_name_draws_otherwise),
		cmocka_unit_test(one_stream_shifts_no_other),
		cmocka_unit_test(bits_are_even),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
