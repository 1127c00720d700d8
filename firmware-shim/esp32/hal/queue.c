/* SPDX-License-Identifier: MIT */
/* Queues, and semaphores, which are queues of items without size. A mutex
 * raises its holder to the priority of who waits for it. */
#include "freertos/queue.h"

#include <string.h>

#include "freertos/semphr.h"
#include "kernel.h"
#include "twowire/firmware.h"

struct QueueDefinition {
	UBaseType_t length;
	UBaseType_t item_size;
	UBaseType_t n;
	UBaseType_t head;
	bool is_mutex;
	bool is_recursive;
	TaskHandle_t holder;
	UBaseType_t depth; /* of the holder's */
	/* What waiters wait for. */
	char items;
	char room;
	uint8_t storage[];
};

QueueHandle_t xQueueCreate(UBaseType_t length, UBaseType_t item_size)
{
	QueueHandle_t q = calloc(1, sizeof(*q) + (size_t)length * item_size);

	if (q) {
		q->length = length;
		q->item_size = item_size;
	}
	return q;
}

void vQueueDelete(QueueHandle_t queue)
{
	free(queue);
}

BaseType_t xQueueReset(QueueHandle_t queue)
{
	uint32_t before = kernel_mask();

	queue->n = queue->head = 0;
	kernel_wake(&queue->room);
	kernel_preempt();
	kernel_unmask(before);
	return pdPASS;
}

UBaseType_t uxQueueMessagesWaiting(QueueHandle_t queue)
{
	return queue->n;
}

UBaseType_t uxQueueMessagesWaitingFromISR(QueueHandle_t queue)
{
	return queue->n;
}

UBaseType_t uxQueueSpacesAvailable(QueueHandle_t queue)
{
	return queue->length - queue->n;
}

BaseType_t xQueueIsQueueFullFromISR(QueueHandle_t queue)
{
	return queue->n == queue->length;
}

BaseType_t xQueueIsQueueEmptyFromISR(QueueHandle_t queue)
{
	return !queue->n;
}

/* --- items ------------------------------------------------------------- */

static uint8_t *slot(QueueHandle_t q, UBaseType_t n)
{
	return q->storage + (size_t)((q->head + n) % q->length) * q->item_size;
}

static void put(QueueHandle_t q, const void *item, BaseType_t where)
{
	if (where == queueOVERWRITE && q->n)
		q->n--;
	if (where == queueSEND_TO_FRONT) {
		q->head = (q->head + q->length - 1) % q->length;
		if (item)
			memcpy(slot(q, 0), item, q->item_size);
	} else if (item) {
		memcpy(slot(q, q->n), item, q->item_size);
	}
	q->n++;
}

static void take(QueueHandle_t q, void *item, bool peek)
{
	if (item)
		memcpy(item, slot(q, 0), q->item_size);
	if (peek)
		return;
	q->head = (q->head + 1) % q->length;
	q->n--;
}

/* --- sending ----------------------------------------------------------- */

static void give_back(QueueHandle_t q)
{
	if (!q->is_mutex || !q->holder)
		return;
	kernel_set_priority(q->holder, q->holder->own_priority);
	q->holder = NULL;
}

BaseType_t xQueueGenericSend(QueueHandle_t queue, const void *item,
			     TickType_t ticks, BaseType_t where)
{
	uint32_t before = kernel_mask();
	uint64_t due = ticks ? kernel_due_us(ticks) : 0;
	bool ok;

	while (queue->n == queue->length && where != queueOVERWRITE)
		if (!ticks || !kernel_wait(&queue->room, due))
			break;
	ok = queue->n < queue->length || where == queueOVERWRITE;
	if (ok) {
		give_back(queue);
		put(queue, item, where);
		kernel_wake(&queue->items);
		kernel_preempt();
	}
	kernel_unmask(before);
	return ok;
}

BaseType_t xQueueGenericSendFromISR(QueueHandle_t queue, const void *item,
				    BaseType_t *woken, BaseType_t where)
{
	uint32_t before = kernel_mask();
	bool ok = queue->n < queue->length || where == queueOVERWRITE;

	if (ok) {
		put(queue, item, where);
		if (kernel_wake(&queue->items) && kernel_urgent() && woken)
			*woken = pdTRUE;
		kernel_preempt();
	}
	kernel_unmask(before);
	return ok;
}

