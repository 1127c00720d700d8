/* SPDX-License-Identifier: MIT */
/* Loops to be measured; a write to the first register stops the watch. */
#include "tiny.h"

#include "bench.h"

static volatile uint32_t memory;

int main(void)
{
	REGS->scratch[0] = 0;
	for (int i = 0; i < BENCH_LOOPS; i++)
		__asm__ volatile("");
	REGS->scratch[0] = 1;
	for (int i = 0; i < BENCH_LOOPS; i++)
		(void)memory;
	REGS->scratch[0] = 2;
	for (int i = 0; i < BENCH_LOOPS; i++)
		(void)REGS->scratch[1];
	REGS->scratch[0] = 3;
	return 0;
}
