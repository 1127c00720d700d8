/* SPDX-License-Identifier: MIT */
/* How firmware ends: each way is a result that names its place. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "twowire/firmware.h"

void _exit(int status);
void _Exit(int status);
void __stack_chk_fail(void) __attribute__((noreturn));
void __assert_fail(const char *expression, const char *file, unsigned line,
		   const char *function);
void __assert(const char *expression, const char *file, int line);
void __assert_func(const char *file, int line, const char *function,
		   const char *expression);

/* "NAME(N)". */
static _Noreturn void fail(const char *name, int n)
{
	char what[32];

	snprintf(what, sizeof(what), "%s(%d)", name, n);
	fflush(stdout);
	tw_fw_fail(what, NULL);
}

/* A chip has no process to leave: this gives up, whatever the status says. */
void _exit(int status)
{
	fail("_exit", status);
}

void _Exit(int status)
{
	fail("_Exit", status);
}

/* Nor has it one to send signals to, to double, or with files. */
int raise(int sig)
{
	fail("raise", sig);
}

int close(int fd)
{
	fail("close", fd);
}

pid_t fork(void)
{
	fflush(stdout);
	tw_fw_fail("fork()", NULL);
}

void exit(int status)
{
	fflush(stdout);
	tw_fw_exit(status);
}

void abort(void)
{
	fflush(stdout);
	tw_fw_fail("abort()", NULL);
}

/* Of -fstack-protector, where a function returns. */
void __stack_chk_fail(void)
{
	tw_fw_fail("a local variable was overrun", NULL);
}

static const char *base_name(const char *path)
{
	const char *base = path;

	for (; *path; path++)
		if (*path == '/')
			base = path + 1;
	return base;
}

void __assert_fail(const char *expression, const char *file, unsigned line,
		   const char *function)
{
	char what[300], place[200];

	snprintf(what, sizeof(what), "assertion `%s' failed", expression);
	snprintf(place, sizeof(place), "%s:%u%s%s%s", base_name(file), line,
		 function ? " (" : "", function ? function : "",
		 function ? ")" : "");
	fflush(stdout);
	tw_fw_fail(what, place);
}

/* newlib's names for it. */
void __assert_func(const char *file, int line, const char *function,
		   const char *expression)
{
	__assert_fail(expression, file, (unsigned)line, function);
}

void __assert(const char *expression, const char *file, int line)
{
	__assert_fail(expression, file, (unsigned)line, NULL);
}
