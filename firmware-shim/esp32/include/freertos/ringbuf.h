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
/* Where numbers go may be UBaseType_t or size_t, which on the chip are equally
 * wide, or NULL. */
#define vRingbufferGetInfo(ring, free_at, read_at, write_at, acquire_at,       \
			   waiting)                                            \
	do {                                                                   \
		size_t ringbuf_r_, ringbuf_w_, ringbuf_n_;                     \
		ringbuf_info(ring, &ringbuf_r_, &ringbuf_w_, &ringbuf_n_);     \
		ringbuf_tell(ringbuf_r_, free_at, sizeof(*(free_at)));         \
		ringbuf_tell(ringbuf_r_, read_at, sizeof(*(read_at)));         \
		ringbuf_tell(ringbuf_w_, write_at, sizeof(*(write_at)));       \
		ringbuf_tell(ringbuf_w_, acquire_at, sizeof(*(acquire_at)));   \
		ringbuf_tell(ringbuf_n_, waiting, sizeof(*(waiting)));         \
	} while (0)
void ringbuf_info(RingbufHandle_t ring, size_t *read_at, size_t *write_at,
		  size_t *waiting);
void ringbuf_tell(size_t value, void *to, size_t size);

#ifdef __cplusplus
}
#endif

#endif /* FREERTOS_RINGBUF_H */
