/* SPDX-License-Identifier: MIT */
/*
 * The external interrupt controller.
 *
 * From:     RM0090, 12.2 and 12.3; 9.2 (SYSCFG_EXTICR).
 * Modelled: lines 0 to 15, each of the pin that SYSCFG_EXTICR selects; RTSR,
 *           FTSR, IMR, SWIER, PR (1 clears); their seven interrupts.
 * Left out: lines 16 to 22 (their bits are stored), events (EMR is stored).
 */
#ifndef STM32F4_EXTI_H
#define STM32F4_EXTI_H

#include "runtime/nvic.h"
#include "stm32/block.h"

struct exti {
	struct stm32_block block;
	struct nvic *nvic;
	/* The port (0 for A) that line @n listens to. */
	unsigned (*port)(void *user, unsigned n);
	void *user;
	uint32_t imr, emr, rtsr, ftsr, swier, pr;
};

void f4_exti_init(struct exti *exti, struct nvic *nvic,
		  unsigned (*port)(void *user, unsigned n), void *user);
void f4_exti_reset(struct exti *exti);
/* A pin's input changed: port A's pin 0 is 0, port B's 16. */
void f4_exti_edge(struct exti *exti, unsigned pin, bool level);

#endif /* STM32F4_EXTI_H */