/* --- receiving --------------------------------------------------------- */

static void lend(QueueHandle_t q)
{
	TaskHandle_t self = kernel_current();

	if (q->is_mutex && q->holder && self &&
	    q->holder->priority < self->priority)
		kernel_set_priority(q->holder, self->priority);
}

static BaseType_t receive(QueueHandle_t q, void *item, TickType_t ticks,
			  bool peek)
{
	uint32_t before = kernel_mask();
	uint64_t due = ticks ? kernel_due_us(ticks) : 0;
	bool ok;

	while (!q->n && ticks) {
		lend(q);
		if (!kernel_wait(&q->items, due))
			break;
	}
	ok = q->n != 0;
	if (ok) {
		take(q, item, peek);
		if (q->is_mutex)
			q->holder = kernel_current();
		/* Who peeks leaves it to the next one. */
		kernel_wake(peek ? &q->items : &q->room);
		kernel_preempt();
	}
	kernel_unmask(before);
	return ok;
}

BaseType_t xQueueReceive(QueueHandle_t queue, void *item, TickType_t ticks)
{
	return receive(queue, item, ticks, false);
}

BaseType_t xQueuePeek(QueueHandle_t queue, void *item, TickType_t ticks)
{
	return receive(queue, item, ticks, true);
}

BaseType_t xQueueReceiveFromISR(QueueHandle_t queue, void *item,
				BaseType_t *woken)
{
	uint32_t before = kernel_mask();
	bool ok = queue->n != 0;

	if (ok) {
		take(queue, item, false);
		if (kernel_wake(&queue->room) && kernel_urgent() && woken)
			*woken = pdTRUE;
		kernel_preempt();
	}
	kernel_unmask(before);
	return ok;
}

/* --- semaphores -------------------------------------------------------- */

SemaphoreHandle_t xSemaphoreCreateCounting(UBaseType_t max, UBaseType_t first)
{
	SemaphoreHandle_t s = xQueueCreate(max, 0);

	if (s)
		s->n = first;
	return s;
}

SemaphoreHandle_t xSemaphoreCreateBinary(void)
{
	return xSemaphoreCreateCounting(1, 0);
}

SemaphoreHandle_t xSemaphoreCreateMutex(void)
{
	SemaphoreHandle_t s = xSemaphoreCreateCounting(1, 1);

	if (s)
		s->is_mutex = true;
	return s;
}

SemaphoreHandle_t xSemaphoreCreateRecursiveMutex(void)
{
	SemaphoreHandle_t s = xSemaphoreCreateMutex();

	if (s)
		s->is_recursive = true;
	return s;
}

BaseType_t xSemaphoreTake(SemaphoreHandle_t semaphore, TickType_t ticks)
{
	return xQueueReceive(semaphore, NULL, ticks);
}

BaseType_t xSemaphoreGive(SemaphoreHandle_t semaphore)
{
	return xQueueGenericSend(semaphore, NULL, 0, queueSEND_TO_BACK);
}

BaseType_t xSemaphoreTakeRecursive(SemaphoreHandle_t mutex, TickType_t ticks)
{
	if (mutex->holder != kernel_current() && !xSemaphoreTake(mutex, ticks))
		return pdFALSE;
	mutex->depth++;
	return pdTRUE;
}

BaseType_t xSemaphoreGiveRecursive(SemaphoreHandle_t mutex)
{
	if (mutex->holder != kernel_current())
		return pdFALSE;
	if (!--mutex->depth)
		xSemaphoreGive(mutex);
	return pdTRUE;
}

BaseType_t xSemaphoreTakeFromISR(SemaphoreHandle_t semaphore, BaseType_t *woken)
{
	return xQueueReceiveFromISR(semaphore, NULL, woken);
}

BaseType_t xSemaphoreGiveFromISR(SemaphoreHandle_t semaphore, BaseType_t *woken)
{
	return xQueueGenericSendFromISR(semaphore, NULL, woken,
					queueSEND_TO_BACK);
}

TaskHandle_t xSemaphoreGetMutexHolder(SemaphoreHandle_t mutex)
{
	return mutex->holder;
}
