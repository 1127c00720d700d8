/* SPDX-License-Identifier: MIT */
/* In every object, since only the chip refers to it. */
#include "tiny.h"

#include <stdlib.h>

void irq0(void)
{
	abort();
}

void irq1(void)
{
	abort();
}

void irq2(void)
{
	abort();
}

extern void (*const tiny_vectors[4])(void);
void (*const tiny_vectors[4])(void) = {irq0, irq1, irq2, NULL};
