/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_CONTAINER_OF_H
#define TW_LINUX_CONTAINER_OF_H

#include <stddef.h>

#define container_of(ptr, type, member)                                        \
	((type *)(void *)((char *)(ptr)-offsetof(type, member)))

#endif /* TW_LINUX_CONTAINER_OF_H */
