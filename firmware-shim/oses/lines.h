/* SPDX-License-Identifier: MIT */
/*
 * The lines (GPIO) of the chips that run an operating system's driver API.
 *
 * From:     our own invention; twowire/adapter.h has its registers.
 * Modelled: output push-pull or open drain, input, pull-up, an interrupt at
 *           either edge.
 */
#ifndef OSES_LINES_H
#define OSES_LINES_H

#include "runtime/mcu.h"
#include "runtime/pins.h"
#include "twowire/adapter.h"

struct lines {
	void (*irq)(void *user, bool level);
	void *user;
	struct pins *pins;
	unsigned first; /* pin of line 0 */
	uint32_t line[TW_LINES];
	uint32_t seen; /* levels, last looked at */
	uint32_t pending;
};

void lines_reset(struct lines *l);
/* A pin's level may have changed. */
void lines_look(struct lines *l, unsigned pin);
struct reg_device lines_device(struct lines *l);

#endif /* OSES_LINES_H */
