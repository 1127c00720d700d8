/* SPDX-License-Identifier: MIT */
/*
 * Firmware's output: lines of text for the trace, whatever the stream.
 *
 * Left out: input and files.
 * Approx.:  formatting and sending take no time beyond the code around them; a
 *           line is at most 500 bytes, longer ones are cut in pieces; what one
 *           call formats is cut at 1000.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "twowire/firmware.h"

#undef stdin
#undef stdout
#undef stderr
#undef putc
#undef putchar

/* Never looked into. */
FILE *stdin, *stdout, *stderr;

static char line[500];
static size_t line_len;

static void flush_line(void)
{
	tw_fw_output(line, line_len);
	line_len = 0;
}

static void put(char c)
{
	if (c == '\n') {
		flush_line();
	} else if (c != '\r') {
		line[line_len++] = c;
		if (line_len == sizeof(line))
			flush_line();
	}
}

static void put_all(const char *s, size_t n)
{
	while (n--)
		put(*s++);
}

int vprintf(const char *format, va_list args)
{
	char text[1000];
	int n = vsnprintf(text, sizeof(text), format, args);

	if (n > 0)
		put_all(text, strlen(text));
	return n;
}

int printf(const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vprintf(format, args);
	va_end(args);
	return n;
}

int vfprintf(FILE *stream, const char *format, va_list args)
{
	return vprintf(format, args);
}

int fprintf(FILE *stream, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vprintf(format, args);
	va_end(args);
	return n;
}

int putchar(int c)
{
	put((char)c);
	return (unsigned char)c;
}

int fputc(int c, FILE *stream)
{
	return putchar(c);
}

int putc(int c, FILE *stream)
{
	return putchar(c);
}

int fputs(const char *s, FILE *stream)
{
	put_all(s, strlen(s));
	return 1;
}

int puts(const char *s)
{
	put_all(s, strlen(s));
	put('\n');
	return 1;
}

size_t fwrite(const void *data, size_t size, size_t n, FILE *stream)
{
	put_all(data, size * n);
	return n;
}

int fflush(FILE *stream)
{
	if (line_len)
		flush_line();
	return 0;
}

void perror(const char *s)
{
	printf("%s: error\n", s);
}
