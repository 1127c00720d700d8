// SPDX-License-Identifier: MIT
/* What a kernel with its debugging options on would complain about. */
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

#ifndef BUG_SLEEP
static DEFINE_SPINLOCK(lock);
#endif
static struct timer_list timer;

static void tick(struct timer_list *t)
{
#ifdef BUG_SLEEP
	msleep(1);
#else
	spin_lock(&lock);
#endif
}

static int __init bugs_init(void)
{
	timer_setup(&timer, tick, 0);
	mod_timer(&timer, jiffies + 1);
#ifndef BUG_SLEEP
	spin_lock(&lock);
	mdelay(8);
	spin_unlock(&lock);
#endif
	return 0;
}
module_init(bugs_init);
MODULE_LICENSE("Dual MIT/GPL");
