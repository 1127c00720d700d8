/* SPDX-License-Identifier: MIT */
/*
 * Expected values are those of an RC circuit, by libm: a wire let go at v0
 * reaches v after RC ln((1 - v0) / (1 - v)), v as a fraction of VDD.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>

#include "wire/rc.h"

static const struct {
	uint32_t ohm, pF;
} buses[] = {
	{100, 1},    {100, 2000},    {1000, 100},  {2200, 100},
	{2200, 400}, {4700, 50},     {10000, 400}, {47000, 33},
	{100000, 1}, {100000, 2000}, {3333, 77},
};

static double rc_ns(size_t i)
{
	return buses[i].ohm * (double)buses[i].pF / 1000;
}

/* Times are rounded up to a nanosecond. */
static void expect_ns(double got, double want, const char *what, size_t bus)
{
	double slack = 1 + 0.0005 * want;

	if (got < want - slack || got > want + slack)
		fail_msg("%s of %u ohm x %u pF: %.1f ns, not %.3f", what,
			 buses[bus].ohm, buses[bus].pF, got, want);
}

/* UM10204 7.1: tr = 0.8473 RC, from ln(0.7 / 0.3). */
static void rise_time_is_0_8473_rc(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(buses); i++) {
		struct rc rc;

		rc_init(&rc, buses[i].ohm, buses[i].pF, 20);
		expect_ns(rc.rise_slew_ns, 0.8473 * rc_ns(i), "tr", i);
	}
}

static void from_ground_to_vih_takes_1_204_rc(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(buses); i++) {
		struct rc rc;

		rc_init(&rc, buses[i].ohm, buses[i].pF, 20);
		expect_ns(rc.rise_ns, 1.20397 * rc_ns(i), "0 to VIH", i);
		assert_int_equal(rc_rise_time(&rc, 0), rc.rise_ns);
	}
}

static void a_charged_wire_rises_from_where_it_is(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(buses); i++) {
		for (int percent = 1; percent < 70; percent++) {
			double v = percent / 100.0;
			struct rc rc;

			rc_init(&rc, buses[i].ohm, buses[i].pF, 20);
			expect_ns((double)rc_rise_time(
					  &rc, (uint32_t)lround(v * 65536)),
				  rc_ns(i) * log((1 - v) / 0.3),
				  "charged to VIH", i);
		}
	}
}

static void the_voltage_follows_the_exponential(void **state)
{
	static const double starts[] = {0, 0.1, 0.3, 0.5, 0.69, 0.9, 1};

	for (size_t i = 0; i < G_N_ELEMENTS(buses); i++) {
		struct rc rc;

		rc_init(&rc, buses[i].ohm, buses[i].pF, 20);
		for (size_t k = 0; k < G_N_ELEMENTS(starts); k++) {
			for (int step = 0; step <= 300; step++) {
				uint64_t ns = (uint64_t)(rc_ns(i) * step / 20);
				double v =
					1 - (1 - starts[k]) *
						    exp(-(double)ns / rc_ns(i));
				double got =
					rc_pulled_up(&rc,
						     (uint32_t)lround(
							     starts[k] * 65536),
						     ns) /
					65536.0;

				if (fabs(got - v) > 3.0 / 65536)
					fail_msg("%u ohm x %u pF, from %.2f "
						 "after %g ns: %.5f, not %.5f",
						 buses[i].ohm, buses[i].pF,
						 starts[k], (double)ns, got, v);
			}
		}
	}
}

/* Let go for a while, pulled for an instant, let go: both halves together take
 * as long as theory says, rounding apart. */
static void charging_in_two_steps_takes_as_long_as_in_one(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(buses); i++) {
		struct rc rc;

		rc_init(&rc, buses[i].ohm, buses[i].pF, 20);
		for (int tenth = 1; tenth < 12; tenth++) {
			uint64_t dt = (uint64_t)(rc_ns(i) * tenth / 10);
			uint32_t v = rc_pulled_up(&rc, 0, dt);

			if (v < RC_VIH)
				expect_ns((double)(dt + rc_rise_time(&rc, v)),
					  1.20397 * rc_ns(i), "two steps", i);
		}
	}
}

/* tf is from 70 % to 30 %: the whole swing takes 2.5 tf. */
static void falls_are_ramps_of_the_given_slope(void **state)
{
	static const uint32_t falls[] = {1, 2, 7, 20, 120, 300, 1000};

	for (size_t i = 0; i < G_N_ELEMENTS(falls); i++) {
		double swing = falls[i] * 2.5;
		struct rc rc;

		rc_init(&rc, 2200, 100, falls[i]);
		assert_int_equal(rc.fall_slew_ns, falls[i]);
		assert_in_range(rc.fall_ns, floor(0.7 * swing),
				ceil(0.7 * swing) + 1);
		for (int percent = 31; percent <= 100; percent++) {
			double v = percent / 100.0;
			double want = (v - 0.3) * swing;
			double got = (double)rc_fall_time(
				&rc, (uint32_t)lround(v * 65536));

			assert_true(fabs(got - want) <= 1.01);
		}
		for (uint64_t ns = 0; ns < 3 * falls[i]; ns++) {
			double v = MAX(0, 1 - (double)ns / swing);

			assert_true(
				fabs(rc_ramp_down(&rc, RC_FULL, ns) / 65536.0 -
				     v) < 3.0 / 65536);
			assert_true(fabs(rc_ramp_up(&rc, 0, ns) / 65536.0 -
					 (1 - v)) < 3.0 / 65536);
		}
	}
}

static void a_wire_at_its_threshold_needs_no_time(void **state)
{
	struct rc rc;

	rc_init(&rc, 2200, 100, 20);
	for (uint32_t v = RC_VIH; v <= RC_FULL; v++) {
		assert_int_equal(rc_rise_time(&rc, v), 0);
		assert_int_equal(rc_drive_time(&rc, v), 0);
	}
	for (uint32_t v = 0; v <= RC_VIL; v++)
		assert_int_equal(rc_fall_time(&rc, v), 0);
}

static void long_waits_settle(void **state)
{
	static const uint64_t waits[] = {UINT32_MAX, UINT64_C(1) << 40,
					 UINT64_MAX};

	for (size_t i = 0; i < G_N_ELEMENTS(buses); i++) {
		for (size_t k = 0; k < G_N_ELEMENTS(waits); k++) {
			struct rc rc;

			rc_init(&rc, buses[i].ohm, buses[i].pF, 1000);
			assert_int_equal(rc_pulled_up(&rc, 0, waits[k]),
					 RC_FULL);
			assert_int_equal(rc_ramp_down(&rc, RC_FULL, waits[k]),
					 0);
			assert_int_equal(rc_ramp_up(&rc, 0, waits[k]), RC_FULL);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rise_time_is_0_8473_rc),
		cmocka_unit_test(from_ground_to_vih_takes_1_204_rc),
		cmocka_unit_test(a_charged_wire_rises_from_where_it_is),
		cmocka_unit_test(the_voltage_follows_the_exponential),
		cmocka_unit_test(charging_in_two_steps_takes_as_long_as_in_one),
		cmocka_unit_test(falls_are_ramps_of_the_given_slope),
		cmocka_unit_test(a_wire_at_its_threshold_needs_no_time),
		cmocka_unit_test(long_waits_settle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
