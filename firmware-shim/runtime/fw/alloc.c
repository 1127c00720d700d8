/* SPDX-License-Identifier: MIT */
/*
 * Firmware's heap: an arena among the instance's own data, so that a reset
 * empties it and no instance sees another's.
 *
 * Approx.: 64 KiB, whatever the chip has; first fit.
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "twowire/firmware.h"

#define ARENA_BYTES 65536u
#define ALIGN	    16u

/* In front of each block; blocks lie one behind the other. */
struct block {
	uint32_t size; /* of the whole block, header included */
	uint32_t used;
	uint32_t pad[2];
};

static _Alignas(16) uint8_t arena[ARENA_BYTES];

static struct block *next_of(struct block *b)
{
	return (struct block *)((uint8_t *)b + b->size);
}

static struct block *end(void)
{
	return (struct block *)(arena + ARENA_BYTES);
}

static struct block *first(void)
{
	struct block *b = (struct block *)arena;

	if (!b->size)
		b->size = ARENA_BYTES;
	return b;
}

void *malloc(size_t size)
{
	uint32_t need;

	if (size > ARENA_BYTES) {
		errno = ENOMEM;
		return NULL;
	}
	need = (uint32_t)((size + ALIGN - 1) / ALIGN * ALIGN +
			  sizeof(struct block));
	for (struct block *b = first(); b != end(); b = next_of(b)) {
		if (b->used)
			continue;
		while (next_of(b) != end() && !next_of(b)->used)
			b->size += next_of(b)->size;
		if (b->size < need)
			continue;
		if (b->size - need > sizeof(*b)) {
			struct block *rest =
				(struct block *)((uint8_t *)b + need);

			rest->size = b->size - need;
			rest->used = false;
			b->size = need;
		}
		b->used = true;
		return b + 1;
	}
	errno = ENOMEM;
	return NULL;
}

void free(void *p)
{
	struct block *b = p;

	if (!p)
		return;
	if ((uint8_t *)p < arena || (uint8_t *)p >= arena + ARENA_BYTES ||
	    !b[-1].used)
		tw_fw_fail("free() of what malloc() did not give", NULL);
	b[-1].used = false;
}

void *calloc(size_t n, size_t size)
{
	size_t total;
	void *p;

	if (__builtin_mul_overflow(n, size, &total)) {
		errno = ENOMEM;
		return NULL;
	}
	p = malloc(total);
	if (p)
		memset(p, 0, total);
	return p;
}

void *realloc(void *old, size_t size)
{
	struct block *b = old;
	size_t had;
	void *p;

	if (!old)
		return malloc(size);
	had = b[-1].size - sizeof(*b);
	if (size <= had)
		return old;
	p = malloc(size);
	if (p) {
		memcpy(p, old, had);
		free(old);
	}
	return p;
}

char *strdup(const char *s)
{
	size_t size = strlen(s) + 1;
	char *p = malloc(size);

	return p ? memcpy(p, s, size) : NULL;
}

char *strndup(const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *p = malloc(len + 1);

	if (!p)
		return NULL;
	p[len] = 0;
	return memcpy(p, s, len);
}
