/* SPDX-License-Identifier: MIT */
/* Firmware's heap as the runtime sees it, where memory is checked. */
#ifndef TW_FW_HEAP_H
#define TW_FW_HEAP_H

#include <stdint.h>

enum { TW_FW_HEAP_NEVER, TW_FW_HEAP_GIVEN, TW_FW_HEAP_FREED };

struct tw_fw_heap {
	uint8_t *arena;
	uint8_t *states; /* of each byte */
	uint32_t size;
	uint32_t busy; /* the allocator itself is at work */
};

extern struct tw_fw_heap tw_fw_heap;

#endif /* TW_FW_HEAP_H */
