/* SPDX-License-Identifier: MIT */
/* Semaphores are queues of items without size. */
#ifndef INC_SEMPHR_H
#define INC_SEMPHR_H

#include <freertos/queue.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef QueueHandle_t SemaphoreHandle_t;

/* Binary: empty at first. A mutex lends its holder the priority of whoever
 * waits for it. */
SemaphoreHandle_t xSemaphoreCreateBinary(void);
SemaphoreHandle_t xSemaphoreCreateCounting(UBaseType_t max, UBaseType_t first);
SemaphoreHandle_t xSemaphoreCreateMutex(void);
SemaphoreHandle_t xSemaphoreCreateRecursiveMutex(void);

BaseType_t xSemaphoreTake(SemaphoreHandle_t semaphore, TickType_t ticks);
BaseType_t xSemaphoreGive(SemaphoreHandle_t semaphore);
BaseType_t xSemaphoreTakeRecursive(SemaphoreHandle_t mutex, TickType_t ticks);
BaseType_t xSemaphoreGiveRecursive(SemaphoreHandle_t mutex);
BaseType_t xSemaphoreTakeFromISR(SemaphoreHandle_t semaphore,
				 BaseType_t *woken);
BaseType_t xSemaphoreGiveFromISR(SemaphoreHandle_t semaphore,
				 BaseType_t *woken);
TaskHandle_t xSemaphoreGetMutexHolder(SemaphoreHandle_t mutex);

#define vSemaphoreDelete(semaphore)    vQueueDelete(semaphore)
#define uxSemaphoreGetCount(semaphore) uxQueueMessagesWaiting(semaphore)

#define xSemaphoreCreateBinaryWithCaps(caps) xSemaphoreCreateBinary()
#define xSemaphoreCreateMutexWithCaps(caps)  xSemaphoreCreateMutex()
#define xSemaphoreCreateRecursiveMutexWithCaps(caps)                           \
	xSemaphoreCreateRecursiveMutex()
#define xSemaphoreCreateCountingWithCaps(max, first, caps)                     \
	xSemaphoreCreateCounting(max, first)
#define vSemaphoreDeleteWithCaps(semaphore) vSemaphoreDelete(semaphore)

#ifdef __cplusplus
}
#endif

#endif /* INC_SEMPHR_H */
