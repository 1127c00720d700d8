/* SPDX-License-Identifier: MIT */
/*
 * Accesses to firmware's heap, in objects in which memory is checked: the
 * allocator keeps what may be touched. The windows of 16 MiB in which it lies
 * are looked at as those with registers are, so that other objects pay nothing.
 *
 * Left out: heaps beyond 4 GiB, where instances lie once 480 MiB are taken.
 */
#include "runtime/runtime.h"

#include "runtime/fw/heap.h"

void check_attach(mcu *m)
{
	const struct tw_fw_heap *h = mcu_symbol(m, "tw_fw_heap");
	uintptr_t arena;

	if (!h)
		return;
	arena = (uintptr_t)h->arena;
	m->heap = (struct heap){arena, h->size, h->states, &h->busy};
	if (arena >> 32)
		return;
	m->windows[arena >> 24] = WINDOW_CHECKED;
	m->windows[(arena + h->size - 1) >> 24] = WINDOW_CHECKED;
}

static void fail(struct cpu *c, enum request_kind kind, size_t size, bool freed,
		 struct request *r)
{
	char what[80];

	g_snprintf(what, sizeof(what), "%s of %" G_GSIZE_FORMAT " byte%s %s,",
		   kind == REQUEST_WRITE ? "write" : "read", size,
		   size == 1 ? "" : "s",
		   freed ? "of memory that was freed"
			 : "outside of what malloc() gave");
	r->kind = REQUEST_FAIL;
	r->what = what;
	for (;;)
		cpu_ask(c, r);
}

void check_heap(struct cpu *c, enum request_kind kind, uintptr_t addr,
		size_t size, struct request *r)
{
	const struct heap *h = &c->mcu->heap;
	uintptr_t first = MAX(addr, h->base);
	uintptr_t end = MIN(addr + size, h->base + h->size);

	if (*h->busy)
		return;
	for (uintptr_t at = first; at < end; at++) {
		uint8_t state = h->states[at - h->base];

		if (state != TW_FW_HEAP_GIVEN)
			fail(c, kind, size, state == TW_FW_HEAP_FREED, r);
	}
}
