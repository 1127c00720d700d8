/* SPDX-License-Identifier: MIT */
/* Waiting and sleeping. */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/irqflags.h>
#include <linux/ktime.h>

#include "tw_timer.h"
#include "twowire/firmware.h"

static void time_out(struct timer_list *timer)
{
	struct tw_wait *wait = container_of(timer, struct tw_wait, timer);

	wait->over = true;
}

void tw_wait_begin(struct tw_wait *wait, unsigned long timeout)
{
	tw_might_sleep("wait");
	*wait = (struct tw_wait){.timer = {.function = time_out}};
	wait->until = jiffies + timeout;
	if (timeout < MAX_SCHEDULE_TIMEOUT)
		mod_timer(&wait->timer, wait->until);
	local_irq_disable();
}

/* With interrupts off, so that none is missed between look and sleep. */
bool tw_wait_idle(struct tw_wait *wait)
{
	if (wait->over)
		return false;
	tw_fw_wfi();
	local_irq_enable();
	local_irq_disable();
	return true;
}

long tw_wait_end(struct tw_wait *wait, bool came_true)
{
	long left;

	local_irq_enable();
	timer_delete(&wait->timer);
	left = (long)(wait->until - jiffies);
	if (!came_true)
		return 0;
	return left > 0 ? left : 1;
}

void complete(struct completion *x)
{
	unsigned long flags = tw_irq_save();

	if (x->done < ~0u)
		x->done++;
	tw_irq_restore(flags);
}

void complete_all(struct completion *x)
{
	x->done = ~0u;
}

bool completion_done(struct completion *x)
{
	return READ_ONCE(x->done) != 0;
}

bool try_wait_for_completion(struct completion *x)
{
	unsigned long flags = tw_irq_save();
	bool done = x->done != 0;

	if (done && x->done < ~0u)
		x->done--;
	tw_irq_restore(flags);
	return done;
}

unsigned long wait_for_completion_timeout(struct completion *x,
					  unsigned long timeout)
{
	return (unsigned long)wait_event_timeout(x, try_wait_for_completion(x),
						 timeout);
}

void wait_for_completion(struct completion *x)
{
	wait_for_completion_timeout(x, MAX_SCHEDULE_TIMEOUT);
}

/* --- sleeping ---------------------------------------------------------------
 */

static void sleep_until(u64 due_ns)
{
	struct tw_wait wait;

	tw_wait_begin(&wait, MAX_SCHEDULE_TIMEOUT);
	tw_timer_set(&wait.timer, due_ns);
	while (tw_wait_idle(&wait))
		;
	tw_wait_end(&wait, false);
}

/* Until the first tick after so many: at least that long. */
void msleep(unsigned ms)
{
	sleep_until((jiffies + msecs_to_jiffies(ms) + 1) *
		    (u64)(NSEC_PER_SEC / HZ));
}

void ssleep(unsigned seconds)
{
	msleep(seconds * 1000);
}

void usleep_range(unsigned long min_us, unsigned long max_us)
{
	(void)max_us;
	sleep_until(tw_fw_time_ns() + min_us * 1000ull);
}

void fsleep(unsigned long us)
{
	usleep_range(us, us);
}
