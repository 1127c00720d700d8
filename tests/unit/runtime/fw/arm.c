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

static uint32_t basepri(void)
{
	uint32_t value;

	__asm__ volatile("mrs %0, BASEPRI" : "=r"(value)::);
	return value;
}

static void set_basepri(uint32_t value)
{
	__asm__ volatile("msr BASEPRI, %0" ::"r"(value) : "memory");
}

/* As vendors write an atomic exchange. */
static uint32_t take(volatile uint32_t *word)
{
	uint32_t old, failed;

	__asm__ volatile("	.syntax unified\n"
			 "again:\n"
			 "	ldrex %[old], [%[word]]\n"
			 "	strex %[failed], %[zero], [%[word]]\n"
			 "	cmp %[failed], %[zero]\n"
			 "	bne again\n"
			 : [old] "=&l"(old), [failed] "=&l"(failed)
			 : [zero] "l"(0), [word] "l"(word)
			 : "memory");
	return old;
}

void irq0(void)
{
	TIMER(0)->ack = 0;
	printf("ipsr %u\n", (unsigned)ipsr());
}

int main(void)
{
	volatile uint32_t word = 7;
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
	saved = take(&word);
	printf("took %u left %u\n", (unsigned)saved, (unsigned)word);
	set_basepri(0x40);
	printf("basepri %x\n", (unsigned)basepri());
	set_basepri(0);
	printf("basepri %x\n", (unsigned)basepri());
	return 0;
}
