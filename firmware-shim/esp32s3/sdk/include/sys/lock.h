/* SPDX-License-Identifier: MIT */
/* The C library's locks, as newlib for this chip has them: made when first
 * taken. */
#ifndef TW_SYS_LOCK_H
#define TW_SYS_LOCK_H

#include <freertos/semphr.h>

typedef SemaphoreHandle_t _lock_t;

static inline void _lock_init(_lock_t *lock)
{
	*lock = xSemaphoreCreateMutex();
}

static inline void _lock_close(_lock_t *lock)
{
	if (*lock)
		vSemaphoreDelete(*lock);
	*lock = NULL;
}

static inline void _lock_acquire(_lock_t *lock)
{
	if (!*lock)
		_lock_init(lock);
	xSemaphoreTake(*lock, portMAX_DELAY);
}

static inline void _lock_release(_lock_t *lock)
{
	xSemaphoreGive(*lock);
}

#endif /* TW_SYS_LOCK_H */
