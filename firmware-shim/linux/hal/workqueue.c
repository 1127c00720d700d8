/* SPDX-License-Identifier: MIT */
/* Work for the one process, which is the loop that startup.c ends in. */
#include <linux/irqflags.h>
#include <linux/workqueue.h>

#include "tw_work.h"

struct workqueue_struct {
	int unused;
};

static struct workqueue_struct queue;

struct workqueue_struct *const system_wq = &queue;
struct workqueue_struct *const system_highpri_wq = &queue;
struct workqueue_struct *const system_long_wq = &queue;
struct workqueue_struct *const system_unbound_wq = &queue;
struct workqueue_struct *const system_freezable_wq = &queue;
struct workqueue_struct *const system_percpu_wq = &queue;
struct workqueue_struct *const system_dfl_wq = &queue;
struct workqueue_struct *const system_dfl_long_wq = &queue;

static struct work_struct *works; /* the oldest first */

struct workqueue_struct *tw_alloc_workqueue(void)
{
	return &queue;
}

bool tw_work_pending(void)
{
	return works != NULL;
}

static void take_out(struct work_struct *work)
{
	struct work_struct **at = &works;

	while (*at != work)
		at = &(*at)->next;
	*at = work->next;
	work->pending = false;
}

void tw_work_run(void)
{
	unsigned long flags = tw_irq_save();
	struct work_struct *work = works;

	if (work)
		take_out(work);
	tw_irq_restore(flags);
	if (work)
		work->func(work);
}

void destroy_workqueue(struct workqueue_struct *wq)
{
	(void)wq;
	while (works)
		tw_work_run();
}

bool queue_work(struct workqueue_struct *wq, struct work_struct *work)
{
	unsigned long flags = tw_irq_save();
	struct work_struct **at = &works;
	bool fresh = !work->pending;

	(void)wq;
	if (fresh) {
		while (*at)
			at = &(*at)->next;
		work->next = NULL;
		work->pending = true;
		*at = work;
	}
	tw_irq_restore(flags);
	return fresh;
}

void tw_delayed_work_due(struct timer_list *timer)
{
	queue_work(system_wq,
		   &container_of(timer, struct delayed_work, timer)->work);
}

bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *work,
			unsigned long delay)
{
	if (delayed_work_pending(work))
		return false;
	if (!delay)
		return queue_work(wq, &work->work);
	mod_timer(&work->timer, jiffies + delay);
	return true;
}

bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *work,
		      unsigned long delay)
{
	bool was = cancel_delayed_work(work);

	queue_delayed_work(wq, work, delay);
	return was;
}

static bool cancel(struct work_struct *work)
{
	unsigned long flags = tw_irq_save();
	bool was = work->pending;

	if (was)
		take_out(work);
	tw_irq_restore(flags);
	return was;
}

bool cancel_work_sync(struct work_struct *work)
{
	return cancel(work);
}

bool cancel_delayed_work(struct delayed_work *work)
{
	bool waited = timer_delete(&work->timer);

	return cancel(&work->work) || waited;
}

bool cancel_delayed_work_sync(struct delayed_work *work)
{
	return cancel_delayed_work(work);
}

bool flush_work(struct work_struct *work)
{
	bool was = work->pending;

	tw_might_sleep("flush_work");
	while (work->pending)
		tw_work_run();
	return was;
}

bool flush_delayed_work(struct delayed_work *work)
{
	if (timer_delete(&work->timer))
		queue_work(system_wq, &work->work);
	return flush_work(&work->work);
}
