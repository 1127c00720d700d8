/* SPDX-License-Identifier: MIT */
/* Decimal numbers and dates, exactly. */
#include "trace/decimal.h"

#include <glib.h>

#define MAX_DIGITS   30
#define MAX_EXPONENT 9999
#define MAX_PLACES   36

static const char *parse_exponent(const char *s, int *exponent)
{
	bool negative = s[1] == '-';
	const char *p = s + 1 + (s[1] == '-' || s[1] == '+');
	int n = 0;

	if (!g_ascii_isdigit(*p))
		return s;
	for (; g_ascii_isdigit(*p); p++)
		n = MIN(n * 10 + (*p - '0'), MAX_EXPONENT);
	*exponent += negative ? -n : n;
	return p;
}

const char *tw_decimal_parse(const char *s, char point, struct decimal *d)
{
	int n_digits = 0;
	bool any = false;
	bool behind = false;

	*d = (struct decimal){.negative = *s == '-'};
	s += *s == '-' || *s == '+';
	for (; g_ascii_isdigit(*s) || (*s == point && !behind); s++) {
		if (*s == point) {
			behind = true;
			continue;
		}
		any = true;
		if (n_digits < MAX_DIGITS) {
			d->digits = d->digits * 10 + (*s - '0');
			n_digits += d->digits != 0;
			d->exponent -= behind;
		} else if (d->exponent < MAX_EXPONENT) {
			d->exponent += !behind;
		}
	}
	if (!any)
		return NULL;
	if (*s == 'e' || *s == 'E')
		s = parse_exponent(s, &d->exponent);
	d->exponent = CLAMP(d->exponent, -MAX_EXPONENT, MAX_EXPONENT);
	return s;
}

/* Exactly @n digits, at most @max; -1 if not. */
static int digits(const char **s, int n, int max)
{
	int v = 0;

	for (int i = 0; i < n; i++, (*s)++) {
		if (!g_ascii_isdigit(**s))
			return -1;
		v = v * 10 + (**s - '0');
	}
	return v <= max ? v : -1;
}

static bool skip(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

/* Days from 1970-01-01 in the Gregorian calendar. */
static int64_t days(int year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day;

	/* Counted from 1 March of the year 0. */
	return y * 365 + y / 4 - y / 100 + y / 400 + of_year - 719469;
}

/* Seconds to take off for "Z", "+01:00", "-0530" or nothing. */
static bool zone(const char **s, int64_t *offset)
{
	bool east = **s == '+';
	int h, min;

	*offset = 0;
	if (skip(s, 'Z') || (**s != '+' && **s != '-'))
		return true;
	(*s)++;
	h = digits(s, 2, 23);
	skip(s, ':');
	min = digits(s, 2, 59);
	*offset = (h * 60 + min) * 60;
	if (!east)
		*offset = -*offset;
	return h >= 0 && min >= 0;
}

const char *tw_decimal_parse_date(const char *s, struct decimal *d)
{
	int year = digits(&s, 4, 9999);
	int month = year > 0 && skip(&s, '-') ? digits(&s, 2, 12) : -1;
	int day = month > 0 && skip(&s, '-') ? digits(&s, 2, 31) : -1;
	int h = day > 0 && (skip(&s, 'T') || skip(&s, ' ')) ? digits(&s, 2, 23)
							    : -1;
	int min = h >= 0 && skip(&s, ':') ? digits(&s, 2, 59) : -1;
	int sec = min >= 0 && skip(&s, ':') ? digits(&s, 2, 60) : -1;
	int64_t offset;

	if (sec < 0)
		return NULL;
	*d = (struct decimal){0};
	d->digits = days(year, month, day) * 86400 + h * 3600 + min * 60 + sec;
	if (skip(&s, '.') || skip(&s, ',')) {
		for (; g_ascii_isdigit(*s); s++) {
			if (d->exponent <= -15)
				continue;
			d->digits = d->digits * 10 + (*s - '0');
			d->exponent--;
		}
	}
	if (!zone(&s, &offset))
		return NULL;
	for (int i = d->exponent; i < 0; i++)
		offset *= 10;
	d->digits -= offset;
	d->negative = d->digits < 0;
	if (d->negative)
		d->digits = -d->digits;
	return s;
}

int tw_decimal_places(const struct decimal *d)
{
	decimal_wide digits = d->digits;
	int exponent = d->exponent;

	for (; digits && digits % 10 == 0; digits /= 10)
		exponent++;
	return digits && exponent < 0 ? -exponent : 0;
}

bool tw_decimal_scale(const struct decimal *d, int places, decimal_wide *out)
{
	int exponent = d->exponent + places;
	decimal_wide v = d->digits;
	decimal_wide half = 1;

	if (!v) {
		*out = 0;
		return true;
	}
	if (exponent >= 0) {
		for (; exponent; exponent--) {
			if (v > (decimal_wide)1000000000000000000 *
					100000000000000000)
				return false;
			v *= 10;
		}
	} else if (exponent < -MAX_PLACES) {
		v = 0;
	} else {
		for (; exponent; exponent++)
			half *= 10;
		v = (v + half / 2) / half;
	}
	*out = d->negative ? -v : v;
	return true;
}
