/* SPDX-License-Identifier: MIT */
/* There is one process: a mutex that is taken already is a crash that says so.
 */
#ifndef TW_LINUX_MUTEX_H
#define TW_LINUX_MUTEX_H

#include <linux/kernel.h>

struct mutex {
	bool locked;
};

#define DEFINE_MUTEX(name)     struct mutex name = {0}
#define mutex_init(mutex)      ((mutex)->locked = false)
#define mutex_destroy(mutex)   ((void)(mutex))
#define mutex_is_locked(mutex) ((mutex)->locked)

void mutex_lock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
int mutex_trylock(struct mutex *lock);

static inline int mutex_lock_interruptible(struct mutex *lock)
{
	mutex_lock(lock);
	return 0;
}

#endif /* TW_LINUX_MUTEX_H */
