/* SPDX-License-Identifier: MIT */
/* Ring buffers of bytes. Of the three kinds of ESP-IDF only
 * RINGBUF_TYPE_BYTEBUF is there. */
#ifndef FREERTOS_RINGBUF_H
#define FREERTOS_RINGBUF_H

#include <freertos/FreeRTOS.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct Ringbuffer *RingbufHandle_t;

typedef enum {
	RINGBUF_TYPE_NOSPLIT,
	RINGBUF_TYPE_ALLOWSPLIT,
	RINGBUF_TYPE_BYTEBUF,
	RINGBUF_TYPE_MAX,
} RingbufferType_t;

RingbufHandle_t xRingbufferCreate(size_t size, RingbufferType_t type);
void vRingbufferDelete(RingbufHandle_t ring);
#define xRingbufferCreateWithCaps(size, type, caps)                            \
	xRingbufferCreate(size, type)
#define vRingbufferDeleteWithCaps(ring) vRingbufferDelete(ring)

BaseType_t xRingbufferSend(RingbufHandle_t ring, const void *data, size_t size,
			   TickType_t ticks);
BaseType_t xRingbufferSendFromISR(RingbufHandle_t ring, const void *data,
				  size_t size, BaseType_t *woken);
/* What is received stays until it is returned; one piece at a time. */
void *xRingbufferReceive(RingbufHandle_t ring, size_t *size, TickType_t ticks);
void *xRingbufferReceiveFromISR(RingbufHandle_t ring, size_t *size);
void *xRingbufferReceiveUpTo(RingbufHandle_t ring, size_t *size,
			     TickType_t ticks, size_t max);
void *xRingbufferReceiveUpToFromISR(RingbufHandle_t ring, size_t *size,
				    size_t max);
void vRingbufferReturnItem(RingbufHandle_t ring, void *item);
void vRingbufferReturnItemFromISR(RingbufHandle_t ring, void *item,
				  BaseType_t *woken);
size_t xRingbufferGetMaxItemSize(RingbufHandle_t ring);
size_t xRingbufferGetCurFreeSize(RingbufHandle_t ring);
void vRingbufferGetInfo(RingbufHandle_t ring, UBaseType_t *free_at,
			UBaseType_t *read_at, UBaseType_t *write_at,
			UBaseType_t *acquire_at, UBaseType_t *waiting);

#ifdef __cplusplus
}
#endif

#endif /* FREERTOS_RINGBUF_H */
