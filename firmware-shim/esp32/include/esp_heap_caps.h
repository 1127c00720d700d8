/* SPDX-License-Identifier: MIT */
/* One heap for all. */
#ifndef ESP_HEAP_CAPS_H
#define ESP_HEAP_CAPS_H

#include <stdlib.h>

#define MALLOC_CAP_8BIT	    (1 << 2)
#define MALLOC_CAP_DMA	    (1 << 3)
#define MALLOC_CAP_INTERNAL (1 << 11)
#define MALLOC_CAP_DEFAULT  (1 << 12)

#define heap_caps_malloc(size, caps)	 malloc(size)
#define heap_caps_calloc(n, size, caps)	 calloc(n, size)
#define heap_caps_realloc(p, size, caps) realloc(p, size)
#define heap_caps_free(p)		 free(p)

#endif /* ESP_HEAP_CAPS_H */
