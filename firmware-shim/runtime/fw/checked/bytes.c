/* SPDX-License-Identifier: MIT */
/*
 * The functions of the C library that write where they are told, with a look at
 * the bytes before: in objects in which memory is checked they take the place
 * of the host's. They cost no cycles, as those.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "twowire/firmware.h"

#undef memcpy
#undef memmove
#undef memset
#undef strcpy
#undef strncpy
#undef strcat
#undef sprintf

#if defined(__clang__)
#define QUIET __attribute__((no_sanitize("thread", "coverage")))
#elif __GNUC__ >= 12
#define QUIET __attribute__((no_sanitize("thread"), no_sanitize_coverage))
#else
#define QUIET __attribute__((no_sanitize("thread")))
#endif

#define CALLER __builtin_return_address(0)

/* Volatile, so that no compiler makes a call of memcpy() of it. */
QUIET static void copy(void *to, const void *from, size_t n)
{
	volatile unsigned char *d = to;
	const volatile unsigned char *s = from;

	if ((const unsigned char *)from < (unsigned char *)to)
		while (n--)
			d[n] = s[n];
	else
		for (size_t i = 0; i < n; i++)
			d[i] = s[i];
}

QUIET void *memmove(void *to, const void *from, size_t n)
{
	tw_fw_check(from, n, 0, CALLER);
	tw_fw_check(to, n, 1, CALLER);
	copy(to, from, n);
	return to;
}

QUIET void *memcpy(void *to, const void *from, size_t n)
{
	tw_fw_check(from, n, 0, CALLER);
	tw_fw_check(to, n, 1, CALLER);
	copy(to, from, n);
	return to;
}

QUIET void *memset(void *to, int byte, size_t n)
{
	volatile unsigned char *d = to;

	tw_fw_check(to, n, 1, CALLER);
	for (size_t i = 0; i < n; i++)
		d[i] = (unsigned char)byte;
	return to;
}

QUIET char *strcpy(char *to, const char *from)
{
	size_t n = strlen(from) + 1;

	tw_fw_check(from, n, 0, CALLER);
	tw_fw_check(to, n, 1, CALLER);
	copy(to, from, n);
	return to;
}

QUIET char *strncpy(char *to, const char *from, size_t n)
{
	size_t len = strnlen(from, n);

	tw_fw_check(from, len, 0, CALLER);
	tw_fw_check(to, n, 1, CALLER);
	copy(to, from, len);
	for (; len < n; len++)
		((volatile char *)to)[len] = 0;
	return to;
}

QUIET char *strcat(char *to, const char *from)
{
	size_t n = strlen(from) + 1, at = strlen(to);

	tw_fw_check(from, n, 0, CALLER);
	tw_fw_check(to, at + n, 1, CALLER);
	copy(to + at, from, n);
	return to;
}

QUIET int sprintf(char *to, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		return n;
	tw_fw_check(to, (size_t)n + 1, 1, CALLER);
	va_start(args, format);
	n = vsnprintf(to, (size_t)n + 1, format, args);
	va_end(args);
	return n;
}
