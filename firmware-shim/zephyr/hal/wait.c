/* SPDX-License-Identifier: MIT */
/* What a thread waits for: time, semaphores, mutexes, message queues. */
#include <zephyr/kernel.h>

#include "tw_kernel.h"
#include "twowire/firmware.h"

static void time_out(struct tw_timeout *timeout)
{
	CONTAINER_OF(timeout, struct tw_wait, timeout)->over = true;
}

void tw_wait_begin(struct tw_wait *wait, k_timeout_t timeout)
{
	*wait = (struct tw_wait){.timeout = {.fn = time_out}};
	if (!timeout.ticks) {
		wait->over = true;
	} else {
		if (k_is_in_isr())
			tw_fw_fail("waiting in an interrupt", NULL);
		if (timeout.ticks > 0)
			tw_timeout_set(&wait->timeout,
				       tw_timeout_due_ns(timeout));
	}
	irq_lock();
}

bool tw_wait_idle(struct tw_wait *wait)
{
	if (wait->over)
		return false;
	tw_fw_wfi();
	irq_unlock(0);
	irq_lock();
	return true;
}

void tw_wait_end(struct tw_wait *wait)
{
	irq_unlock(0);
	tw_timeout_abort(&wait->timeout);
}

/* --- time
 * ------------------------------------------------------------------------- */

int32_t k_sleep(k_timeout_t timeout)
{
	struct tw_wait wait;

	tw_wait_begin(&wait, timeout);
	while (tw_wait_idle(&wait))
		;
	tw_wait_end(&wait);
	return 0;
}

void k_busy_wait(uint32_t us)
{
	uint64_t until = tw_fw_time_ns() + us * 1000ull;

	while (tw_fw_time_ns() < until)
		tw_fw_wait_cycles(10);
}

/* --- semaphores
 * --------------------------------------------------------------------- */

int k_sem_init(struct k_sem *sem, unsigned initial_count, unsigned limit)
{
	if (!limit || initial_count > limit)
		return -EINVAL;
	*sem = (struct k_sem){initial_count, limit};
	return 0;
}

int k_sem_take(struct k_sem *sem, k_timeout_t timeout)
{
	struct tw_wait wait;
	unsigned key = irq_lock();
	bool taken = sem->count > 0;

	sem->count -= taken;
	irq_unlock(key);
	if (taken)
		return 0;
	if (!timeout.ticks)
		return -EBUSY;
	tw_wait_begin(&wait, timeout);
	while (!(taken = sem->count > 0) && tw_wait_idle(&wait))
		;
	sem->count -= taken;
	tw_wait_end(&wait);
	return taken ? 0 : -EAGAIN;
}

void k_sem_give(struct k_sem *sem)
{
	unsigned key = irq_lock();

	if (sem->count < sem->limit)
		sem->count++;
	irq_unlock(key);
}

void k_sem_reset(struct k_sem *sem)
{
	sem->count = 0;
}

/* --- mutexes
 * ------------------------------------------------------------------------- */

int k_mutex_init(struct k_mutex *mutex)
{
	*mutex = (struct k_mutex){0};
	return 0;
}

/* What main() holds it will not let go of while work runs. */
int k_mutex_lock(struct k_mutex *mutex, k_timeout_t timeout)
{
	if (mutex->lock_count && mutex->by_work != tw_in_work()) {
		if (timeout.ticks < 0)
			tw_fw_fail("work waits for ever for what main() holds",
				   NULL);
		k_sleep(timeout);
		return timeout.ticks ? -EAGAIN : -EBUSY;
	}
	mutex->by_work = tw_in_work();
	mutex->lock_count++;
	return 0;
}

int k_mutex_unlock(struct k_mutex *mutex)
{
	if (!mutex->lock_count)
		return -EINVAL;
	if (mutex->by_work != tw_in_work())
		return -EPERM;
	mutex->lock_count--;
	return 0;
}

/* --- message queues
 * ------------------------------------------------------------------ */

void k_msgq_init(struct k_msgq *msgq, char *buffer, size_t msg_size,
		 uint32_t max_msgs)
{
	*msgq = (struct k_msgq){buffer, msg_size, max_msgs, 0, 0};
}

static char *slot(const struct k_msgq *msgq, uint32_t n)
{
	return msgq->buffer +
	       (msgq->first + n) % msgq->max_msgs * msgq->msg_size;
}

int k_msgq_put(struct k_msgq *msgq, const void *data, k_timeout_t timeout)
{
	unsigned key = irq_lock();
	struct tw_wait wait;
	bool room = msgq->used < msgq->max_msgs;

	if (!room && timeout.ticks) {
		irq_unlock(key);
		tw_wait_begin(&wait, timeout);
		while (!(room = msgq->used < msgq->max_msgs) &&
		       tw_wait_idle(&wait))
			;
	}
	if (room)
		memcpy(slot(msgq, msgq->used++), data, msgq->msg_size);
	irq_unlock(key);
	if (!room)
		return timeout.ticks ? -EAGAIN : -ENOMSG;
	return 0;
}

int k_msgq_get(struct k_msgq *msgq, void *data, k_timeout_t timeout)
{
	unsigned key = irq_lock();
	struct tw_wait wait;
	bool some = msgq->used > 0;

	if (!some && timeout.ticks) {
		irq_unlock(key);
		tw_wait_begin(&wait, timeout);
		while (!(some = msgq->used > 0) && tw_wait_idle(&wait))
			;
	}
	if (some) {
		memcpy(data, slot(msgq, 0), msgq->msg_size);
		msgq->first = (msgq->first + 1) % msgq->max_msgs;
		msgq->used--;
	}
	irq_unlock(key);
	if (!some)
		return timeout.ticks ? -EAGAIN : -ENOMSG;
	return 0;
}

void k_msgq_purge(struct k_msgq *msgq)
{
	msgq->used = 0;
}
