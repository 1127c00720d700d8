/* SPDX-License-Identifier: MIT */
/* Firmware that works for a millisecond and then, by HOW, does not. */
#include <assert.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "hardware/sync.h"
#include "pico/stdlib.h"

enum {
	CRASH,
	OVERFLOW,
	ABORT,
	EXIT,
	ASSERT,
	HANG,
	LEAVE,
	EMPTY,
	RAISE,
	JUMP,
	CLOSE,
	GIGABYTE,
	FORK,
	SPIN,
};

static volatile int sink;

static void crash(void)
{
	*(volatile int *)8 = 1;
}

static int overflow(int n)
{
	volatile char room[256];

	room[0] = (char)n;
	return overflow(n + 1) + room[0];
}

/* Without a register, an interrupt that could come, or an end. */
static void hang(void)
{
	save_and_disable_interrupts();
	for (;;)
		sink++;
}

static void empty(void)
{
	save_and_disable_interrupts();
	for (;;)
		;
}

/* To where nobody has been. */
static void jump(void)
{
	static jmp_buf nowhere;

	longjmp(nowhere, 1);
}

static void gigabyte(void)
{
	volatile char *much = malloc((size_t)1 << 30);

	much[0] = 1;
}

/* What no compiler's hook sees. */
static void spin(void)
{
#ifdef __x86_64__
	__asm__ volatile("1: nop\n\tjmp 1b");
#else
	__asm__ volatile("1: nop\n\tb 1b");
#endif
}

int main(void)
{
	printf("about to fail\n");
	sleep_ms(1);
	if (HOW == CRASH)
		crash();
	if (HOW == OVERFLOW)
		sink = overflow(0);
	if (HOW == ABORT)
		abort();
	if (HOW == EXIT)
		exit(3);
	if (HOW == ASSERT)
		assert(sink == 1);
	if (HOW == HANG)
		hang();
	if (HOW == LEAVE)
		_exit(0);
	if (HOW == EMPTY)
		empty();
	if (HOW == RAISE)
		raise(SIGTERM);
	if (HOW == JUMP)
		jump();
	if (HOW == CLOSE)
		for (int fd = 0; fd < 1024; fd++)
			close(fd);
	if (HOW == GIGABYTE)
		gigabyte();
	if (HOW == FORK)
		while (fork() >= 0)
			;
	if (HOW == SPIN)
		spin();
	return 0;
}
