/* SPDX-License-Identifier: MIT */
/* A function that an interrupt calls at a tick. */
#ifndef TW_LINUX_TIMER_H
#define TW_LINUX_TIMER_H

#include <linux/container_of.h>
#include <linux/jiffies.h>
#include <linux/version.h>

struct timer_list {
	struct timer_list *next; /* in the order of time */
	u64 due_ns;
	unsigned long expires;
	void (*function)(struct timer_list *timer);
	bool pending;
};

#define timer_setup(timer, callback, flags)                                    \
	(*(timer) = (struct timer_list){.function = (callback)})
#define from_timer(var, timer, field)                                          \
	container_of(timer, __typeof__(*var), field)
#define timer_container_of(var, timer, field) from_timer(var, timer, field)

void add_timer(struct timer_list *timer);
int mod_timer(struct timer_list *timer, unsigned long expires);
int timer_delete(struct timer_list *timer);

#define timer_delete_sync(timer)   timer_delete(timer)
#define timer_shutdown_sync(timer) timer_delete(timer)
#define del_timer(timer)	   timer_delete(timer)
#define del_timer_sync(timer)	   timer_delete(timer)
#define timer_pending(timer)	   ((timer)->pending)

#endif /* TW_LINUX_TIMER_H */
