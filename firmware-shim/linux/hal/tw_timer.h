/* SPDX-License-Identifier: MIT */
/* Between the HAL's own files: a timer at an instant that is no tick. */
#ifndef TW_LINUX_HAL_TIMER_H
#define TW_LINUX_HAL_TIMER_H

#include <linux/irqflags.h>
#include <linux/timer.h>

int tw_timer_set(struct timer_list *timer, u64 due_ns);

#endif /* TW_LINUX_HAL_TIMER_H */
