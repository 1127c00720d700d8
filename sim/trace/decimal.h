/* SPDX-License-Identifier: MIT */
/* Decimal numbers and dates of text files, exactly: no floating point. */
#ifndef TW_TRACE_DECIMAL_H
#define TW_TRACE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

__extension__ typedef __int128 decimal_wide;

/* (negative ? -1 : 1) * digits * 10^exponent */
struct decimal {
	decimal_wide digits; /* 0 to less than 10^30 */
	int exponent;	     /* -9999 to 9999 */
	bool negative;
};

/* "12.5", "-1e-06", "+.5"; @point is the decimal point. Digits beyond the
 * thirtieth are dropped. Returns what follows the number, or NULL. */
const char *tw_decimal_parse(const char *s, char point, struct decimal *d);

/* "2024-02-29T12:34:56.123456789+01:00", also with a blank for the T, a Z for
 * the zone, or none: seconds since 1970. Returns as above. */
const char *tw_decimal_parse_date(const char *s, struct decimal *d);

/* How many digits behind the point matter. */
int tw_decimal_places(const struct decimal *d);

/* In units of 10^-@places, rounded to the nearest. false: beyond 10^36. */
bool tw_decimal_scale(const struct decimal *d, int places, decimal_wide *out);

#endif /* TW_TRACE_DECIMAL_H */
