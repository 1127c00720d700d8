/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_KERNEL_H
#define TW_ZEPHYR_KERNEL_H

/* The kernel on one CPU: time, threads, what they wait for, work queues. Stacks
 * are the platform's, as large as any firmware needs. */
#include <zephyr/device.h>
#include <zephyr/init.h>
#include <zephyr/irq.h>
#include <zephyr/spinlock.h>
#include <zephyr/sys/__assert.h>
#include <zephyr/sys/atomic.h>
#include <zephyr/sys/printk.h>
#include <zephyr/sys/slist.h>
#include <zephyr/sys/util.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* --- time
 * --------------------------------------------------------------------- */

#define NSEC_PER_USEC 1000u
#define NSEC_PER_MSEC 1000000u
#define NSEC_PER_SEC  1000000000u
#define USEC_PER_MSEC 1000u
#define USEC_PER_SEC  1000000u
#define MSEC_PER_SEC  1000u

typedef int64_t k_ticks_t;
typedef struct {
	k_ticks_t ticks; /* -1: for ever */
} k_timeout_t;

#define TW_TICK_NS (NSEC_PER_SEC / CONFIG_SYS_CLOCK_TICKS_PER_SEC)
#define TW_TICKS(n, per_s)                                                     \
	((k_timeout_t){                                                        \
		((k_ticks_t)(n)*CONFIG_SYS_CLOCK_TICKS_PER_SEC + (per_s)-1) /  \
		(per_s)})
#define K_NO_WAIT	   ((k_timeout_t){0})
#define K_FOREVER	   ((k_timeout_t){-1})
#define K_TICKS(t)	   ((k_timeout_t){t})
#define K_NSEC(n)	   TW_TICKS(n, (k_ticks_t)NSEC_PER_SEC)
#define K_USEC(n)	   TW_TICKS(n, (k_ticks_t)USEC_PER_SEC)
#define K_MSEC(n)	   TW_TICKS(n, (k_ticks_t)MSEC_PER_SEC)
#define K_SECONDS(n)	   K_MSEC((k_ticks_t)(n)*1000)
#define K_MINUTES(n)	   K_SECONDS((n)*60)
#define K_HOURS(n)	   K_MINUTES((n)*60)
#define K_TIMEOUT_EQ(a, b) ((a).ticks == (b).ticks)

int64_t k_uptime_ticks(void);
int64_t k_uptime_get(void);
#define k_uptime_get_32()  ((uint32_t)k_uptime_get())
#define k_uptime_seconds() ((uint32_t)(k_uptime_get() / 1000))
static inline int64_t k_uptime_delta(int64_t *reftime)
{
	int64_t now = k_uptime_get(), delta = now - *reftime;

	*reftime = now;
	return delta;
}
/* Cycles of the CPU. */
uint32_t k_cycle_get_32(void);
uint64_t k_cycle_get_64(void);

/* Sleeps; k_busy_wait() counts. Returns: ms that were left when it was woken.
 */
int32_t k_sleep(k_timeout_t timeout);
void k_busy_wait(uint32_t us);
#define k_msleep(ms) k_sleep(K_MSEC(ms))
#define k_usleep(us) k_sleep(K_USEC(us))
void k_cpu_idle(void);

bool k_is_in_isr(void);
bool k_is_preempt_thread(void);
/* This thread goes on until it waits. */
void k_sched_lock(void);
void k_sched_unlock(void);

FUNC_NORETURN void tw_fatal(const char *what, const char *file, int line,
			    const char *function);
#define k_panic() tw_fatal("k_panic()", __FILE__, __LINE__, __func__)
#define k_oops()  tw_fatal("k_oops()", __FILE__, __LINE__, __func__)

#define k_malloc malloc
#define k_calloc calloc
#define k_free	 free

/* --- what an interrupt calls at its tick
 * ---------------------------------------- */

