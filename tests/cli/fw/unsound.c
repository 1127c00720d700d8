/* SPDX-License-Identifier: MIT */
/* Firmware that does with its memory, by WAY, what it must not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pico/stdlib.h"

enum {
	SOUND,
	HEAP_WRITE,
	HEAP_READ,
	HEAP_SET,
	HEAP_PRINT,
	HEAP_FREED,
	ARRAY,
	GLOBAL,
	STACK,
	SHIFT
};

static int primes[4] = {2, 3, 5, 7};

static int sound(int five)
{
	char *p = malloc(8), *q = calloc(3, 4);
	int sum;

	memset(p, five, 8);
	q[11] = p[7];
	p = realloc(p, 6);
	p = realloc(p, 300);
	memcpy(p + 288, q, 12);
	sum = p[5] + p[299];
	free(q);
	free(p);
	return sum == 2 * five ? primes[five - 2] : 0;
}

/* Not into main(), which never returns; nor may a compiler know of malloc(). */
#define APART __attribute__((noinline))

APART static int heap(char *p, int five)
{
	if (WAY == HEAP_WRITE)
		p[five + 3] = 1; /* HEAP_WRITE */
	if (WAY == HEAP_READ)
		return p[five - 6]; /* HEAP_READ */
	if (WAY == HEAP_SET)
		memset(p, 0, (size_t)five + 4); /* HEAP_SET */
	if (WAY == HEAP_PRINT)
		sprintf(p, "%d", five * 11111111); /* HEAP_PRINT */
	if (WAY == HEAP_FREED)
		free(p);
	return p[five]; /* HEAP_FREED */
}

static int array(int five)
{
	int squares[4] = {0, 1, 4, 9};

	return squares[five]; /* ARRAY */
}

APART static int copy(const char *name)
{
	char room[8];

	strcpy(room, name);
	return room[0];
}

static int misuse(int five)
{
	switch (WAY) {
	case SOUND:
		return sound(five);
	case ARRAY:
		return array(five);
	case GLOBAL:
		return primes[five]; /* GLOBAL */
	case STACK:
		return copy(five == 5 ? "a name that is much too long" : "");
	case SHIFT:
		return five << five * 20; /* SHIFT */
	default:
		return heap(malloc(8), five);
	}
}

int main(void)
{
	volatile int five = 5;

	printf("got %d\n", misuse(five));
	for (;;)
		sleep_ms(1000);
}
