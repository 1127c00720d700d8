/* SPDX-License-Identifier: MIT */
#ifndef TW_ZEPHYR_KERNEL_H
#define TW_ZEPHYR_KERNEL_H

/*
 * The kernel for one thread, main(), and the system work queue, which is above
 * it: what is submitted runs as soon as no interrupt's handler does, and main()
 * goes on when all of it is done, even where work sleeps.
 */
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

/* Sleep; k_busy_wait() counts. Returns: 0, nobody wakes a sleeper early. */
int32_t k_sleep(k_timeout_t timeout);
void k_busy_wait(uint32_t us);
#define k_msleep(ms) k_sleep(K_MSEC(ms))
#define k_usleep(us) k_sleep(K_USEC(us))
#define k_yield()    ((void)0)
void k_cpu_idle(void);

bool k_is_in_isr(void);
#define k_is_preempt_thread() (!k_is_in_isr())
/* Submitted work waits. */
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

/* --- waiting
 * ---------------------------------------------------------------------- */

struct k_sem {
	unsigned count;
	unsigned limit;
};

#define K_SEM_MAX_LIMIT			  (~0u)
#define K_SEM_DEFINE(name, initial, most) struct k_sem name = {initial, most}
int k_sem_init(struct k_sem *sem, unsigned initial_count, unsigned limit);
/* 0, -EBUSY with K_NO_WAIT, -EAGAIN after a time-out. */
int k_sem_take(struct k_sem *sem, k_timeout_t timeout);
void k_sem_give(struct k_sem *sem);
void k_sem_reset(struct k_sem *sem);
#define k_sem_count_get(sem) ((sem)->count)

/* Of main() and the work queue. */
struct k_mutex {
	unsigned lock_count;
	bool by_work;
};

#define K_MUTEX_DEFINE(name) struct k_mutex name = {0}
int k_mutex_init(struct k_mutex *mutex);
int k_mutex_lock(struct k_mutex *mutex, k_timeout_t timeout);
int k_mutex_unlock(struct k_mutex *mutex);

struct k_msgq {
	char *buffer;
	size_t msg_size;
	uint32_t max_msgs;
	uint32_t first;
	uint32_t used;
};

#define K_MSGQ_DEFINE(name, size, most, align)                                 \
	static char __aligned(align) tw_msgq_##name[(size) * (most)];          \
	struct k_msgq name = {tw_msgq_##name, size, most, 0, 0}
void k_msgq_init(struct k_msgq *msgq, char *buffer, size_t msg_size,
		 uint32_t max_msgs);
/* 0, -ENOMSG with K_NO_WAIT, -EAGAIN after a time-out. */
int k_msgq_put(struct k_msgq *msgq, const void *data, k_timeout_t timeout);
int k_msgq_get(struct k_msgq *msgq, void *data, k_timeout_t timeout);
void k_msgq_purge(struct k_msgq *msgq);
#define k_msgq_num_used_get(q) ((q)->used)
#define k_msgq_num_free_get(q) ((q)->max_msgs - (q)->used)

/* --- the system work queue
 * ----------------------------------------------------------- */

struct k_work;
typedef void (*k_work_handler_t)(struct k_work *work);

struct k_work {
	struct k_work *next; /* in the order of submission */
	k_work_handler_t handler;
	bool queued;
	bool running;
};

struct k_work_delayable {
	struct k_work work;
	struct tw_timeout timeout;
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
/* 1 queued, 2 queued again while it runs, 0 it was queued already. */
int k_work_submit(struct k_work *work);
int k_work_schedule(struct k_work_delayable *dwork, k_timeout_t delay);
int k_work_reschedule(struct k_work_delayable *dwork, k_timeout_t delay);
int k_work_cancel(struct k_work *work);
int k_work_cancel_delayable(struct k_work_delayable *dwork);
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
