/* SPDX-License-Identifier: MIT */
/* Between the HAL's own files. */
#ifndef TW_ZEPHYR_HAL_KERNEL_H
#define TW_ZEPHYR_HAL_KERNEL_H

#include <zephyr/kernel.h>

/* --- time -------------------------------------------------------------------
 */

#define TW_FOR_EVER UINT64_MAX

/* Sets, or moves, what an interrupt calls at an instant. */
void tw_timeout_set(struct tw_timeout *timeout, uint64_t due_ns);
bool tw_timeout_abort(struct tw_timeout *timeout);
/* The instant of a wait that begins now: the end of its last whole tick, or
 * TW_FOR_EVER. */
uint64_t tw_timeout_due_ns(k_timeout_t timeout);
uint64_t tw_uptime_ns(void);
/* Where the system's uptime begins. */
void tw_uptime_start(void);

/* --- threads, all of it with interrupts off
 * ----------------------------------- */

enum { TW_MAX_THREADS = 16 };

/* What runs waits, until it is woken or it is time, in which case -EAGAIN is
 * returned. @q: or NULL. */
int tw_pend(struct tw_wait_q *q, uint64_t due_ns);
/* Wakes the first, whose tw_pend() returns @result; NULL: there is none. */
struct k_thread *tw_wake(struct tw_wait_q *q, int result);
void tw_set_prio(struct k_thread *thread, int prio);
/* Somebody may have become ready: goes on with the most urgent, where that may
 * be, and unlocks. */
void tw_reschedule(unsigned key);

void tw_thread_timed_out(struct tw_timeout *timeout);
/* At boot. */
void tw_threads_start(void);
void tw_threads_start_static(void);

#endif /* TW_ZEPHYR_HAL_KERNEL_H */
