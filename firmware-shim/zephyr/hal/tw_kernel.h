/* SPDX-License-Identifier: MIT */
/* Between the HAL's own files. */
#ifndef TW_ZEPHYR_HAL_KERNEL_H
#define TW_ZEPHYR_HAL_KERNEL_H

#include <zephyr/kernel.h>

/* Sets, or moves, what an interrupt calls at an instant. */
void tw_timeout_set(struct tw_timeout *timeout, uint64_t due_ns);
bool tw_timeout_abort(struct tw_timeout *timeout);
/* The instant of a wait that begins now: the end of its last whole tick. */
uint64_t tw_timeout_due_ns(k_timeout_t timeout);
uint64_t tw_uptime_ns(void);
/* Where the system's uptime begins. */
void tw_uptime_start(void);

/*
 * Waiting in a thread: between begin and end interrupts are off, so that what
 * is waited for can be looked at; as long as it is not so and idle() says that
 * there is time left, wait on.
 */
struct tw_wait {
	struct tw_timeout timeout;
	bool over;
};

void tw_wait_begin(struct tw_wait *wait, k_timeout_t timeout);
bool tw_wait_idle(struct tw_wait *wait);
void tw_wait_end(struct tw_wait *wait);

/* Code of the work queue runs. */
bool tw_in_work(void);

#endif /* TW_ZEPHYR_HAL_KERNEL_H */
