/* SPDX-License-Identifier: MIT */
/*
 * Memory: 256 KiB, first fit. A block is its header and what was asked for;
 * blocks lie one behind the other.
 */
#include <linux/irqflags.h>
#include <linux/slab.h>

#define ARENA_BYTES (256u * 1024u)
#define UNIT	    16u

struct block {
	u32 size; /* header included */
	u32 used;
	u32 asked;
	u32 pad;
};

static _Alignas(16) u8 arena[ARENA_BYTES];

static struct block *first(void)
{
	struct block *b = (struct block *)arena;

	if (!b->size)
		b->size = ARENA_BYTES;
	return b;
}

static struct block *after(struct block *b)
{
	u8 *next = (u8 *)b + b->size;

	return next < arena + ARENA_BYTES ? (struct block *)next : NULL;
}

/* Free neighbours become one. */
static void join(struct block *b)
{
	for (struct block *n = after(b); n && !n->used; n = after(b))
		b->size += n->size;
}

static void split(struct block *b, u32 size)
{
	struct block *rest = (struct block *)((u8 *)b + size);

	if (b->size < size + 2 * UNIT)
		return;
	*rest = (struct block){.size = b->size - size};
	b->size = size;
}

static struct block *find(u32 size)
{
	for (struct block *b = first(); b; b = after(b)) {
		if (b->used)
			continue;
		join(b);
		if (b->size >= size)
			return b;
	}
	return NULL;
}

void *kmalloc(size_t size, gfp_t flags)
{
	unsigned long irq = tw_irq_save();
	struct block *b = NULL;

	if (size <= ARENA_BYTES - sizeof(*b)) {
		u32 need = round_up((u32)size + (u32)sizeof(*b), UNIT);

		b = find(need);
		if (b) {
			split(b, need);
			b->used = 1;
			b->asked = (u32)size;
		}
	}
	tw_irq_restore(irq);
	if (b && flags & __GFP_ZERO)
		memset(b + 1, 0, size);
	return b ? b + 1 : NULL;
}

void kfree(const void *ptr)
{
	struct block *b = (struct block *)(uintptr_t)ptr - 1;

	if (IS_ERR_OR_NULL(ptr))
		return;
	BUG_ON((u8 *)b < arena || (u8 *)b >= arena + ARENA_BYTES || !b->used);
	b->used = 0;
}

void *krealloc(const void *old, size_t size, gfp_t flags)
{
	const struct block *b = (const struct block *)old - 1;
	void *fresh = kmalloc(size, flags);

	if (!old || !fresh)
		return fresh;
	memcpy(fresh, old, min_t(size_t, size, b->asked));
	kfree(old);
	return fresh;
}

void *kmemdup(const void *from, size_t size, gfp_t flags)
{
	void *to = kmalloc(size, flags);

	return to ? memcpy(to, from, size) : NULL;
}

char *kstrdup(const char *s, gfp_t flags)
{
	return s ? kmemdup(s, strlen(s) + 1, flags) : NULL;
}
