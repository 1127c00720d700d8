/* SPDX-License-Identifier: MIT */
/* The kernel's names for integers, beside what the host's own file has. */
#ifndef TW_LINUX_TYPES_H
#define TW_LINUX_TYPES_H

#include_next <linux/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef unsigned long long u64;
typedef int8_t s8;
typedef int16_t s16;
typedef int32_t s32;
typedef long long s64;

typedef long ssize_t;
typedef long loff_t;
typedef unsigned int gfp_t;
typedef unsigned short umode_t;
typedef u64 phys_addr_t;
typedef struct {
	int counter;
} atomic_t;

struct list_head {
	struct list_head *next, *prev;
};

#endif /* TW_LINUX_TYPES_H */
