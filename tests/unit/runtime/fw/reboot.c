/* SPDX-License-Identifier: MIT */
/* Resets its chip, twice. */
#include "tiny.h"

#include <stdio.h>

static int starts;

int main(void)
{
	printf("start %d\n", ++starts);
	if (REGS->count < 3)
		REGS->reset = 1;
	return 0;
}
