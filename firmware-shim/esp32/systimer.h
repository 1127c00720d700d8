/* SPDX-License-Identifier: MIT */
/*
 * The system timer: a counter of 52 bits at 16 MHz, and an alarm.
 *
 * From:     ESP32-S3 Technical Reference Manual, "System Timer".
 * Modelled: unit 0, read by UPDATE and VALUE; target 0 in one-shot mode, with
 *           its interrupt.
 * Left out: unit 1, targets 1 and 2, periods, loading the counter: stored.
 * Approx.:  the classic ESP32 has it too, in the place of the CPU's own timers
 *           and the timer groups.
 */
#ifndef ESP32_SYSTIMER_H
#define ESP32_SYSTIMER_H

#include "esp32/intr.h"
#include "twowire/actor.h"

struct esp_systimer {
	struct esp_intr *intr;
	unsigned source;
	tw_queue *queue;
	struct tw_timer due;
	uint64_t epoch_ns;
	uint32_t reg[32]; /* by offset / 4 */
	uint64_t latched;
	uint64_t target; /* in force */
};

void esp_systimer_init(struct esp_systimer *t, struct esp_intr *intr,
		       unsigned source, tw_queue *queue);
/* As after power-on, counting from 0 at @start_ns. */
void esp_systimer_start(struct esp_systimer *t, uint64_t start_ns);
struct reg_device esp_systimer_device(struct esp_systimer *t, uint32_t base);

#endif /* ESP32_SYSTIMER_H */
