/* SPDX-License-Identifier: MIT */
/* Has functions of its own by names that others have too. */
#include "tiny.h"

#include <stdio.h>
#include <stdlib.h>

int putchar(int c)
{
	REGS->scratch[1] = (uint32_t)c;
	return c;
}

/* The host's C library has these, and so has its own code. */
int write(int fd, const char *data, int n)
{
	REGS->scratch[2] = (uint32_t)n;
	return n;
}

void tiny_wait(uint32_t cycles)
{
	REGS->scratch[3] = cycles;
}

static char *grow(void)
{
	char *p = malloc(10), *q;

	free(malloc(60000));
	q = calloc(1, 60000);
	p = realloc(p, 2000);
	p[1999] = 1;
	free(q);
	return p;
}

int main(void)
{
	putchar('x');
	write(1, "abc", 3);
	tiny_wait(7);
	REGS->scratch[4] = grow() != NULL;
	REGS->scratch[5] = malloc(100000) == NULL;
	printf("still here\n");
	return 0;
}
