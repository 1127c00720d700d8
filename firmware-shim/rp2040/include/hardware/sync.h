/* SPDX-License-Identifier: MIT */
/* Barriers, waiting, the interrupt mask, and spin locks. */
#ifndef HARDWARE_SYNC_H
#define HARDWARE_SYNC_H

#include "pico.h"
#include "hardware/address_mapped.h"
#include "hardware/structs/sio.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef PARAM_ASSERTIONS_ENABLED_HARDWARE_SYNC
#define PARAM_ASSERTIONS_ENABLED_HARDWARE_SYNC 0
#endif

/* The last eight are handed out by spin_lock_claim_unused(). */
#define PICO_SPINLOCK_ID_IRQ		  9
#define PICO_SPINLOCK_ID_TIMER		  10
#define PICO_SPINLOCK_ID_HARDWARE_CLAIM	  11
#define PICO_SPINLOCK_ID_OS1		  14
#define PICO_SPINLOCK_ID_OS2		  15
#define PICO_SPINLOCK_ID_STRIPED_FIRST	  16
#define PICO_SPINLOCK_ID_STRIPED_LAST	  23
#define PICO_SPINLOCK_ID_CLAIM_FREE_FIRST 24
#define PICO_SPINLOCK_ID_CLAIM_FREE_LAST  31

typedef volatile uint32_t spin_lock_t;

static __force_inline void __nop(void)
{
	__asm volatile("nop");
}

static __force_inline void __sev(void)
{
	__asm volatile("sev" : : : "memory");
}

static __force_inline void __wfe(void)
{
	__asm volatile("wfe" : : : "memory");
}

static __force_inline void __wfi(void)
{
	__asm volatile("wfi" : : : "memory");
}

static __force_inline void __dmb(void)
{
	__asm volatile("dmb" : : : "memory");
}

static __force_inline void __dsb(void)
{
	__asm volatile("dsb" : : : "memory");
}

static __force_inline void __isb(void)
{
	__asm volatile("isb" : : : "memory");
}

static __force_inline void __mem_fence_acquire(void)
{
	__dmb();
}

static __force_inline void __mem_fence_release(void)
{
	__dmb();
}

static __force_inline void enable_interrupts(void)
{
	__asm volatile("cpsie i" : : : "memory");
}

static __force_inline void disable_interrupts(void)
{
	__asm volatile("cpsid i" : : : "memory");
}

static __force_inline uint32_t save_and_disable_interrupts(void)
{
	uint32_t status;

	__asm volatile("mrs %0, PRIMASK" : "=r"(status) : : "memory");
	__asm volatile("cpsid i" : : : "memory");
	return status;
}

static __force_inline void restore_interrupts(uint32_t status)
{
	__asm volatile("msr PRIMASK, %0" : : "r"(status) : "memory");
}

static __force_inline void restore_interrupts_from_disabled(uint32_t status)
{
	restore_interrupts(status);
}

static __force_inline spin_lock_t *spin_lock_instance(uint lock_num)
{
	return &sio_hw->spinlock[lock_num];
}

static __force_inline uint spin_lock_get_num(spin_lock_t *lock)
{
	return (uint)(lock - &sio_hw->spinlock[0]);
}

static __force_inline void spin_lock_unsafe_blocking(spin_lock_t *lock)
{
	while (!*lock)
		tight_loop_contents();
	__mem_fence_acquire();
}

static __force_inline bool spin_try_lock_unsafe(spin_lock_t *lock)
{
	return *lock != 0;
}

static __force_inline void spin_unlock_unsafe(spin_lock_t *lock)
{
	__mem_fence_release();
	*lock = 0;
}

static __force_inline uint32_t spin_lock_blocking(spin_lock_t *lock)
{
	uint32_t save = save_and_disable_interrupts();

	spin_lock_unsafe_blocking(lock);
	return save;
}

static inline bool is_spin_locked(spin_lock_t *lock)
{
	return (sio_hw->spinlock_st & (1u << spin_lock_get_num(lock))) != 0;
}

static __force_inline void spin_unlock(spin_lock_t *lock, uint32_t saved_irq)
{
	spin_unlock_unsafe(lock);
	restore_interrupts_from_disabled(saved_irq);
}

spin_lock_t *spin_lock_init(uint lock_num);
void spin_locks_reset(void);
uint next_striped_spin_lock_num(void);
void spin_lock_claim(uint lock_num);
void spin_lock_claim_mask(uint32_t lock_num_mask);
void spin_lock_unclaim(uint lock_num);
int spin_lock_claim_unused(bool required);
bool spin_lock_is_claimed(uint lock_num);

#define remove_volatile_cast(t, x)	      ((t)(uintptr_t)(x))
#define remove_volatile_cast_no_barrier(t, x) ((t)(uintptr_t)(x))

#ifdef __cplusplus
}
#endif

#endif
