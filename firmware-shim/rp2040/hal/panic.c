/* SPDX-License-Identifier: MIT */
/* pico_platform: the ways in which firmware gives up. */
#include "pico.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void panic(const char *fmt, ...)
{
	va_list args;

	puts("\n*** PANIC ***\n");
	if (fmt) {
		va_start(args, fmt);
		vprintf(fmt, args);
		va_end(args);
		puts("");
	}
	abort();
}

void panic_unsupported(void)
{
	panic("not supported");
}

void hard_assertion_failure(void)
{
	panic("Hard assert");
}
