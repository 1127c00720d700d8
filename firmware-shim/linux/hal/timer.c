/* SPDX-License-Identifier: MIT */
/* Ticks, timers and delays: on the chip's one alarm. */
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/timer.h>

#include "tw_timer.h"
#include "twowire/adapter.h"
#include "twowire/firmware.h"

#define TICK_NS (NSEC_PER_SEC / HZ)

void tw_isr_timer(void);

static struct timer_list *timers; /* the first due first */

unsigned long tw_jiffies(void)
{
	return tw_fw_time_ns() / TICK_NS;
}

ktime_t ktime_get(void)
{
	return (ktime_t)tw_fw_time_ns();
}

static void set_alarm(void)
{
	struct tw_ostimer_regs *alarm = (void *)(uintptr_t)TW_OSTIMER_BASE;

	if (!timers) {
		alarm->armed = 0;
		return;
	}
	alarm->alarm_lo = (u32)timers->due_ns;
	alarm->alarm_hi = (u32)(timers->due_ns >> 32);
	alarm->armed = 1;
}

static bool take_out(struct timer_list *timer)
{
	struct timer_list **at = &timers;

	if (!timer->pending)
		return false;
	while (*at != timer)
		at = &(*at)->next;
	*at = timer->next;
	timer->pending = false;
	return true;
}

/* Behind those due at the same instant. */
int tw_timer_set(struct timer_list *timer, u64 due_ns)
{
	unsigned long flags = tw_irq_save();
	struct timer_list **at = &timers;
	bool was = take_out(timer);

	timer->due_ns = due_ns;
	while (*at && (*at)->due_ns <= due_ns)
		at = &(*at)->next;
	timer->next = *at;
	timer->pending = true;
	*at = timer;
	set_alarm();
	tw_irq_restore(flags);
	return was;
}

int mod_timer(struct timer_list *timer, unsigned long expires)
{
	timer->expires = expires;
	return tw_timer_set(timer, (u64)expires * TICK_NS);
}

void add_timer(struct timer_list *timer)
{
	BUG_ON(timer->pending);
	mod_timer(timer, timer->expires);
}

int timer_delete(struct timer_list *timer)
{
	unsigned long flags = tw_irq_save();
	bool was = take_out(timer);

	set_alarm();
	tw_irq_restore(flags);
	return was;
}

void tw_isr_timer(void)
{
	struct tw_ostimer_regs *alarm = (void *)(uintptr_t)TW_OSTIMER_BASE;

	alarm->due = 1;
	while (timers && timers->due_ns <= tw_fw_time_ns()) {
		struct timer_list *timer = timers;

		take_out(timer);
		timer->function(timer);
	}
	set_alarm();
}

/* --- delays ----------------------------------------------------------------
 */

static void spin_ns(u64 ns)
{
	u64 until = tw_fw_time_ns() + ns;

	while (tw_fw_time_ns() < until)
		tw_fw_wait_cycles(10);
}

void ndelay(unsigned long ns)
{
	spin_ns(ns);
}

void udelay(unsigned long us)
{
	spin_ns(us * 1000ull);
}

void mdelay(unsigned long ms)
{
	spin_ns(ms * 1000000ull);
}
