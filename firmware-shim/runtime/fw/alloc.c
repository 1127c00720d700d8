/* SPDX-License-Identifier: MIT */
/*
 * Firmware's heap: an arena among the instance's own data, so that a reset
 * empties it and no instance sees another's.
 *
 * Approx.: 64 KiB, whatever the chip has; first fit.
 *
 * With TW_CHECK_MEMORY it keeps for each byte whether firmware may touch it,
 * for the runtime to look at (check.c).
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "heap.h"
#include "twowire/firmware.h"

#define ARENA_BYTES 65536u
#define ALIGN	    16u

/* In front of each block; blocks lie one behind the other. */
struct block {
	uint32_t size; /* of the whole block, header included */
	uint32_t used;
	uint32_t asked; /* bytes */
	uint32_t pad;
};

static _Alignas(16) uint8_t arena[ARENA_BYTES];

#ifdef TW_CHECK_MEMORY
static uint8_t states[ARENA_BYTES];
struct tw_fw_heap tw_fw_heap = {arena, states, ARENA_BYTES, 0};

static void mark(const void *at, size_t len, uint8_t state)
{
	memset(states + ((const uint8_t *)at - arena), state, len);
}

#define BEGIN() (tw_fw_heap.busy++)
#define END()	(tw_fw_heap.busy--)
#else
#define mark(at, len, state) ((void)0)
#define BEGIN()		     ((void)0)
#define END()		     ((void)0)
#endif

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

static inline __attribute__((always_inline)) void *give(size_t size)
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
		b->asked = (uint32_t)size;
		mark(b + 1, size, TW_FW_HEAP_GIVEN);
		return b + 1;
	}
	errno = ENOMEM;
	return NULL;
}

void *malloc(size_t size)
{
	void *p;

	BEGIN();
	p = give(size);
	END();
	return p;
}

void free(void *p)
{
	struct block *b = p;

	if (!p)
		return;
	BEGIN();
	if ((uint8_t *)p < arena || (uint8_t *)p >= arena + ARENA_BYTES ||
	    !b[-1].used)
		tw_fw_fail("free() of what malloc() did not give", NULL);
	b[-1].used = false;
	mark(p, b[-1].asked, TW_FW_HEAP_FREED);
	END();
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
	void *p;

	if (!old)
		return malloc(size);
	BEGIN();
	if (size <= b[-1].size - sizeof(*b)) {
		mark(old, b[-1].asked, TW_FW_HEAP_FREED);
		b[-1].asked = (uint32_t)size;
		mark(old, size, TW_FW_HEAP_GIVEN);
		p = old;
	} else {
		p = malloc(size);
		if (p) {
			memcpy(p, old, b[-1].asked);
			free(old);
		}
	}
	END();
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
