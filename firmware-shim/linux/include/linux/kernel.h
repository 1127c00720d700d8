/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_KERNEL_H
#define TW_LINUX_KERNEL_H

#include <linux/array_size.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int scnprintf(char *to, size_t size, const char *format, ...) __printf(3, 4);
int kstrtouint(const char *s, unsigned base, unsigned *value);
int kstrtoint(const char *s, unsigned base, int *value);
int kstrtou8(const char *s, unsigned base, u8 *value);
int kstrtou16(const char *s, unsigned base, u16 *value);
int kstrtoul(const char *s, unsigned base, unsigned long *value);

#define lower_32_bits(n) ((u32)(n))
#define upper_32_bits(n) ((u32)((u64)(n) >> 32))

/* In an interrupt's handler, or with interrupts off: nothing may sleep. */
bool tw_in_interrupt(void);
void tw_might_sleep(const char *what);
#define in_interrupt() tw_in_interrupt()
#define in_hardirq()   tw_in_interrupt()
#define might_sleep()  tw_might_sleep(__func__)

#endif /* TW_LINUX_KERNEL_H */
