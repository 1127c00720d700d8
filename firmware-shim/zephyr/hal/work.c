/* SPDX-License-Identifier: MIT */
/* The system work queue: the software interrupt, under those of devices. */
#include <zephyr/kernel.h>

#include "tw_kernel.h"
#include "twowire/adapter.h"
#include "twowire/firmware.h"

void tw_isr_soft(void);

enum { EXCEPTION_SOFT = 17 };

static struct k_work *works; /* the oldest first */
static bool in_work;
static unsigned sched_locks;

static void set_soft(bool pending)
{
	((struct tw_ostimer_regs *)(uintptr_t)TW_OSTIMER_BASE)->soft = pending;
}

bool k_is_in_isr(void)
{
	unsigned exception = tw_fw_exception();

	return exception && exception != EXCEPTION_SOFT;
}

bool tw_in_work(void)
{
	return in_work;
}

/* --- the queue ---------------------------------------------------------- */

static struct k_work *take_first(void)
{
	unsigned key = irq_lock();
	struct k_work *work = works;

	if (work) {
		works = work->next;
		work->queued = false;
		work->running = true;
	} else {
		set_soft(false);
	}
	irq_unlock(key);
	return work;
}

void tw_isr_soft(void)
{
	struct k_work *work;

	in_work = true;
	while ((work = take_first())) {
		k_work_handler_t handler = work->handler;

		handler(work);
		work->running = false;
	}
	in_work = false;
}

static bool take_out(struct k_work *work)
{
	struct k_work **at = &works;

	if (!work->queued)
		return false;
	while (*at != work)
		at = &(*at)->next;
	*at = work->next;
	work->queued = false;
	return true;
}

void k_sched_lock(void)
{
	unsigned key = irq_lock();

	sched_locks++;
	set_soft(false);
	irq_unlock(key);
}

void k_sched_unlock(void)
{
	unsigned key = irq_lock();

	if (!sched_locks)
		tw_fw_fail("k_sched_unlock() without k_sched_lock()", NULL);
	sched_locks--;
	if (!sched_locks && works && !in_work)
		set_soft(true);
	irq_unlock(key);
}

/* --- work ----------------------------------------------------------------- */

void k_work_init(struct k_work *work, k_work_handler_t handler)
{
	*work = (struct k_work)Z_WORK_INITIALIZER(handler);
}

int k_work_submit(struct k_work *work)
{
	unsigned key = irq_lock();
	struct k_work **at = &works;
	int result = work->queued ? 0 : work->running ? 2 : 1;

	if (!work->queued) {
		while (*at)
			at = &(*at)->next;
		work->next = NULL;
		work->queued = true;
		*at = work;
		if (!sched_locks)
			set_soft(true);
	}
	irq_unlock(key);
	return result;
}

int k_work_busy_get(const struct k_work *work)
{
	return (work->running ? K_WORK_RUNNING : 0) |
	       (work->queued ? K_WORK_QUEUED : 0);
}

int k_work_cancel(struct k_work *work)
{
	unsigned key = irq_lock();

	take_out(work);
	irq_unlock(key);
	return k_work_busy_get(work);
}

/* --- later ---------------------------------------------------------------- */

void tw_work_due(struct tw_timeout *timeout)
{
	k_work_submit(
		&CONTAINER_OF(timeout, struct k_work_delayable, timeout)->work);
}

void k_work_init_delayable(struct k_work_delayable *dwork,
			   k_work_handler_t handler)
{
	*dwork = (struct k_work_delayable)Z_WORK_DELAYABLE_INITIALIZER(handler);
}

int k_work_reschedule(struct k_work_delayable *dwork, k_timeout_t delay)
{
	tw_timeout_abort(&dwork->timeout);
	if (!delay.ticks)
		return k_work_submit(&dwork->work);
	if (delay.ticks > 0)
		tw_timeout_set(&dwork->timeout, tw_timeout_due_ns(delay));
	return 1;
}

/* What is scheduled or queued already stays as it is. */
int k_work_schedule(struct k_work_delayable *dwork, k_timeout_t delay)
{
	if (dwork->timeout.pending || dwork->work.queued)
		return 0;
	return k_work_reschedule(dwork, delay);
}

int k_work_cancel_delayable(struct k_work_delayable *dwork)
{
	tw_timeout_abort(&dwork->timeout);
	return k_work_cancel(&dwork->work);
}

int k_work_delayable_busy_get(const struct k_work_delayable *dwork)
{
	return k_work_busy_get(&dwork->work) |
	       (dwork->timeout.pending ? K_WORK_DELAYED : 0);
}
