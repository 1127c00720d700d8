/* SPDX-License-Identifier: MIT */
/* Shows what code costs. */
#include "tiny.h"

static __attribute__((noinline)) void loop(int n)
{
	for (int i = 0; i < n; i++)
		__asm__ volatile("");
}

int main(void)
{
	REGS->scratch[0] = REGS->cycles;
	loop(1000);
	REGS->scratch[1] = REGS->cycles;
	tiny_wait(5000);
	REGS->scratch[2] = REGS->cycles;
	REGS->clock_hz = 1000000;
	REGS->scratch[3] = REGS->cycles;
	return 0;
}
