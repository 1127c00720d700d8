/* SPDX-License-Identifier: MIT */
/* Firmware that comes to a bad end; which one is in KIND. */
#include "tiny.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOOPS	  1
#define MASKED	  2
#define OVERFLOW  3
#define ABORT	  4
#define EXIT	  5
#define ASSERT	  6
#define NULLPTR	  7
#define CALLNULL  8
#define DIVIDE	  9
#define NOWHERE	  10
#define UNMAPPED  11
#define COPY	  12
#define UNHANDLED 13
#define ENDS	  15
#define TRAP	  16
#define NOHOOKS	  17

volatile int zero;
int *volatile null;
void (*volatile call)(void);

static __attribute__((noinline)) int recurse(int n)
{
	volatile char frame[200];

	frame[0] = (char)n;
	return recurse(n + 1) + frame[0];
}

int main(void)
{
	REGS->scratch[0] = 1;
	printf("begins\n");
	switch (KIND) {
	case LOOPS:
		for (;;)
			zero++;
	case MASKED:
		IRQ->enable = 1;
		tiny_mask(1);
		for (;;)
			zero++;
	case OVERFLOW:
		return recurse(0);
	case ABORT:
		abort();
	case EXIT:
		exit(3);
	case ASSERT:
		assert(zero == 1);
		break;
	case NULLPTR:
		*null = 1;
		break;
	case CALLNULL:
		call();
		break;
	case DIVIDE:
		return 100 / zero;
	case NOWHERE:
		return *(volatile int *)0x40000100;
	case UNMAPPED:
		return *(volatile int *)0x48000000;
	case COPY:
		memcpy(null, "text", 4);
		break;
	case UNHANDLED:
		IRQ->enable = 8;
		TIMER(3)->raise = 1;
		for (;;)
			;
	case ENDS:
		exit(0);
	case TRAP:
		__builtin_trap();
	case NOHOOKS:
		__asm__ volatile("1: nop\n	jmp 1b");
	}
	return 0;
}
