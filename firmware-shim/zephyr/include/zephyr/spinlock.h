/* SPDX-License-Identifier: MIT */
/* On one CPU: interrupts off. */
#ifndef TW_ZEPHYR_SPINLOCK_H
#define TW_ZEPHYR_SPINLOCK_H

#include <zephyr/irq.h>

struct k_spinlock {
	bool locked;
};

typedef struct {
	unsigned key;
} k_spinlock_key_t;

k_spinlock_key_t k_spin_lock(struct k_spinlock *lock);
void k_spin_unlock(struct k_spinlock *lock, k_spinlock_key_t key);

#endif /* TW_ZEPHYR_SPINLOCK_H */
