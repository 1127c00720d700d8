/* SPDX-License-Identifier: MIT */
/* freertos/ringbuf.h: bytes. */
#include "freertos/ringbuf.h"

#include <string.h>

#include "kernel.h"
#include "twowire/firmware.h"

struct Ringbuffer {
	size_t size;
	size_t head;
	size_t n;
	size_t lent; /* received and not yet returned */
	/* What waiters wait for. */
	char items;
	char room;
	uint8_t bytes[];
};

RingbufHandle_t xRingbufferCreate(size_t size, RingbufferType_t type)
{
	RingbufHandle_t r;

	if (type != RINGBUF_TYPE_BYTEBUF)
		tw_fw_fail("ring buffers: only RINGBUF_TYPE_BYTEBUF is there",
			   NULL);
	if (!size)
		return NULL;
	r = calloc(1, sizeof(*r) + size);
	if (r)
		r->size = size;
	return r;
}

void vRingbufferDelete(RingbufHandle_t ring)
{
	free(ring);
}

size_t xRingbufferGetMaxItemSize(RingbufHandle_t ring)
{
	return ring->size;
}

size_t xRingbufferGetCurFreeSize(RingbufHandle_t ring)
{
	return ring->size - ring->n;
}

void ringbuf_tell(size_t value, void *to, size_t size)
{
	uint64_t wide = value; /* its lower bytes come first */

	if (to)
		memcpy(to, &wide, size);
}

void ringbuf_info(RingbufHandle_t ring, size_t *read_at, size_t *write_at,
		  size_t *waiting)
{
	*read_at = ring->head;
	*write_at = (ring->head + ring->n) % ring->size;
	*waiting = ring->n;
}

static void put(RingbufHandle_t r, const uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		r->bytes[(r->head + r->n++) % r->size] = bytes[i];
}

BaseType_t xRingbufferSend(RingbufHandle_t ring, const void *data, size_t size,
			   TickType_t ticks)
{
	uint32_t before = kernel_mask();
	uint64_t due = ticks ? kernel_due_us(ticks) : 0;
	bool ok;

	while (size <= ring->size && ring->size - ring->n < size)
		if (!ticks || !kernel_wait(&ring->room, due))
			break;
	ok = ring->size - ring->n >= size;
	if (ok) {
		put(ring, data, size);
		kernel_wake(&ring->items);
		kernel_preempt();
	}
	kernel_unmask(before);
	return ok;
}

BaseType_t xRingbufferSendFromISR(RingbufHandle_t ring, const void *data,
				  size_t size, BaseType_t *woken)
{
	uint32_t before = kernel_mask();
	bool ok = ring->size - ring->n >= size;

	if (ok) {
		put(ring, data, size);
		if (kernel_wake(&ring->items) && kernel_urgent() && woken)
			*woken = pdTRUE;
	}
	kernel_unmask(before);
	return ok;
}

/* A piece without a break in memory. */
static void *lend(RingbufHandle_t r, size_t *size, size_t max)
{
	size_t n = r->size - r->head;

	if (!r->n || r->lent)
		return NULL;
	if (n > r->n)
		n = r->n;
	if (n > max)
		n = max;
	r->lent = n;
	*size = n;
	return n ? r->bytes + r->head : NULL;
}

void *xRingbufferReceiveUpTo(RingbufHandle_t ring, size_t *size,
			     TickType_t ticks, size_t max)
{
	uint32_t before = kernel_mask();
	uint64_t due = ticks ? kernel_due_us(ticks) : 0;
	void *piece;

	while (!(piece = lend(ring, size, max)))
		if (!ticks || !kernel_wait(&ring->items, due))
			break;
	kernel_unmask(before);
	return piece;
}

void *xRingbufferReceive(RingbufHandle_t ring, size_t *size, TickType_t ticks)
{
	return xRingbufferReceiveUpTo(ring, size, ticks, SIZE_MAX);
}

void *xRingbufferReceiveUpToFromISR(RingbufHandle_t ring, size_t *size,
				    size_t max)
{
	uint32_t before = kernel_mask();
	void *piece = lend(ring, size, max);

	kernel_unmask(before);
	return piece;
}

void *xRingbufferReceiveFromISR(RingbufHandle_t ring, size_t *size)
{
	return xRingbufferReceiveUpToFromISR(ring, size, SIZE_MAX);
}

void vRingbufferReturnItemFromISR(RingbufHandle_t ring, void *item,
				  BaseType_t *woken)
{
	uint32_t before = kernel_mask();

	(void)item;
	ring->head = (ring->head + ring->lent) % ring->size;
	ring->n -= ring->lent;
	ring->lent = 0;
	if (kernel_wake(&ring->room) && kernel_urgent() && woken)
		*woken = pdTRUE;
	kernel_preempt();
	kernel_unmask(before);
}

void vRingbufferReturnItem(RingbufHandle_t ring, void *item)
{
	vRingbufferReturnItemFromISR(ring, item, NULL);
}
