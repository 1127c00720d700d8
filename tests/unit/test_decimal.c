/* SPDX-License-Identifier: MIT */
/* Decimal numbers and dates. Seconds since 1970: `date -u -d ... +%s`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "trace/decimal.h"

/* In units of 10^-places; it must fit into 64 bits. */
static int64_t scaled(const struct decimal *d, int places)
{
	decimal_wide v;

	assert_true(tw_decimal_scale(d, places, &v));
	return (int64_t)v;
}

static int64_t number(const char *text, int places)
{
	struct decimal d;
	const char *rest = tw_decimal_parse(text, '.', &d);

	assert_non_null(rest);
	assert_string_equal(rest, "");
	return scaled(&d, places);
}

static int64_t date(const char *text, int places)
{
	struct decimal d;
	const char *rest = tw_decimal_parse_date(text, &d);

	if (!rest || *rest)
		fail_msg("%s: left over: %s", text, rest ? rest : "all");
	return scaled(&d, places);
}

static void numbers_are_scaled_and_rounded_to_the_nearest(void **state)
{
	assert_int_equal(number("12.5", 1), 125);
	assert_int_equal(number("12.5", 0), 13);
	assert_int_equal(number("12.4", 0), 12);
	assert_int_equal(number("-1e-06", 9), -1000);
	assert_int_equal(number("+.5", 3), 500);
	assert_int_equal(number("25E2", 0), 2500);
	assert_int_equal(number("0", 12), 0);
	assert_int_equal(number("4e-36", 0), 0);
	assert_int_equal(number("9e-40", 3), 0);
}

static void thirty_digits_are_kept_and_more_are_dropped(void **state)
{
	struct decimal d;

	/* The thirtieth is a 1, the rest counts as zeros. */
	assert_non_null(
		tw_decimal_parse("100000000000000000000000000001.9", '.', &d));
	assert_int_equal(d.digits % 10, 1);
	assert_int_equal(d.exponent, 0);
	assert_non_null(
		tw_decimal_parse("1000000000000000000000000000019", '.', &d));
	assert_int_equal(d.digits % 10, 1);
	assert_int_equal(d.exponent, 1);
	/* Zeros in front are none. */
	assert_non_null(tw_decimal_parse("0.000100000000000000000000000000001",
					 '.', &d));
	assert_int_equal(d.digits % 10, 1);
	assert_int_equal(d.exponent, -33);
}

static void what_is_too_large_is_refused(void **state)
{
	struct decimal d;
	decimal_wide v;

	assert_non_null(tw_decimal_parse("1e35", '.', &d));
	assert_true(tw_decimal_scale(&d, 0, &v));
	assert_false(tw_decimal_scale(&d, 2, &v));
}

static void places_behind_the_point_are_those_that_matter(void **state)
{
	static const struct {
		const char *text;
		int places;
	} rows[] = {{"1.50", 1},  {"1.05", 2}, {"10", 0},
		    {"0.000", 0}, {"3e-7", 7}, {"10e-3", 2}};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct decimal d;

		assert_non_null(tw_decimal_parse(rows[i].text, '.', &d));
		if (tw_decimal_places(&d) != rows[i].places)
			fail_msg("%s: %d", rows[i].text, tw_decimal_places(&d));
	}
}

static void the_point_may_be_a_comma(void **state)
{
	struct decimal d;

	assert_string_equal(tw_decimal_parse("1,5.2", ',', &d), ".2");
	assert_int_equal(scaled(&d, 1), 15);
	assert_null(tw_decimal_parse(".", '.', &d));
	assert_null(tw_decimal_parse("-", '.', &d));
	assert_string_equal(tw_decimal_parse("1ex", '.', &d), "ex");
}

static void dates_are_seconds_since_1970(void **state)
{
	assert_int_equal(date("1970-01-01T00:00:00", 0), 0);
	assert_int_equal(date("2024-02-29T12:34:56Z", 0), 1709210096);
	assert_int_equal(date("2024-03-01 00:00:00", 0), 1709251200);
	assert_int_equal(date("2000-12-31T23:59:59", 0), 978307199);
	assert_int_equal(date("1900-03-01T00:00:00", 0), -2203891200);
	assert_int_equal(date("2024-02-29T12:34:56.000000001Z", 9),
			 1709210096000000001);
	assert_int_equal(date("2024-02-29T12:34:56,5", 1), 17092100965);
	/* A leap second is one. */
	assert_int_equal(date("2016-12-31T23:59:60Z", 0), 1483228800);
}

static void zones_are_taken_off(void **state)
{
	assert_int_equal(date("1970-01-01T01:00:00+01:00", 0), 0);
	assert_int_equal(date("1970-01-01T00:30:00+00:30", 0), 0);
	assert_int_equal(date("1970-01-01T00:00:00-0530", 0), 19800);
	assert_int_equal(date("1970-01-01T05:00:00+05:00", 0), 0);
	assert_int_equal(date("1970-01-01T00:00:00.5-00:01", 1), 605);
	assert_int_equal(date("1970-01-01T00:00:00.25+00:01", 2), -5975);
}

static void what_is_no_date_is_refused(void **state)
{
	static const char *const texts[] = {
		"2024-13-01T00:00:00",	 "2024-01-32T00:00:00",
		"2024-01-01T24:00:00",	 "2024-01-01T00:60:00",
		"2024-01-01T00:00:61",	 "0000-01-01T00:00:00",
		"2024-00-01T00:00:00",	 "2024-01-00T00:00:00",
		"24-01-01T00:00:00",	 "2024-01-01",
		"2024-01-01T00:00",	 "2024-01-01T00:00:00+24:00",
		"2024-01-01T00:00:00+1", "2024-01-01T00:00:00+01:60",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct decimal d;

		if (tw_decimal_parse_date(texts[i], &d))
			fail_msg("%s", texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_scaled_and_rounded_to_the_nearest),
		cmocka_unit_test(thirty_digits_are_kept_and_more_are_dropped),
		cmocka_unit_test(what_is_too_large_is_refused),
		cmocka_unit_test(places_behind_the_point_are_those_that_matter),
		cmocka_unit_test(the_point_may_be_a_comma),
		cmocka_unit_test(dates_are_seconds_since_1970),
		cmocka_unit_test(zones_are_taken_off),
		cmocka_unit_test(what_is_no_date_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