struct tw_timeout {
	struct tw_timeout *next; /* in the order of time */
	uint64_t due_ns;
	void (*fn)(struct tw_timeout *timeout);
	bool pending;
};

/* Threads; the first to be woken first. */
struct tw_wait_q {
	struct k_thread *head;
};

struct k_timer;
typedef void (*k_timer_expiry_t)(struct k_timer *timer);
typedef void (*k_timer_stop_t)(struct k_timer *timer);

struct k_timer {
	struct tw_timeout timeout;
	k_timer_expiry_t expiry_fn;
	k_timer_stop_t stop_fn;
	k_timeout_t period;
	uint32_t status;
	void *user_data;
	struct tw_wait_q waiters;
};

void tw_timer_expired(struct tw_timeout *timeout);
#define TW_TIMER_INITIALIZER(expiry, stop)                                     \
	{                                                                      \
		.timeout = {.fn = tw_timer_expired}, .expiry_fn = (expiry),    \
		.stop_fn = (stop)                                              \
	}
#define K_TIMER_DEFINE(name, expiry, stop)                                     \
	struct k_timer name = TW_TIMER_INITIALIZER(expiry, stop)
void k_timer_init(struct k_timer *timer, k_timer_expiry_t expiry_fn,
		  k_timer_stop_t stop_fn);
void k_timer_start(struct k_timer *timer, k_timeout_t duration,
		   k_timeout_t period);
void k_timer_stop(struct k_timer *timer);
/* How often it expired since the last call. */
uint32_t k_timer_status_get(struct k_timer *timer);
uint32_t k_timer_status_sync(struct k_timer *timer);
#define k_timer_user_data_set(t, data) ((t)->user_data = (data))
#define k_timer_user_data_get(t)       ((t)->user_data)

/* --- threads ------------------------------------------------------------ */

struct k_thread;
typedef struct k_thread *k_tid_t;
typedef char k_thread_stack_t;
typedef void (*k_thread_entry_t)(void *p1, void *p2, void *p3);

struct k_thread {
	struct k_thread *next;
	struct tw_wait_q *waits; /* NULL: for nothing but time */
	struct tw_timeout timeout;
	struct tw_wait_q joiners;
	k_thread_entry_t entry;
	void *p1, *p2, *p3;
	const char *name;
	int prio;      /* the lower the more urgent, */
	int base_prio; /* without a mutex that others wait for */
	int result;
	unsigned task;
	unsigned sched_locks;
	bool runnable; /* it waits for nothing */
	bool suspended;
	bool dead;
};

struct tw_static_thread {
	struct k_thread *thread;
	k_thread_entry_t entry;
	void *p1, *p2, *p3;
	const char *name;
	int prio;
	int delay_ms;
};

#define K_PRIO_COOP(x)			  ((x)-CONFIG_NUM_COOP_PRIORITIES)
#define K_PRIO_PREEMPT(x)		  (x)
#define K_LOWEST_APPLICATION_THREAD_PRIO  (CONFIG_NUM_PREEMPT_PRIORITIES - 1)
#define K_HIGHEST_APPLICATION_THREAD_PRIO (-CONFIG_NUM_COOP_PRIORITIES)

#define K_THREAD_STACK_DEFINE(name, size) k_thread_stack_t name[1]
#define K_KERNEL_STACK_DEFINE		  K_THREAD_STACK_DEFINE
#define K_THREAD_STACK_MEMBER		  K_THREAD_STACK_DEFINE
#define K_KERNEL_STACK_MEMBER		  K_THREAD_STACK_DEFINE
#define K_THREAD_STACK_SIZEOF(name)	  sizeof(name)
#define K_KERNEL_STACK_SIZEOF(name)	  sizeof(name)

