/* SPDX-License-Identifier: MIT */
/* Time: uptime, time-outs on the chip's one alarm, timers. */
#include <zephyr/kernel.h>

#include "tw_kernel.h"
#include "twowire/adapter.h"
#include "twowire/firmware.h"

void tw_isr_timer(void);

static struct tw_timeout *timeouts; /* the first due first */
static uint64_t boot_ns;	    /* since power-on */

/* --- uptime
 * --------------------------------------------------------------------- */

void tw_uptime_start(void)
{
	boot_ns = tw_fw_time_ns();
}

uint64_t tw_uptime_ns(void)
{
	return tw_fw_time_ns() - boot_ns;
}

int64_t k_uptime_ticks(void)
{
	return (int64_t)(tw_uptime_ns() / TW_TICK_NS);
}

int64_t k_uptime_get(void)
{
	return (int64_t)(tw_uptime_ns() / NSEC_PER_MSEC);
}

uint64_t k_cycle_get_64(void)
{
	return tw_fw_cycles();
}

uint32_t k_cycle_get_32(void)
{
	return (uint32_t)tw_fw_cycles();
}

uint64_t tw_timeout_due_ns(k_timeout_t timeout)
{
	if (timeout.ticks < 0)
		return TW_FOR_EVER;
	return (uint64_t)(k_uptime_ticks() + 1 + timeout.ticks) * TW_TICK_NS;
}

/* --- time-outs
 * --------------------------------------------------------------------- */

static struct tw_ostimer_regs *alarm(void)
{
	return (struct tw_ostimer_regs *)(uintptr_t)TW_OSTIMER_BASE;
}

static void set_alarm(void)
{
	uint64_t due_ns;

	if (!timeouts) {
		alarm()->armed = 0;
		return;
	}
	due_ns = timeouts->due_ns + boot_ns;
	alarm()->alarm_lo = (uint32_t)due_ns;
	alarm()->alarm_hi = (uint32_t)(due_ns >> 32);
	alarm()->armed = 1;
}

static bool take_out(struct tw_timeout *timeout)
{
	struct tw_timeout **at = &timeouts;

	if (!timeout->pending)
		return false;
	while (*at != timeout)
		at = &(*at)->next;
	*at = timeout->next;
	timeout->pending = false;
	return true;
}

/* Behind those due at the same instant. */
void tw_timeout_set(struct tw_timeout *timeout, uint64_t due_ns)
{
	unsigned key = irq_lock();
	struct tw_timeout **at = &timeouts;

	take_out(timeout);
	timeout->due_ns = due_ns;
	while (*at && (*at)->due_ns <= due_ns)
		at = &(*at)->next;
	timeout->next = *at;
	timeout->pending = true;
	*at = timeout;
	set_alarm();
	irq_unlock(key);
}

bool tw_timeout_abort(struct tw_timeout *timeout)
{
	unsigned key = irq_lock();
	bool was = take_out(timeout);

	if (was)
		set_alarm();
	irq_unlock(key);
	return was;
}

void tw_isr_timer(void)
{
	alarm()->due = 1;
	while (timeouts && timeouts->due_ns <= tw_uptime_ns()) {
		struct tw_timeout *timeout = timeouts;

		take_out(timeout);
		timeout->fn(timeout);
	}
	set_alarm();
}

/* --- timers
 * ------------------------------------------------------------------------- */

/* The next period begins where this one should have ended. */
void tw_timer_expired(struct tw_timeout *timeout)
{
	struct k_timer *timer = CONTAINER_OF(timeout, struct k_timer, timeout);

	timer->status++;
	if (timer->period.ticks > 0)
		tw_timeout_set(timeout,
			       timeout->due_ns + (uint64_t)timer->period.ticks *
							 TW_TICK_NS);
	if (timer->expiry_fn)
		timer->expiry_fn(timer);
	tw_wake(&timer->waiters, 0);
}

void k_timer_init(struct k_timer *timer, k_timer_expiry_t expiry_fn,
		  k_timer_stop_t stop_fn)
{
	*timer = (struct k_timer)TW_TIMER_INITIALIZER(expiry_fn, stop_fn);
}

void k_timer_start(struct k_timer *timer, k_timeout_t duration,
		   k_timeout_t period)
{
	timer->period = period;
	timer->status = 0;
	if (duration.ticks < 0)
		tw_timeout_abort(&timer->timeout);
	else
		tw_timeout_set(&timer->timeout, tw_timeout_due_ns(duration));
}

void k_timer_stop(struct k_timer *timer)
{
	unsigned key;

	if (!tw_timeout_abort(&timer->timeout))
		return;
	if (timer->stop_fn)
		timer->stop_fn(timer);
	key = irq_lock();
	tw_wake(&timer->waiters, 0);
	tw_reschedule(key);
}

uint32_t k_timer_status_get(struct k_timer *timer)
{
	unsigned key = irq_lock();
	uint32_t n = timer->status;

	timer->status = 0;
	irq_unlock(key);
	return n;
}

uint32_t k_timer_status_sync(struct k_timer *timer)
{
	unsigned key = irq_lock();

	if (!timer->status && timer->timeout.pending)
		tw_pend(&timer->waiters, TW_FOR_EVER);
	irq_unlock(key);
	return k_timer_status_get(timer);
}
