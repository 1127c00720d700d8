/* SPDX-License-Identifier: MIT */
/* Time in ns since the chip's power-on. */
#ifndef TW_LINUX_KTIME_H
#define TW_LINUX_KTIME_H

#include <linux/jiffies.h>

#define NSEC_PER_SEC  1000000000l
#define NSEC_PER_MSEC 1000000l
#define NSEC_PER_USEC 1000l
#define USEC_PER_SEC  1000000l
#define USEC_PER_MSEC 1000l
#define MSEC_PER_SEC  1000l

typedef s64 ktime_t;

ktime_t ktime_get(void);
#define ktime_get_ns()	     ((u64)ktime_get())
#define ktime_get_boottime   ktime_get
#define ktime_get_real	     ktime_get
#define ktime_add_us(t, us)  ((t) + (s64)(us)*1000)
#define ktime_add_ms(t, ms)  ((t) + (s64)(ms)*1000000)
#define ktime_sub(a, b)	     ((a) - (b))
#define ktime_to_ns(t)	     (t)
#define ktime_to_us(t)	     ((t) / 1000)
#define ktime_to_ms(t)	     ((t) / 1000000)
#define ktime_us_delta(a, b) (((a) - (b)) / 1000)
#define ktime_ms_delta(a, b) (((a) - (b)) / 1000000)
#define ktime_after(a, b)    ((a) > (b))

#endif /* TW_LINUX_KTIME_H */
