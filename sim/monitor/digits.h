/* SPDX-License-Identifier: MIT */
/* Decimal numbers, written fast: a busy trace prints millions of them. */
#ifndef TW_MONITOR_DIGITS_H
#define TW_MONITOR_DIGITS_H

#include <stdint.h>
#include <string.h>

#define DIGITS_MAX 20 /* of a uint64_t */

extern const char tw_digit_pairs[201];

/* Writes @v at @p without a terminator. Returns the end. */
static inline char *digits_put(char *p, uint64_t v)
{
	char buf[DIGITS_MAX];
	char *at = buf + DIGITS_MAX;
	size_t len;

	while (v >= 100) {
		at -= 2;
		memcpy(at, tw_digit_pairs + 2 * (v % 100), 2);
		v /= 100;
	}
	if (v >= 10) {
		at -= 2;
		memcpy(at, tw_digit_pairs + 2 * v, 2);
	} else {
		*--at = (char)('0' + v);
	}
	len = (size_t)(buf + DIGITS_MAX - at);
	memcpy(p, at, len);
	return p + len;
}

#endif /* TW_MONITOR_DIGITS_H */
