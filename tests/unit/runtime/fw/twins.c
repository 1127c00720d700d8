/* SPDX-License-Identifier: MIT */
/* Has globals, a heap and output; does the same after each reset. */
#include "tiny.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int counted = 5;
static int zeroed;
static char *text;

int main(void)
{
	counted++;
	zeroed++;
	text = malloc(100);
	strcpy(text, "kept");
	SRAM[3]++;
	printf("%d %d %s %d\n", counted, zeroed, text, SRAM[3]);
	printf("%p %d\n", (void *)text, rand());
	printf("half");
	printf(" line %d %.2f\n", (int)time(NULL), 1.5);
	REGS->scratch[0] = (uint32_t)counted;
	for (;;)
		;
}
