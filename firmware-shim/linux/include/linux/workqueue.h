/* SPDX-License-Identifier: MIT */
/* Work for a process. There is one process, so works run one after the other,
 * whatever queue they are on. */
#ifndef TW_LINUX_WORKQUEUE_H
#define TW_LINUX_WORKQUEUE_H

#include <linux/kernel.h>
#include <linux/timer.h>

struct work_struct;
typedef void (*work_func_t)(struct work_struct *work);

struct work_struct {
	work_func_t func;
	struct work_struct *next; /* in the order of queueing */
	bool pending;
};

struct delayed_work {
	struct work_struct work;
	struct timer_list timer;
};

struct workqueue_struct;
extern struct workqueue_struct *const system_wq;
extern struct workqueue_struct *const system_highpri_wq;
extern struct workqueue_struct *const system_long_wq;
extern struct workqueue_struct *const system_unbound_wq;
extern struct workqueue_struct *const system_freezable_wq;
extern struct workqueue_struct *const system_percpu_wq;
extern struct workqueue_struct *const system_dfl_wq;
extern struct workqueue_struct *const system_dfl_long_wq;

void tw_delayed_work_due(struct timer_list *timer);

#define __WORK_INITIALIZER(n, f)                                               \
	{                                                                      \
		.func = (f)                                                    \
	}
#define DECLARE_WORK(n, f) struct work_struct n = __WORK_INITIALIZER(n, f)
#define DECLARE_DELAYED_WORK(n, f)                                             \
	struct delayed_work n = {.work = __WORK_INITIALIZER(n.work, f),        \
				 .timer = {.function = tw_delayed_work_due}}
#define INIT_WORK(w, f) (*(w) = (struct work_struct){.func = (f)})
#define INIT_DELAYED_WORK(w, f)                                                \
	(*(w) = (struct delayed_work){                                         \
		 .work = {.func = (f)},                                        \
		 .timer = {.function = tw_delayed_work_due}})

bool queue_work(struct workqueue_struct *wq, struct work_struct *work);
bool queue_delayed_work(struct workqueue_struct *wq, struct delayed_work *work,
			unsigned long delay);
bool mod_delayed_work(struct workqueue_struct *wq, struct delayed_work *work,
		      unsigned long delay);
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work(struct delayed_work *work);
bool cancel_delayed_work_sync(struct delayed_work *work);
bool flush_work(struct work_struct *work);
bool flush_delayed_work(struct delayed_work *work);
struct workqueue_struct *tw_alloc_workqueue(void);
void destroy_workqueue(struct workqueue_struct *wq);

#define alloc_workqueue(...)		 tw_alloc_workqueue()
#define alloc_ordered_workqueue(...)	 tw_alloc_workqueue()
#define create_singlethread_workqueue(n) tw_alloc_workqueue()
#define schedule_work(w)		 queue_work(system_wq, w)
#define schedule_delayed_work(w, delay)	 queue_delayed_work(system_wq, w, delay)
#define delayed_work_pending(w)		 ((w)->work.pending || (w)->timer.pending)
#define work_pending(w)			 ((w)->pending)

static inline struct delayed_work *to_delayed_work(struct work_struct *work)
{
	return container_of(work, struct delayed_work, work);
}

#endif /* TW_LINUX_WORKQUEUE_H */
