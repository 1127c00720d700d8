/* SPDX-License-Identifier: MIT */
/* Firmware's pseudo-random numbers: the same after every reset, on every host
 * (xorshift32 by Marsaglia). */
#include <stdint.h>
#include <stdlib.h>

static uint32_t state = 1;

void srand(unsigned seed)
{
	state = seed ? seed : 1;
}

int rand_r(unsigned *seed)
{
	uint32_t x = *seed ? *seed : 1;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	*seed = x;
	return (int)(x >> 1);
}

int rand(void)
{
	return rand_r(&state);
}

long random(void)
{
	return rand();
}

void srandom(unsigned seed)
{
	srand(seed);
}
