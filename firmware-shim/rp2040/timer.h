/* SPDX-License-Identifier: MIT */
/*
 * The 64-bit microsecond timer with four alarms.
 *
 * From:     RP2040 data sheet, 4.6.
 * Modelled: raw and latching reads, setting the time, PAUSE, alarms (32 bits
 *           are compared), ARMED, INTR, INTE, INTF, INTS.
 * Left out: DBGPAUSE (stored).
 * Approx.:  it runs from power-on, where the boot code would start its tick.
 */
#ifndef RP2040_TIMER_H
#define RP2040_TIMER_H

#include "rp2040/apb.h"
#include "runtime/nvic.h"

enum { N_ALARMS = 4 };

struct rp_timer;

struct rp_alarm {
	struct rp_timer *timer;
	struct tw_timer due;
	uint32_t value;
};

struct rp_timer {
	struct apb apb;
	struct nvic *nvic;
	tw_queue *queue;
	uint64_t epoch_ns; /* when the count was epoch_count */
	uint64_t epoch_count;
	bool paused;
	uint32_t latched_high; /* by a read of TIMELR */
	uint32_t new_low;      /* TIMELW, until TIMEHW is written */
	struct rp_alarm alarm[N_ALARMS];
	uint32_t armed;
	uint32_t intr;
	uint32_t inte;
	uint32_t intf;
	uint32_t dbgpause;
};

void rp_timer_init(struct rp_timer *t, struct nvic *nvic, tw_queue *queue);
/* As after power-on, counting from 0 at @start_ns. */
void rp_timer_start(struct rp_timer *t, uint64_t start_ns);

#endif /* RP2040_TIMER_H */
