/* SPDX-License-Identifier: MIT */
/*
 * Threads: of those that are ready the one of highest priority runs. One of a
 * priority below 0 goes on until it waits. main() is task 0.
 */
#include <zephyr/kernel.h>

#include "tw_kernel.h"
#include "twowire/firmware.h"

extern const struct tw_static_thread __start_tw_static_threads[]
	__attribute__((weak));
extern const struct tw_static_thread __stop_tw_static_threads[]
	__attribute__((weak));

static struct k_thread main_thread;
static struct k_thread *current = &main_thread;
static struct tw_wait_q ready;	       /* the one that runs, too */
static bool idling;		       /* what runs has nothing to do */
static unsigned ended[TW_MAX_THREADS]; /* tasks to be given back */
static unsigned n_ended;

bool k_is_in_isr(void)
{
	return tw_fw_exception() != 0;
}

bool k_is_preempt_thread(void)
{
	return !k_is_in_isr() && current->prio >= 0 && !current->sched_locks;
}

k_tid_t k_current_get(void)
{
	return current;
}

/* --- lists, the highest priority and the longest wait first -----------------
 */

static void put_in(struct tw_wait_q *q, struct k_thread *thread)
{
	struct k_thread **at = &q->head;

	while (*at && (*at)->prio <= thread->prio)
		at = &(*at)->next;
	thread->next = *at;
	*at = thread;
}

static void take_out(struct tw_wait_q *q, struct k_thread *thread)
{
	struct k_thread **at = &q->head;

	while (*at && *at != thread)
		at = &(*at)->next;
	if (*at)
		*at = thread->next;
}

static void make_ready(struct k_thread *thread)
{
	thread->waits = NULL;
	thread->runnable = true;
	if (!thread->suspended)
		put_in(&ready, thread);
}

static void make_unready(struct k_thread *thread)
{
	take_out(&ready, thread);
	thread->runnable = false;
}

/* --- who runs ----------------------------------------------------------------
 */

/* With interrupts off; they are on while nobody is ready. */
static void swap(void)
{
	struct k_thread *next;

	if (k_is_in_isr())
		tw_fw_fail("waiting in an interrupt", NULL);
	while (!ready.head) {
		idling = true;
		tw_fw_wfi();
		irq_unlock(0);
		irq_lock();
	}
	idling = false;
	next = ready.head;
	if (next == current)
		return;
	current = next;
	tw_fw_task_switch(next->task);
}

void tw_reschedule(unsigned key)
{
	if (!key && !idling && k_is_preempt_thread() && ready.head &&
	    ready.head->prio < current->prio)
		swap();
	irq_unlock(key);
}

static void after_interrupts(void)
{
	tw_reschedule(irq_lock());
}

void tw_threads_start(void)
{
	main_thread.name = "main";
	main_thread.prio = main_thread.base_prio = CONFIG_MAIN_THREAD_PRIORITY;
	main_thread.timeout.fn = tw_thread_timed_out;
	make_ready(&main_thread);
	tw_fw_on_irq_exit(after_interrupts);
}

void k_yield(void)
{
	unsigned key = irq_lock();

	take_out(&ready, current);
	put_in(&ready, current);
	swap();
	irq_unlock(key);
}

void k_sched_lock(void)
{
	current->sched_locks++;
}

void k_sched_unlock(void)
{
	unsigned key = irq_lock();

	if (!current->sched_locks)
		tw_fw_fail("k_sched_unlock() without k_sched_lock()", NULL);
	current->sched_locks--;
	tw_reschedule(key);
}

/* --- waiting
 * ------------------------------------------------------------------ */

void tw_thread_timed_out(struct tw_timeout *timeout)
{
	struct k_thread *thread =
		CONTAINER_OF(timeout, struct k_thread, timeout);

	if (thread->waits)
		take_out(thread->waits, thread);
	make_ready(thread);
}

int tw_pend(struct tw_wait_q *q, uint64_t due_ns)
{
	struct k_thread *self = current;

	if (k_is_in_isr())
		tw_fw_fail("waiting in an interrupt", NULL);
	self->result = -EAGAIN;
	make_unready(self);
	self->waits = q;
	if (q)
		put_in(q, self);
	if (due_ns != TW_FOR_EVER)
		tw_timeout_set(&self->timeout, due_ns);
	swap();
	return self->result;
}

struct k_thread *tw_wake(struct tw_wait_q *q, int result)
{
	struct k_thread *thread = q->head;

	if (!thread)
		return NULL;
	take_out(q, thread);
	tw_timeout_abort(&thread->timeout);
	thread->result = result;
	make_ready(thread);
	return thread;
}

