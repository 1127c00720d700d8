/* SPDX-License-Identifier: MIT */
/* Interrupts that interrupt one another, or may not. */
#include "tiny.h"

#include <stdio.h>

static void work(void)
{
	for (volatile int i = 0; i < 50; i++)
		;
}

void irq0(void)
{
	printf("low %u\n", (unsigned)tiny_exception());
	TIMER(0)->ack = 0;
	TIMER(1)->raise = 1; /* comes first: is taken at once */
	TIMER(2)->raise = 1; /* equal: waits */
	work();
	printf("low ends\n");
}

void irq1(void)
{
	printf("high\n");
	TIMER(1)->ack = 0;
	work();
	printf("high ends %u\n", (unsigned)tiny_exception());
}

void irq2(void)
{
	printf("equal\n");
	TIMER(2)->ack = 0;
}

int main(void)
{
	IRQ->priority[0] = 2;
	IRQ->priority[1] = 1;
	IRQ->priority[2] = 2;
	IRQ->enable = 7;
	tiny_mask(1);
	TIMER(0)->raise = 1;
	work();
	printf("masked %u\n", (unsigned)tiny_exception());
	tiny_sleep(); /* a masked interrupt wakes */
	printf("awake\n");
	tiny_mask(0);
	printf("done %u\n", (unsigned)tiny_exception());
	(void)TIMER(1)->raise; /* a read that interrupts */
	work();
	printf("after\n");
	return 0;
}
