/* SPDX-License-Identifier: MIT */
/* The voltages in a trace. */
#ifndef TW_KERNEL_ANALOG_H
#define TW_KERNEL_ANALOG_H

#include "twowire/analog.h"

struct analog_wire {
	uint32_t bus; /* source */
	uint8_t line;
	GArray *uV; /* uint32_t */
};

struct analog {
	struct tw_analog_window window;
	GArray *wires; /* struct analog_wire */
};

struct analog *analog_new(const struct tw_analog_window *window);
/* NULL is allowed. */
void analog_free(struct analog *analog);
/* (transfer none): where the wire's samples go. */
GArray *analog_add(struct analog *analog, uint32_t bus, enum tw_line line);

#endif /* TW_KERNEL_ANALOG_H */
