/* SPDX-License-Identifier: MIT */
/* Tasks in turns: by their own will, and at the end of an interrupt. */
#include "tiny.h"

#include <stdio.h>
#include <string.h>

static unsigned pong, spinner;
static volatile unsigned bound_for;

void irq0(void)
{
	TIMER(0)->ack = 0;
	printf("interrupt\n");
	bound_for = 0;
}

/* Back to main(), from a task that asks for nothing. */
static void at_irq_exit(void)
{
	printf("exit %u\n", (unsigned)tiny_exception());
	if (!bound_for)
		tiny_task_switch(0);
}

static void play(void *arg)
{
	char line[32];

	for (unsigned i = 0;; i++) {
		snprintf(line, sizeof(line), "%s %u", (const char *)arg, i);
		puts(line);
		tiny_task_switch(0);
	}
}

static void spin(void *arg)
{
	(void)arg;
	for (;;)
		REGS->scratch[0]++;
}

static void grow(void *arg)
{
	char big[1024];

	memset(big, *(char *)arg, sizeof(big));
	grow(big);
	puts(big);
}

int main(void)
{
	static char zero;
	unsigned ping = tiny_task_new(play, "ping");

	pong = tiny_task_new(play, "pong");
	spinner = tiny_task_new(spin, 0);
	printf("%d %u\n", ping && pong && spinner, tiny_task_new(play, ""));
	for (int i = 0; i < 2; i++) {
		tiny_task_switch(ping);
		tiny_task_switch(pong);
	}
	IRQ->enable = 1;
	tiny_on_irq_exit(at_irq_exit);
	TIMER(0)->delay_ns = 1000000;
	bound_for = spinner;
	tiny_task_switch(spinner);
	printf("back %d\n", REGS->scratch[0] > 1000);
	tiny_task_free(pong);
	tiny_mask(1);
	pong = tiny_task_new(play, "new");
	tiny_task_switch(pong);
	tiny_task_free(ping);
	tiny_task_switch(tiny_task_new(grow, &zero));
	return 0;
}
