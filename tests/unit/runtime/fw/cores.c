/* SPDX-License-Identifier: MIT */
/* Two CPUs that hand a number to and fro through memory. */
#include "tiny.h"

#include <stdio.h>

static volatile uint32_t ball;

void cpu1_main(void);

void cpu1_main(void)
{
	printf("second is %u\n", (unsigned)REGS->cpu);
	for (int i = 0; i < 10; i++) {
		while (ball % 2 == 0)
			;
		ball++;
	}
}

int main(void)
{
	printf("first is %u\n", (unsigned)REGS->cpu);
	REGS->start_cpu1 = 1;
	for (int i = 0; i < 10; i++) {
		while (ball % 2 == 1)
			;
		ball++;
		REGS->scratch[0] = ball;
	}
	while (ball < 20)
		;
	REGS->scratch[1] = ball;
	return 0;
}
