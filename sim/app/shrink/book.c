/* SPDX-License-Identifier: MIT */
#include "app/shrink/book.h"

#define UNKNOWN 0x100u

static const uint32_t sizes[] = {256,  16,   32,    64,	   128,
				 8,    1,    512,   1024,  2048,
				 4096, 8192, 16384, 32768, 65536};
static const unsigned pointers[] = {1, 2, 0};
enum { KINDS = G_N_ELEMENTS(sizes) * G_N_ELEMENTS(pointers) };

struct book {
	unsigned pointer_len;
	uint32_t size, pointer;
	uint16_t *registers;
	uint16_t addr;
	bool contradicted, found;
};

static void put(struct book *b, const uint8_t *bytes, size_t len)
{
	size_t i = 0;

	if (len >= b->pointer_len && b->pointer_len)
		for (b->pointer = 0; i < b->pointer_len; i++)
			b->pointer = b->pointer << 8 | bytes[i];
	for (; i < len && len >= b->pointer_len; i++)
		b->registers[b->pointer++ % b->size] = bytes[i];
}

/* @wanted: the byte that is asked about; SIZE_MAX: none here. */
static void one_transfer(struct book *b, const struct tw_case_transfer *t,
			 size_t wanted)
{
	size_t rx = 0;

	for (guint i = 0; i < t->msgs->len; i++) {
		const struct tw_case_msg *m =
			&g_array_index(t->msgs, struct tw_case_msg, i);

		if (m->addr == b->addr && !(m->flags & TW_MSG_READ))
			put(b, t->tx->data + m->first, m->len);
		if (!(m->flags & TW_MSG_READ))
			continue;
		for (size_t k = 0; k < m->len; k++, rx++) {
			uint16_t now;

			if (m->addr != b->addr)
				continue;
			now = b->registers[b->pointer++ % b->size];
			if (rx == wanted)
				b->found = t->has_rx && now == t->rx->data[rx];
			else if (t->has_rx && t->rx_mask->data[rx] &&
				 now != UNKNOWN && now != t->rx->data[rx])
				b->contradicted = true;
		}
	}
}

bool book_agrees(unsigned kind, const tw_scenario *s, size_t step,
		 uint16_t addr, size_t byte)
{
	unsigned n = kind - BOOK_FIRST;
	struct book b = {
		.pointer_len = pointers[n / G_N_ELEMENTS(sizes)],
		.size = sizes[n % G_N_ELEMENTS(sizes)],
		.addr = addr,
	};

	b.registers = g_new(uint16_t, b.size);
	for (uint32_t i = 0; i < b.size; i++)
		b.registers[i] = UNKNOWN;
	for (size_t i = 0; i <= step && i < s->steps->len; i++) {
		const GPtrArray *all =
			g_array_index(s->steps, struct tw_case_step, i)
				.transfers;

		for (guint t = 0; all && t < all->len; t++)
			one_transfer(&b, all->pdata[t],
				     i == step ? byte : SIZE_MAX);
	}
	g_free(b.registers);
	return b.found && !b.contradicted;
}

unsigned book_find(const tw_scenario *s, size_t step, uint16_t addr,
		   size_t byte)
{
	for (unsigned kind = BOOK_FIRST; kind < BOOK_FIRST + KINDS; kind++)
		if (book_agrees(kind, s, step, addr, byte))
			return kind;
	return BOOK_NONE;
}
