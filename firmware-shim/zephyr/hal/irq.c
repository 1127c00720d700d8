/* SPDX-License-Identifier: MIT */
/* The one CPU's interrupts. */
#include <zephyr/kernel.h>

#include "tw_kernel.h"
#include "twowire/firmware.h"

unsigned irq_lock(void)
{
	unsigned key = tw_fw_primask();

	tw_fw_set_primask(1);
	return key;
}

void irq_unlock(unsigned key)
{
	tw_fw_set_primask(key);
}

k_spinlock_key_t k_spin_lock(struct k_spinlock *lock)
{
	k_spinlock_key_t key = {irq_lock()};

	if (lock->locked)
		tw_fw_fail("spin lock taken twice", NULL);
	lock->locked = true;
	return key;
}

void k_spin_unlock(struct k_spinlock *lock, k_spinlock_key_t key)
{
	if (!lock->locked)
		tw_fw_fail("spin lock was not taken", NULL);
	lock->locked = false;
	irq_unlock(key.key);
}

void k_cpu_idle(void)
{
	tw_fw_wfi();
	tw_fw_set_primask(0);
}

void tw_fatal(const char *what, const char *file, int line,
	      const char *function)
{
	const char *base = strrchr(file, '/');
	char place[200];

	snprintf(place, sizeof(place), "%s:%d (%s)", base ? base + 1 : file,
		 line, function);
	tw_fw_fail(what, place);
}