/* Begins before main(), @delay ms later. */
#define K_THREAD_DEFINE(name_, size, entry_, a, b, c, priority, options,       \
			delay)                                                 \
	struct k_thread tw_thread_##name_;                                     \
	const k_tid_t name_ = &tw_thread_##name_;                              \
	static const struct tw_static_thread tw_static_##name_ __used          \
		__aligned(8)                                                   \
			__attribute__((__section__("tw_static_threads"))) = {  \
				.thread = &tw_thread_##name_,                  \
				.entry = (k_thread_entry_t)(entry_),           \
				.p1 = (a),                                     \
				.p2 = (b),                                     \
				.p3 = (c),                                     \
				.name = #name_,                                \
				.prio = (priority),                            \
				.delay_ms = (delay),                           \
	}

k_tid_t k_thread_create(struct k_thread *thread, k_thread_stack_t *stack,
			size_t stack_size, k_thread_entry_t entry, void *p1,
			void *p2, void *p3, int prio, uint32_t options,
			k_timeout_t delay);
void k_thread_start(k_tid_t thread);
void k_thread_abort(k_tid_t thread);
/* 0; -EBUSY with K_NO_WAIT, -EAGAIN after a time-out. */
int k_thread_join(struct k_thread *thread, k_timeout_t timeout);
void k_thread_suspend(k_tid_t thread);
void k_thread_resume(k_tid_t thread);
int k_thread_priority_get(k_tid_t thread);
void k_thread_priority_set(k_tid_t thread, int prio);
k_tid_t k_current_get(void);
void k_yield(void);
void k_wakeup(k_tid_t thread);
#define k_thread_name_set(t, text) ((t)->name = (text), 0)
#define k_thread_name_get(t)	   ((t)->name)

/* --- waiting
 * ---------------------------------------------------------------------- */

struct k_sem {
	unsigned count;
	unsigned limit;
	struct tw_wait_q waiters;
};

#define K_SEM_MAX_LIMIT (~0u)
#define K_SEM_DEFINE(name, initial, most)                                      \
	struct k_sem name = {.count = (initial), .limit = (most)}
int k_sem_init(struct k_sem *sem, unsigned initial_count, unsigned limit);
/* 0, -EBUSY with K_NO_WAIT, -EAGAIN after a time-out. */
int k_sem_take(struct k_sem *sem, k_timeout_t timeout);
void k_sem_give(struct k_sem *sem);
void k_sem_reset(struct k_sem *sem);
#define k_sem_count_get(sem) ((sem)->count)

struct k_mutex {
	struct k_thread *owner;
	unsigned lock_count;
	struct tw_wait_q waiters;
};

#define K_MUTEX_DEFINE(name) struct k_mutex name = {0}
int k_mutex_init(struct k_mutex *mutex);
/* 0, -EBUSY with K_NO_WAIT, -EAGAIN after a time-out. */
int k_mutex_lock(struct k_mutex *mutex, k_timeout_t timeout);
int k_mutex_unlock(struct k_mutex *mutex);

struct k_msgq {
	char *buffer;
	size_t msg_size;
	uint32_t max_msgs;
	uint32_t first;
	uint32_t used;
	struct tw_wait_q waiters; /* to put or to get */
};

#define K_MSGQ_DEFINE(name, size, most, align)                                 \
	static char __aligned(align) tw_msgq_##name[(size) * (most)];          \
	struct k_msgq name = {.buffer = tw_msgq_##name,                        \
			      .msg_size = (size),                              \
			      .max_msgs = (most)}
void k_msgq_init(struct k_msgq *msgq, char *buffer, size_t msg_size,
		 uint32_t max_msgs);
/* 0, -ENOMSG with K_NO_WAIT, -EAGAIN after a time-out. */
int k_msgq_put(struct k_msgq *msgq, const void *data, k_timeout_t timeout);
int k_msgq_get(struct k_msgq *msgq, void *data, k_timeout_t timeout);
int k_msgq_peek(struct k_msgq *msgq, void *data);
void k_msgq_purge(struct k_msgq *msgq);
#define k_msgq_num_used_get(q) ((q)->used)
#define k_msgq_num_free_get(q) ((q)->max_msgs - (q)->used)

