/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_INTERRUPT_H
#define TW_LINUX_INTERRUPT_H

#include <linux/device.h>
#include <linux/irqflags.h>

typedef enum { IRQ_NONE, IRQ_HANDLED, IRQ_WAKE_THREAD } irqreturn_t;
#define IRQ_RETVAL(x) ((x) ? IRQ_HANDLED : IRQ_NONE)

#endif /* TW_LINUX_INTERRUPT_H */
