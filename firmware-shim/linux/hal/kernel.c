/* SPDX-License-Identifier: MIT */
/* Text and numbers. */
#include <linux/kernel.h>

#include <errno.h>

ssize_t strscpy(char *to, const char *from, size_t size)
{
	size_t n = strnlen(from, size);

	if (!size)
		return -E2BIG;
	memcpy(to, from, n < size ? n : size - 1);
	to[n < size ? n : size - 1] = 0;
	return n < size ? (ssize_t)n : -E2BIG;
}

int scnprintf(char *to, size_t size, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(to, size, format, args);
	va_end(args);
	if (!size)
		return 0;
	return n < (int)size ? n : (int)size - 1;
}

/* A whole number and, at most, a newline after it. */
int kstrtoul(const char *s, unsigned base, unsigned long *value)
{
	char *end;
	unsigned long v;

	if (*s == '+')
		s++;
	if (*s < '0' || *s > 'z')
		return -EINVAL;
	errno = 0;
	v = strtoul(s, &end, (int)base);
	if (end == s)
		return -EINVAL;
	if (*end == '\n')
		end++;
	if (*end)
		return -EINVAL;
	if (errno)
		return -ERANGE;
	*value = v;
	return 0;
}

static int parse(const char *s, unsigned base, unsigned long most,
		 unsigned long *value)
{
	int error = kstrtoul(s, base, value);

	return !error && *value > most ? -ERANGE : error;
}

int kstrtouint(const char *s, unsigned base, unsigned *value)
{
	unsigned long v;
	int error = parse(s, base, ~0u, &v);

	if (!error)
		*value = (unsigned)v;
	return error;
}

int kstrtoint(const char *s, unsigned base, int *value)
{
	bool minus = *s == '-';
	unsigned long v;
	int error = parse(s + minus, base, 0x7fffffffu + minus, &v);

	if (!error)
		*value = (int)(minus ? -(long)v : (long)v);
	return error;
}

int kstrtou8(const char *s, unsigned base, u8 *value)
{
	unsigned long v;
	int error = parse(s, base, 0xff, &v);

	if (!error)
		*value = (u8)v;
	return error;
}

int kstrtou16(const char *s, unsigned base, u16 *value)
{
	unsigned long v;
	int error = parse(s, base, 0xffff, &v);

	if (!error)
		*value = (u16)v;
	return error;
}