int32_t k_sleep(k_timeout_t timeout)
{
	unsigned key = irq_lock();
	uint64_t due_ns = tw_timeout_due_ns(timeout);
	int64_t left_ns = 0;

	if (!timeout.ticks) {
		irq_unlock(key);
		k_yield();
		return 0;
	}
	if (tw_pend(NULL, due_ns) != -EAGAIN)
		left_ns = (int64_t)(due_ns - tw_uptime_ns());
	irq_unlock(key);
	return left_ns > 0 ? (int32_t)(left_ns / NSEC_PER_MSEC) : 0;
}

void k_wakeup(k_tid_t thread)
{
	unsigned key = irq_lock();

	if (!thread->runnable && !thread->waits && !thread->dead) {
		tw_timeout_abort(&thread->timeout);
		thread->result = 0;
		make_ready(thread);
	}
	tw_reschedule(key);
}

void k_busy_wait(uint32_t us)
{
	uint64_t until = tw_fw_time_ns() + us * 1000ull;

	while (tw_fw_time_ns() < until)
		tw_fw_wait_cycles(10);
}

/* --- their beginning and end
 * ---------------------------------------------------- */

static void thread_main(void *arg)
{
	struct k_thread *self = arg;

	self->entry(self->p1, self->p2, self->p3);
	k_thread_abort(self);
}

static unsigned new_task(struct k_thread *thread)
{
	unsigned task;

	while (n_ended)
		tw_fw_task_free(ended[--n_ended]);
	task = tw_fw_task_new(thread_main, thread);
	if (!task)
		tw_fw_fail("more threads than the platform has stacks for",
			   NULL);
	return task;
}

k_tid_t k_thread_create(struct k_thread *thread, k_thread_stack_t *stack,
			size_t stack_size, k_thread_entry_t entry, void *p1,
			void *p2, void *p3, int prio, uint32_t options,
			k_timeout_t delay)
{
	unsigned key = irq_lock();

	*thread = (struct k_thread){
		.timeout = {.fn = tw_thread_timed_out},
		.entry = entry,
		.p1 = p1,
		.p2 = p2,
		.p3 = p3,
		.prio = prio,
		.base_prio = prio,
	};
	thread->task = new_task(thread);
	if (!delay.ticks)
		make_ready(thread);
	else if (delay.ticks > 0)
		tw_timeout_set(&thread->timeout, tw_timeout_due_ns(delay));
	tw_reschedule(key);
	return thread;
}

void k_thread_abort(k_tid_t thread)
{
	unsigned key = irq_lock();

	if (thread->waits)
		take_out(thread->waits, thread);
	make_unready(thread);
	tw_timeout_abort(&thread->timeout);
	thread->waits = NULL;
	thread->dead = true;
	while (tw_wake(&thread->joiners, 0))
		;
	if (thread->task)
		ended[n_ended++] = thread->task;
	if (thread == current)
		swap();
	tw_reschedule(key);
}

int k_thread_join(struct k_thread *thread, k_timeout_t timeout)
{
	unsigned key = irq_lock();
	int result = 0;

	if (!thread->dead)
		result = timeout.ticks ? tw_pend(&thread->joiners,
						 tw_timeout_due_ns(timeout))
				       : -EBUSY;
	irq_unlock(key);
	return result;
}

void k_thread_start(k_tid_t thread)
{
	k_wakeup(thread);
}

void k_thread_suspend(k_tid_t thread)
{
	unsigned key = irq_lock();

	thread->suspended = true;
	if (thread->runnable)
		take_out(&ready, thread);
	if (thread == current)
		swap();
	irq_unlock(key);
}

void k_thread_resume(k_tid_t thread)
{
	unsigned key = irq_lock();

	if (thread->suspended && thread->runnable)
		put_in(&ready, thread);
	thread->suspended = false;
	tw_reschedule(key);
}

int k_thread_priority_get(k_tid_t thread)
{
	return thread->prio;
}

/* Its place in what it waits for, too. */
void tw_set_prio(struct k_thread *thread, int prio)
{
	struct tw_wait_q *q = thread->waits;

	if (thread->runnable && !thread->suspended)
		q = &ready;
	if (q)
		take_out(q, thread);
	thread->prio = prio;
	if (q)
		put_in(q, thread);
}

void k_thread_priority_set(k_tid_t thread, int prio)
{
	unsigned key = irq_lock();

	thread->base_prio = prio;
	tw_set_prio(thread, prio);
	tw_reschedule(key);
}

void tw_threads_start_static(void)
{
	for (const struct tw_static_thread *t = __start_tw_static_threads;
	     t < __stop_tw_static_threads; t++) {
		k_thread_create(t->thread, NULL, 0, t->entry, t->p1, t->p2,
				t->p3, t->prio, 0, K_MSEC(t->delay_ms));
		t->thread->name = t->name;
	}
}
