/* SPDX-License-Identifier: MIT */
#ifndef TW_LINUX_COMPLETION_H
#define TW_LINUX_COMPLETION_H

#include <linux/wait.h>

struct completion {
	unsigned done;
};

#define DECLARE_COMPLETION(name) struct completion name = {0}

static inline void init_completion(struct completion *x)
{
	x->done = 0;
}

static inline void reinit_completion(struct completion *x)
{
	x->done = 0;
}

void complete(struct completion *x);
void complete_all(struct completion *x);
bool completion_done(struct completion *x);
bool try_wait_for_completion(struct completion *x);
void wait_for_completion(struct completion *x);
/* Returns: jiffies left, at least 1; 0: it never came. */
unsigned long wait_for_completion_timeout(struct completion *x,
					  unsigned long timeout);
#define wait_for_completion_interruptible(x) (wait_for_completion(x), 0)
#define wait_for_completion_interruptible_timeout(x, timeout)                  \
	((long)wait_for_completion_timeout(x, timeout))

#endif /* TW_LINUX_COMPLETION_H */
