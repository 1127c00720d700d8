/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_DELAY_H
#define TW_LINUX_DELAY_H

#include <linux/jiffies.h>

/* These wait in a loop, */
void ndelay(unsigned long ns);
void udelay(unsigned long us);
void mdelay(unsigned long ms);
/* these sleep: not in an interrupt. */
void msleep(unsigned ms);
void usleep_range(unsigned long min_us, unsigned long max_us);
void fsleep(unsigned long us);
void ssleep(unsigned seconds);
#define msleep_interruptible(ms) (msleep(ms), 0ul)

#endif /* TW_LINUX_DELAY_H */