/* --- work queues
 * ----------------------------------------------------------- */

struct k_work;
typedef void (*k_work_handler_t)(struct k_work *work);

struct k_work_q {
	struct k_thread thread;
	struct k_work *works;  /* the oldest first */
	struct tw_wait_q idle; /* the thread */
};

struct k_work_queue_config {
	const char *name;
	bool no_yield;
};

struct k_work_sync {
	char unused;
};

struct k_work {
	struct k_work *next; /* in the order of submission */
	struct k_work_q *queue;
	k_work_handler_t handler;
	bool queued;
	bool running;
};

struct k_work_delayable {
	struct k_work work;
	struct tw_timeout timeout;
	struct k_work_q *queue;
};

enum {
	K_WORK_RUNNING = 1,
	K_WORK_CANCELING = 2,
	K_WORK_QUEUED = 4,
	K_WORK_DELAYED = 8,
};

void tw_work_due(struct tw_timeout *timeout);
#define Z_WORK_INITIALIZER(work_handler)                                       \
	{                                                                      \
		.handler = (work_handler)                                      \
	}
#define K_WORK_DEFINE(work, work_handler)                                      \
	struct k_work work = Z_WORK_INITIALIZER(work_handler)
#define Z_WORK_DELAYABLE_INITIALIZER(work_handler)                             \
	{                                                                      \
		.work = {.handler = (work_handler)}, .timeout = {              \
			.fn = tw_work_due                                      \
		}                                                              \
	}
#define K_WORK_DELAYABLE_DEFINE(work, work_handler)                            \
	struct k_work_delayable work =                                         \
		Z_WORK_DELAYABLE_INITIALIZER(work_handler)

void k_work_init(struct k_work *work, k_work_handler_t handler);
void k_work_init_delayable(struct k_work_delayable *dwork,
			   k_work_handler_t handler);
extern struct k_work_q k_sys_work_q;
void k_work_queue_init(struct k_work_q *queue);
void k_work_queue_start(struct k_work_q *queue, k_thread_stack_t *stack,
			size_t stack_size, int prio,
			const struct k_work_queue_config *config);

/* 1 queued, 2 queued again while it runs, 0 it was queued already. */
int k_work_submit(struct k_work *work);
int k_work_submit_to_queue(struct k_work_q *queue, struct k_work *work);
int k_work_schedule(struct k_work_delayable *dwork, k_timeout_t delay);
int k_work_schedule_for_queue(struct k_work_q *queue,
			      struct k_work_delayable *dwork,
			      k_timeout_t delay);
int k_work_reschedule(struct k_work_delayable *dwork, k_timeout_t delay);
int k_work_reschedule_for_queue(struct k_work_q *queue,
				struct k_work_delayable *dwork,
				k_timeout_t delay);
int k_work_cancel(struct k_work *work);
int k_work_cancel_delayable(struct k_work_delayable *dwork);
/* Those wait for the end of what runs. */
bool k_work_flush(struct k_work *work, struct k_work_sync *sync);
bool k_work_cancel_sync(struct k_work *work, struct k_work_sync *sync);
bool k_work_cancel_delayable_sync(struct k_work_delayable *dwork,
				  struct k_work_sync *sync);
int k_work_busy_get(const struct k_work *work);
int k_work_delayable_busy_get(const struct k_work_delayable *dwork);
#define k_work_is_pending(work) (k_work_busy_get(work) != 0)
#define k_work_delayable_is_pending(dwork)                                     \
	(k_work_delayable_busy_get(dwork) != 0)
static inline struct k_work_delayable *
k_work_delayable_from_work(struct k_work *work)
{
	return CONTAINER_OF(work, struct k_work_delayable, work);
}

#endif /* TW_ZEPHYR_KERNEL_H */
