/* SPDX-License-Identifier: MIT */
/* Sleeps in an empty loop; the interrupt does the work. */
#include "tiny.h"

void irq0(void)
{
	TIMER(0)->ack = 0;
	REGS->scratch[0]++;
	if (REGS->scratch[0] < 5)
		TIMER(0)->delay_ns = 1000000;
}

int main(void)
{
#ifdef MASKED
	tiny_mask(1);
#endif
	IRQ->enable = 1;
	TIMER(0)->delay_ns = 1000000;
#ifdef SPIN
	for (;;)
		REGS->scratch[1] = 1;
#elif defined(PREBUILT)
	__asm__ volatile("1:	jmp 1b"); /* no compiler saw it */
	return 0;
#else
	for (;;)
		;
#endif
}
