/* SPDX-License-Identifier: MIT */
/* Blocks of which one is forty instructions longer than the other. */
#include "tiny.h"

static __attribute__((noinline)) void plain(void)
{
	__asm__ volatile("");
}

static __attribute__((noinline)) void longer(void)
{
	__asm__ volatile("nop; nop; nop; nop; nop; nop; nop; nop; nop; nop\n"
			 "nop; nop; nop; nop; nop; nop; nop; nop; nop; nop\n"
			 "nop; nop; nop; nop; nop; nop; nop; nop; nop; nop\n"
			 "nop; nop; nop; nop; nop; nop; nop; nop; nop; nop");
}

int main(void)
{
	REGS->scratch[0] = REGS->cycles;
	plain();
	REGS->scratch[1] = REGS->cycles;
	longer();
	REGS->scratch[2] = REGS->cycles;
	return 0;
}
