/* SPDX-License-Identifier: MIT */
/* On one CPU a lock that is taken already will never be free: that is a crash
 * that says so. */
#ifndef TW_LINUX_SPINLOCK_H
#define TW_LINUX_SPINLOCK_H

#include <linux/irqflags.h>
#include <linux/kernel.h>

typedef struct spinlock {
	unsigned char locked;
} spinlock_t;
typedef spinlock_t raw_spinlock_t;

#define DEFINE_SPINLOCK(name) spinlock_t name = {0}
#define __SPIN_LOCK_UNLOCKED(name)                                             \
	{                                                                      \
		0                                                              \
	}
#define spin_lock_init(lock)	 ((lock)->locked = 0)
#define raw_spin_lock_init(lock) spin_lock_init(lock)

void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
int spin_trylock(spinlock_t *lock);

static inline void spin_lock_irq(spinlock_t *lock)
{
	local_irq_disable();
	spin_lock(lock);
}

static inline void spin_unlock_irq(spinlock_t *lock)
{
	spin_unlock(lock);
	local_irq_enable();
}

#define spin_lock_irqsave(lock, flags)                                         \
	do {                                                                   \
		local_irq_save(flags);                                         \
		spin_lock(lock);                                               \
	} while (0)

static inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags)
{
	spin_unlock(lock);
	local_irq_restore(flags);
}

#define spin_lock_bh(lock)	   spin_lock_irq(lock)
#define spin_unlock_bh(lock)	   spin_unlock_irq(lock)
#define raw_spin_lock		   spin_lock
#define raw_spin_unlock		   spin_unlock
#define raw_spin_lock_irqsave	   spin_lock_irqsave
#define raw_spin_unlock_irqrestore spin_unlock_irqrestore

#endif /* TW_LINUX_SPINLOCK_H */
