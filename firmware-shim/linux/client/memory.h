/* SPDX-License-Identifier: MIT */
/* The memory of the program that uses an adapter, as the kernel copies from and
 * to it: a bad pointer is -EFAULT. */
#ifndef TW_I2C_MEMORY_H
#define TW_I2C_MEMORY_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* 0, or -EFAULT where not all @n bytes are @pid's; @pid 0: this program. */
int memory_get(pid_t pid, void *to, uintptr_t from, size_t n);
int memory_put(pid_t pid, uintptr_t to, const void *from, size_t n);

#endif /* TW_I2C_MEMORY_H */
