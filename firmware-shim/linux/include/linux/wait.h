/* SPDX-License-Identifier: MIT */
/* Waiting: the CPU sleeps until interrupts have made it come true. */
#ifndef TW_LINUX_WAIT_H
#define TW_LINUX_WAIT_H

#include <linux/kernel.h>
#include <linux/timer.h>

typedef struct wait_queue_head {
	int unused;
} wait_queue_head_t;

#define DECLARE_WAIT_QUEUE_HEAD(name) wait_queue_head_t name = {0}
#define init_waitqueue_head(wq)	      ((wq)->unused = 0)
#define wake_up(wq)		      ((void)(wq))
#define wake_up_all(wq)		      ((void)(wq))
#define wake_up_interruptible(wq)     ((void)(wq))

/* One wait: begin; as long as neither the condition nor over() holds, idle();
 * end. What was waited for is looked at with interrupts off. */
struct tw_wait {
	struct timer_list timer;
	bool over;
	unsigned long until;
};

void tw_wait_begin(struct tw_wait *wait, unsigned long timeout);
bool tw_wait_idle(struct tw_wait *wait);
long tw_wait_end(struct tw_wait *wait, bool came_true);

#define wait_event_timeout(wq, condition, timeout)                             \
	({                                                                     \
		struct tw_wait tw_wait;                                        \
		bool tw_true;                                                  \
		(void)(wq);                                                    \
		tw_wait_begin(&tw_wait, timeout);                              \
		while (!(tw_true = (condition)) && tw_wait_idle(&tw_wait))     \
			;                                                      \
		tw_wait_end(&tw_wait, tw_true);                                \
	})
#define wait_event(wq, condition)                                              \
	((void)wait_event_timeout(wq, condition, MAX_SCHEDULE_TIMEOUT))
#define wait_event_interruptible(wq, condition) (wait_event(wq, condition), 0)
#define wait_event_interruptible_timeout(wq, condition, timeout)               \
	wait_event_timeout(wq, condition, timeout)

#endif /* TW_LINUX_WAIT_H */
