/* SPDX-License-Identifier: MIT */
/* The lines of an nvic, which its registers enable and make pending. A line is
 * an exception's number: 16 + interrupt. */
#ifndef TW_RUNTIME_NVIC_LINES_H
#define TW_RUNTIME_NVIC_LINES_H

#include "runtime/nvic.h"

static inline unsigned nvic_n_lines(const struct nvic *n)
{
	return NVIC_FIRST_IRQ + n->config.n_irqs;
}

/* A line's in a bitmap of all of them. */
static inline bool nvic_bit(const uint32_t *words, unsigned line)
{
	return words[line / 32] >> line % 32 & 1;
}

/* A CPU's own, of the first one's. */
static inline struct nvic *nvic_core(struct nvic *first, unsigned cpu)
{
	return cpu && first->other ? first->other : first;
}

void nvic_enable(struct nvic *n, unsigned line, bool enabled);
void nvic_pend(struct nvic *n, unsigned line, bool pending);
/* The CPU looks again what it is to take. */
void nvic_changed(struct nvic *n);

#endif /* TW_RUNTIME_NVIC_LINES_H */
