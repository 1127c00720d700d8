/* SPDX-License-Identifier: MIT */
/* Any bits of samples. Equal samples are passed over a word at a time. */
#include "trace/sr_pick.h"

#include <string.h>

#define WORD 8u

void tw_sr_pick_init(struct sr_pick *p, unsigned unitsize,
		     const struct capture_set *set)
{
	*p = (struct sr_pick){.set = set, .unitsize = unitsize};
	for (size_t i = 0; i < set->n; i++)
		p->mask |= 1ull << set->numbers[i];
}

static void tell(const struct sr_pick *p)
{
	uint64_t levels = 0;

	for (size_t i = 0; i < p->set->n; i++)
		levels |= (p->last >> p->set->numbers[i] & 1) << i;
	p->set->fn(p->set->user, p->tick, levels);
}

static inline uint64_t load(const uint8_t *data, unsigned n)
{
	uint64_t word = 0;

	memcpy(&word, data, n);
	return GUINT64_FROM_LE(word);
}

/* A word full of the same unit. */
static uint64_t repeat(uint64_t unit, unsigned unitsize)
{
	uint64_t word = 0;

	for (unsigned i = 0; i < WORD; i += unitsize)
		word |= unit << 8 * i;
	return word;
}

/* How many bytes of whole words are all as the last sample. */
static size_t equal_bytes(const struct sr_pick *p, const uint8_t *data,
			  size_t len)
{
	uint64_t mask, last;
	size_t at = 0;

	if (WORD % p->unitsize)
		return 0;
	mask = repeat(p->mask, p->unitsize);
	last = repeat(p->last, p->unitsize);
	while (len - at >= WORD && (load(data + at, WORD) & mask) == last)
		at += WORD;
	return at;
}

void tw_sr_pick_run(struct sr_pick *p, const uint8_t *data, size_t n)
{
	size_t len = n * p->unitsize;
	size_t at = 0;

	while (at < len) {
		uint64_t unit = load(data + at, p->unitsize) & p->mask;

		if (unit != p->last || !p->tick) {
			p->last = unit;
			tell(p);
		}
		p->tick++;
		at += p->unitsize;
		if (at % WORD == 0) {
			size_t equal = equal_bytes(p, data + at, len - at);

			p->tick += equal / p->unitsize;
			at += equal;
		}
	}
}
