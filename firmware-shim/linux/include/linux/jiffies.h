/* SPDX-License-Identifier: MIT */
/* Time in ticks of 1/HZ s. */
#ifndef TW_LINUX_JIFFIES_H
#define TW_LINUX_JIFFIES_H

#include <linux/types.h>

#ifndef HZ
#ifdef CONFIG_HZ
#define HZ CONFIG_HZ
#else
#define HZ 250
#endif
#endif

#define MAX_JIFFY_OFFSET     ((unsigned long)(~0ul >> 1) - 1)
#define MAX_SCHEDULE_TIMEOUT ((long)(~0ul >> 1))

unsigned long tw_jiffies(void);
#define jiffies		 tw_jiffies()
#define get_jiffies_64() ((u64)tw_jiffies())

#define time_after(a, b)     ((long)((b) - (a)) < 0)
#define time_before(a, b)    time_after(b, a)
#define time_after_eq(a, b)  ((long)((a) - (b)) >= 0)
#define time_before_eq(a, b) time_after_eq(b, a)

/* Rounded up. */
static inline unsigned long msecs_to_jiffies(unsigned ms)
{
	return ((unsigned long)ms * HZ + 999) / 1000;
}

static inline unsigned long usecs_to_jiffies(unsigned us)
{
	return ((unsigned long)us * HZ + 999999) / 1000000;
}

static inline unsigned jiffies_to_msecs(unsigned long j)
{
	return (unsigned)(j * 1000 / HZ);
}

static inline unsigned jiffies_to_usecs(unsigned long j)
{
	return (unsigned)(j * 1000000 / HZ);
}

#endif /* TW_LINUX_JIFFIES_H */
