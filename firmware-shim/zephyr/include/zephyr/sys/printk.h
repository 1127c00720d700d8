/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_SYS_PRINTK_H
#define TW_ZEPHYR_SYS_PRINTK_H

#include <zephyr/toolchain.h>

#include <stdarg.h>
#include <stdio.h>

#define printk(...)   ((void)printf(__VA_ARGS__))
#define vprintk(f, a) ((void)vprintf(f, a))
#define snprintk      snprintf
#define vsnprintk     vsnprintf

#endif /* TW_ZEPHYR_SYS_PRINTK_H */
