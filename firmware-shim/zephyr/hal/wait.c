/* SPDX-License-Identifier: MIT */
/* What threads wait for: semaphores, mutexes, message queues. */
#include <zephyr/kernel.h>

#include "tw_kernel.h"
#include "twowire/firmware.h"

/* --- semaphores -------------------------------------------------------------
 */

int k_sem_init(struct k_sem *sem, unsigned initial_count, unsigned limit)
{
	if (!limit || initial_count > limit)
		return -EINVAL;
	*sem = (struct k_sem){.count = initial_count, .limit = limit};
	return 0;
}

int k_sem_take(struct k_sem *sem, k_timeout_t timeout)
{
	unsigned key = irq_lock();
	int result = 0;

	if (sem->count)
		sem->count--;
	else if (!timeout.ticks)
		result = -EBUSY;
	else
		result = tw_pend(&sem->waiters, tw_timeout_due_ns(timeout));
	irq_unlock(key);
	return result;
}

void k_sem_give(struct k_sem *sem)
{
	unsigned key = irq_lock();

	if (!tw_wake(&sem->waiters, 0) && sem->count < sem->limit)
		sem->count++;
	tw_reschedule(key);
}

void k_sem_reset(struct k_sem *sem)
{
	unsigned key = irq_lock();

	while (tw_wake(&sem->waiters, -EAGAIN))
		;
	sem->count = 0;
	tw_reschedule(key);
}

/* --- mutexes -----------------------------------------------------------------
 */

int k_mutex_init(struct k_mutex *mutex)
{
	*mutex = (struct k_mutex){0};
	return 0;
}

/* Who holds it is as urgent as who waits for it. */
static void lend_prio(const struct k_mutex *mutex)
{
	const struct k_thread *first = mutex->waiters.head;
	struct k_thread *owner = mutex->owner;
	int prio = owner->base_prio;

	if (first && first->prio < prio)
		prio = first->prio;
	if (prio != owner->prio)
		tw_set_prio(owner, prio);
}

static int wait_for_mutex(struct k_mutex *mutex, k_timeout_t timeout)
{
	struct k_thread *self = k_current_get();
	int result;

	if (self->prio < mutex->owner->prio)
		tw_set_prio(mutex->owner, self->prio);
	result = tw_pend(&mutex->waiters, tw_timeout_due_ns(timeout));
	if (result && mutex->owner)
		lend_prio(mutex);
	return result;
}

int k_mutex_lock(struct k_mutex *mutex, k_timeout_t timeout)
{
	unsigned key = irq_lock();
	struct k_thread *self = k_current_get();
	int result = 0;

	if (k_is_in_isr())
		tw_fw_fail("a mutex in an interrupt", NULL);
	if (!mutex->lock_count || mutex->owner == self) {
		mutex->owner = self;
		mutex->lock_count++;
	} else {
		result =
			timeout.ticks ? wait_for_mutex(mutex, timeout) : -EBUSY;
	}
	irq_unlock(key);
	return result;
}

int k_mutex_unlock(struct k_mutex *mutex)
{
	unsigned key;

	if (!mutex->lock_count)
		return -EINVAL;
	if (mutex->owner != k_current_get())
		return -EPERM;
	key = irq_lock();
	if (!--mutex->lock_count) {
		tw_set_prio(mutex->owner, mutex->owner->base_prio);
		mutex->owner = tw_wake(&mutex->waiters, 0);
		mutex->lock_count = mutex->owner != NULL;
	}
	tw_reschedule(key);
	return 0;
}

/* --- message queues
 * ------------------------------------------------------------ */

void k_msgq_init(struct k_msgq *msgq, char *buffer, size_t msg_size,
		 uint32_t max_msgs)
{
	*msgq = (struct k_msgq){
		.buffer = buffer, .msg_size = msg_size, .max_msgs = max_msgs};
}

static char *slot(const struct k_msgq *msgq, uint32_t n)
{
	return msgq->buffer +
	       (msgq->first + n) % msgq->max_msgs * msgq->msg_size;
}

/* Until somebody has moved a message, perhaps for somebody else. */
static int wait_for_move(struct k_msgq *msgq, k_timeout_t timeout,
			 uint64_t due_ns)
{
	if (!timeout.ticks)
		return -ENOMSG;
	return tw_pend(&msgq->waiters, due_ns);
}

static void moved(struct k_msgq *msgq, unsigned key)
{
	while (tw_wake(&msgq->waiters, 0))
		;
	tw_reschedule(key);
}

int k_msgq_put(struct k_msgq *msgq, const void *data, k_timeout_t timeout)
{
	unsigned key = irq_lock();
	uint64_t due_ns = tw_timeout_due_ns(timeout);
	int result = 0;

	while (!result && msgq->used == msgq->max_msgs)
		result = wait_for_move(msgq, timeout, due_ns);
	if (result) {
		irq_unlock(key);
		return result;
	}
	memcpy(slot(msgq, msgq->used++), data, msgq->msg_size);
	moved(msgq, key);
	return 0;
}

int k_msgq_peek(struct k_msgq *msgq, void *data)
{
	unsigned key = irq_lock();
	int result = msgq->used ? 0 : -ENOMSG;

	if (!result)
		memcpy(data, slot(msgq, 0), msgq->msg_size);
	irq_unlock(key);
	return result;
}

int k_msgq_get(struct k_msgq *msgq, void *data, k_timeout_t timeout)
{
	unsigned key = irq_lock();
	uint64_t due_ns = tw_timeout_due_ns(timeout);
	int result = 0;

	while (!result && !msgq->used)
		result = wait_for_move(msgq, timeout, due_ns);
	if (result) {
		irq_unlock(key);
		return result;
	}
	memcpy(data, slot(msgq, 0), msgq->msg_size);
	msgq->first = (msgq->first + 1) % msgq->max_msgs;
	msgq->used--;
	moved(msgq, key);
	return 0;
}

void k_msgq_purge(struct k_msgq *msgq)
{
	unsigned key = irq_lock();

	msgq->used = 0;
	moved(msgq, key);
}
