/* SPDX-License-Identifier: MIT */
#include "runtime/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void counts_without_adding_up_roundings(void **state)
{
	const struct clock k = {.hz = 48000000};

	assert_int_equal(clock_ns(&k, 1), 20); /* 20.83 */
	assert_int_equal(clock_ns(&k, 48), 1000);
	assert_int_equal(clock_ns(&k, 48000001), 1000000020);
	/* A year. */
	assert_int_equal(clock_ns(&k, 48000000ull * 31536000),
			 31536000000000000ull);
}

static void finds_the_first_cycle_not_before_an_instant(void **state)
{
	const struct clock k = {.hz = 48000000, .epoch_ns = 500};

	assert_int_equal(clock_cycles(&k, 0), 0);
	assert_int_equal(clock_cycles(&k, 500), 0);
	assert_int_equal(clock_cycles(&k, 501), 1);
	assert_int_equal(clock_cycles(&k, 520), 1);
	assert_int_equal(clock_cycles(&k, 521), 2);
	for (uint64_t ns = 500; ns < 3000; ns++) {
		uint64_t c = clock_cycles(&k, ns);

		assert_true(clock_ns(&k, c) >= ns);
		assert_true(!c || clock_ns(&k, c - 1) < ns);
	}
}

static void a_new_frequency_begins_now(void **state)
{
	struct clock k = {.hz = 100000000};

	clock_change(&k, 1000, 1000000);
	assert_int_equal(clock_ns(&k, 100), 1000);
	assert_int_equal(clock_ns(&k, 101), 2000);
	assert_int_equal(clock_cycles(&k, 2000), 101);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_without_adding_up_roundings),
		cmocka_unit_test(finds_the_first_cycle_not_before_an_instant),
		cmocka_unit_test(a_new_frequency_begins_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
