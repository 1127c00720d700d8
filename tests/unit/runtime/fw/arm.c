/* SPDX-License-Identifier: MIT */
/* Inline assembly as Cortex-M headers have it. */
#include "tiny.h"

#include <stdio.h>

static uint32_t primask(void)
{
	uint32_t value;

	__asm__ volatile("mrs %0, PRIMASK" : "=r"(value)::);
	return value;
}

static uint32_t ipsr(void)
{
	uint32_t value;

	__asm__ volatile("mrs %0, ipsr" : "=r"(value)::);
	return value;
}

void irq0(void)
{
	TIMER(0)->ack = 0;
	printf("ipsr %u\n", (unsigned)ipsr());
}

int main(void)
{
	uint32_t saved;

	IRQ->enable = 1;
	saved = primask();
	__asm__ volatile("cpsid i" ::: "memory");
	printf("%u then %u\n", (unsigned)saved, (unsigned)primask());
	TIMER(0)->delay_ns = 5000;
	__asm__ volatile("wfi");
	printf("woken\n");
	__asm__ volatile("msr PRIMASK, %0" ::"r"(saved) : "memory");
	printf("%u and %u\n", (unsigned)primask(), (unsigned)ipsr());
	__asm__ volatile("dmb" ::: "memory");
	__asm__ volatile("sev");
	__asm__ volatile("wfe");
	printf("event\n");
	return 0;
}
