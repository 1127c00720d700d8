/* SPDX-License-Identifier: MIT */
/* Interrupts and locks of a kernel on one CPU. */
#include <linux/mutex.h>
#include <linux/spinlock.h>

#include "twowire/firmware.h"

unsigned long tw_irq_save(void)
{
	unsigned long flags = tw_fw_primask();

	tw_fw_set_primask(1);
	return flags;
}

void tw_irq_restore(unsigned long flags)
{
	tw_fw_set_primask((uint32_t)flags);
}

bool tw_in_interrupt(void)
{
	return tw_fw_exception() != 0;
}

void tw_might_sleep(const char *what)
{
	char text[80];

	if (!tw_in_interrupt() && !tw_fw_primask())
		return;
	snprintf(text, sizeof(text), "BUG: scheduling while atomic (%s)", what);
	tw_fw_fail(text, NULL);
}

/* Nobody else is there who could let go of it. */
void spin_lock(spinlock_t *lock)
{
	if (lock->locked)
		tw_fw_fail("BUG: spin lock taken twice", NULL);
	lock->locked = 1;
}

void spin_unlock(spinlock_t *lock)
{
	if (!lock->locked)
		tw_fw_fail("BUG: spin lock was not taken", NULL);
	lock->locked = 0;
}

int spin_trylock(spinlock_t *lock)
{
	int free = !lock->locked;

	lock->locked = 1;
	return free;
}

void mutex_lock(struct mutex *lock)
{
	tw_might_sleep("mutex_lock");
	if (lock->locked)
		tw_fw_fail("BUG: mutex taken twice", NULL);
	lock->locked = true;
}

void mutex_unlock(struct mutex *lock)
{
	if (!lock->locked)
		tw_fw_fail("BUG: mutex was not taken", NULL);
	lock->locked = false;
}

int mutex_trylock(struct mutex *lock)
{
	int free = !lock->locked;

	lock->locked = true;
	return free;
}
