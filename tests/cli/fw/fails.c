/* SPDX-License-Identifier: MIT */
/* Firmware that works for a millisecond and then, by HOW, does not. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "hardware/sync.h"
#include "pico/stdlib.h"

enum { CRASH, OVERFLOW, ABORT, EXIT, ASSERT, HANG, LEAVE };

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
	return 0;
}
