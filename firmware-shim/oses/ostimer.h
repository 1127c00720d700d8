/* SPDX-License-Identifier: MIT */
/*
 * The timer of the chips that run an operating system's driver API, with the
 * software interrupt that such a system defers work to.
 *
 * From:     our own invention; twowire/adapter.h has its registers.
 * Modelled: one alarm, at an instant in ns since power-on; one bit that raises
 *           the software interrupt. The time itself is tw_fw_time_ns().
 */
#ifndef OSES_OSTIMER_H
#define OSES_OSTIMER_H

#include "runtime/mcu.h"
#include "twowire/adapter.h"

struct ostimer {
	void (*irq)(void *user, bool level);	  /* the alarm's */
	void (*soft_irq)(void *user, bool level); /* the software's */
	void *user;
	tw_queue *queue;
	uint64_t start_ns; /* power-on */
	struct tw_timer timer;
	uint32_t alarm_lo, alarm_hi;
	bool due;
	bool soft;
};

void ostimer_init(struct ostimer *t, tw_queue *queue, uint64_t start_ns);
void ostimer_reset(struct ostimer *t);
struct reg_device ostimer_device(struct ostimer *t);

#endif /* OSES_OSTIMER_H */
