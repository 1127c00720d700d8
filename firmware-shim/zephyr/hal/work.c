/* SPDX-License-Identifier: MIT */
/* Work queues: a thread each, that of the system among them. */
#include <zephyr/kernel.h>

#include "tw_kernel.h"
#include "twowire/firmware.h"

struct k_work_q k_sys_work_q;

/* --- a queue's thread -------------------------------------------------------
 */

static struct k_work *take_first(struct k_work_q *queue)
{
	unsigned key = irq_lock();
	struct k_work *work;

	while (!queue->works)
		tw_pend(&queue->idle, TW_FOR_EVER);
	work = queue->works;
	queue->works = work->next;
	work->queued = false;
	work->running = true;
	irq_unlock(key);
	return work;
}

static void queue_main(void *p1, void *p2, void *p3)
{
	for (;;) {
		struct k_work *work = take_first(p1);

		work->handler(work);
		work->running = false;
	}
}

void k_work_queue_init(struct k_work_q *queue)
{
	*queue = (struct k_work_q){0};
}

void k_work_queue_start(struct k_work_q *queue, k_thread_stack_t *stack,
			size_t stack_size, int prio,
			const struct k_work_queue_config *config)
{
	k_thread_create(&queue->thread, stack, stack_size, queue_main, queue,
			NULL, NULL, prio, 0, K_NO_WAIT);
	queue->thread.name = config && config->name ? config->name : "workq";
}

static int start_system_queue(void)
{
	static const struct k_work_queue_config config = {.name = "sysworkq"};

	k_work_queue_start(&k_sys_work_q, NULL, 0,
			   CONFIG_SYSTEM_WORKQUEUE_PRIORITY, &config);
	return 0;
}

SYS_INIT(start_system_queue, POST_KERNEL, 0);

/* --- work -------------------------------------------------------------------
 */

void k_work_init(struct k_work *work, k_work_handler_t handler)
{
	*work = (struct k_work)Z_WORK_INITIALIZER(handler);
}

static void take_out(struct k_work *work)
{
	struct k_work **at = &work->queue->works;

	while (*at != work)
		at = &(*at)->next;
	*at = work->next;
	work->queued = false;
}

int k_work_submit_to_queue(struct k_work_q *queue, struct k_work *work)
{
	unsigned key = irq_lock();
	struct k_work **at = &queue->works;
	int result = work->queued ? 0 : work->running ? 2 : 1;

	if (!work->queued) {
		while (*at)
			at = &(*at)->next;
		work->next = NULL;
		work->queue = queue;
		work->queued = true;
		*at = work;
		tw_wake(&queue->idle, 0);
	}
	tw_reschedule(key);
	return result;
}

int k_work_submit(struct k_work *work)
{
	return k_work_submit_to_queue(&k_sys_work_q, work);
}

int k_work_busy_get(const struct k_work *work)
{
	return (work->running ? K_WORK_RUNNING : 0) |
	       (work->queued ? K_WORK_QUEUED : 0);
}

int k_work_cancel(struct k_work *work)
{
	unsigned key = irq_lock();

	if (work->queued)
		take_out(work);
	irq_unlock(key);
	return k_work_busy_get(work);
}

/* A tick is how finely anybody can tell. */
static bool wait_for_end(const struct k_work *work)
{
	bool was = k_work_busy_get(work);

	while (k_work_busy_get(work))
		k_sleep(K_TICKS(1));
	return was;
}

bool k_work_flush(struct k_work *work, struct k_work_sync *sync)
{
	return wait_for_end(work);
}

bool k_work_cancel_sync(struct k_work *work, struct k_work_sync *sync)
{
	bool was = k_work_busy_get(work);

	k_work_cancel(work);
	wait_for_end(work);
	return was;
}

/* --- later -------------------------------------------------------------------
 */

void tw_work_due(struct tw_timeout *timeout)
{
	struct k_work_delayable *dwork =
		CONTAINER_OF(timeout, struct k_work_delayable, timeout);

	k_work_submit_to_queue(dwork->queue, &dwork->work);
}

void k_work_init_delayable(struct k_work_delayable *dwork,
			   k_work_handler_t handler)
{
	*dwork = (struct k_work_delayable)Z_WORK_DELAYABLE_INITIALIZER(handler);
}

int k_work_reschedule_for_queue(struct k_work_q *queue,
				struct k_work_delayable *dwork,
				k_timeout_t delay)
{
	tw_timeout_abort(&dwork->timeout);
	dwork->queue = queue;
	if (!delay.ticks)
		return k_work_submit_to_queue(queue, &dwork->work);
	if (delay.ticks > 0)
		tw_timeout_set(&dwork->timeout, tw_timeout_due_ns(delay));
	return 1;
}

/* What is scheduled or queued already stays as it is. */
int k_work_schedule_for_queue(struct k_work_q *queue,
			      struct k_work_delayable *dwork, k_timeout_t delay)
{
	if (dwork->timeout.pending || dwork->work.queued)
		return 0;
	return k_work_reschedule_for_queue(queue, dwork, delay);
}

int k_work_reschedule(struct k_work_delayable *dwork, k_timeout_t delay)
{
	return k_work_reschedule_for_queue(&k_sys_work_q, dwork, delay);
}

int k_work_schedule(struct k_work_delayable *dwork, k_timeout_t delay)
{
	return k_work_schedule_for_queue(&k_sys_work_q, dwork, delay);
}

int k_work_cancel_delayable(struct k_work_delayable *dwork)
{
	tw_timeout_abort(&dwork->timeout);
	return k_work_cancel(&dwork->work);
}

bool k_work_cancel_delayable_sync(struct k_work_delayable *dwork,
				  struct k_work_sync *sync)
{
	bool waited = tw_timeout_abort(&dwork->timeout);

	return k_work_cancel_sync(&dwork->work, sync) || waited;
}

int k_work_delayable_busy_get(const struct k_work_delayable *dwork)
{
	return k_work_busy_get(&dwork->work) |
	       (dwork->timeout.pending ? K_WORK_DELAYED : 0);
}
