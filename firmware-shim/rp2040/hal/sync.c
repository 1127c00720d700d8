/* SPDX-License-Identifier: MIT */
/* hardware_sync: who uses which spin lock. */
#include "hardware/sync.h"

static uint32_t claimed;

spin_lock_t *spin_lock_init(uint lock_num)
{
	spin_lock_t *lock = spin_lock_instance(lock_num);

	spin_unlock_unsafe(lock);
	return lock;
}

void spin_locks_reset(void)
{
	for (uint i = 0; i < NUM_SPIN_LOCKS; i++)
		spin_unlock_unsafe(spin_lock_instance(i));
}

uint next_striped_spin_lock_num(void)
{
	static uint next = PICO_SPINLOCK_ID_STRIPED_FIRST;
	uint num = next++;

	if (next > PICO_SPINLOCK_ID_STRIPED_LAST)
		next = PICO_SPINLOCK_ID_STRIPED_FIRST;
	return num;
}

bool spin_lock_is_claimed(uint lock_num)
{
	return (claimed & (1u << lock_num)) != 0;
}

void spin_lock_claim(uint lock_num)
{
	hard_assert(!spin_lock_is_claimed(lock_num));
	claimed |= 1u << lock_num;
}

void spin_lock_claim_mask(uint32_t lock_num_mask)
{
	for (uint i = 0; i < NUM_SPIN_LOCKS; i++)
		if (lock_num_mask & (1u << i))
			spin_lock_claim(i);
}

void spin_lock_unclaim(uint lock_num)
{
	spin_unlock_unsafe(spin_lock_instance(lock_num));
	claimed &= ~(1u << lock_num);
}

int spin_lock_claim_unused(bool required)
{
	for (uint i = PICO_SPINLOCK_ID_CLAIM_FREE_FIRST;
	     i <= PICO_SPINLOCK_ID_CLAIM_FREE_LAST; i++) {
		if (spin_lock_is_claimed(i))
			continue;
		spin_lock_claim(i);
		return (int)i;
	}
	if (required)
		panic("No spinlocks are available");
	return -1;
}
