/* SPDX-License-Identifier: MIT */
/* Firmware whose branches can be counted by hand; what it does then is WAY. */
#include <stdio.h>

#include "pico/stdlib.h"

enum { SLEEP, RETURN, CRASH, LOOP };

static volatile int odd, even, thirds;

static void sort(int i)
{
	if (i & 1)
		odd++;
	else
		even++;
	if (i % 3 == 0 && i > 3)
		thirds++;
}

int main(void)
{
	for (int i = 0; i < 10; i++)
		sort(i);
	printf("sorted %d, %d, %d\n", odd, even, thirds);
	if (WAY == RETURN)
		return 0;
	if (WAY == CRASH)
		*(volatile int *)8 = 1;
	while (WAY == LOOP)
		;
	for (;;)
		sleep_ms(1000);
}
