/* SPDX-License-Identifier: MIT */
/*
 * A byte of memory with a pin that shows its lowest bit.
 *
 * From:     nowhere: this is what check-add-a-model adds and takes away.
 * Modelled: one register, one output.
 * Left out: nothing.
 * Approx.:  nothing.
 */
#include "twowire/model.h"

enum { DATA };
enum { LAMP };

static const struct tw_reg regs[] = {
	[DATA] = {.name = "DATA", .bytes = 1, .reset = 0x5a, .writable = 0xff},
};

static void written(tw_device *dev, uint8_t reg, uint32_t old)
{
	(void)reg;
	(void)old;
	tw_output_set(dev, LAMP, tw_reg_get(dev, DATA) & 1);
}

static const struct tw_reg_file reg_file = {
	.regs = regs,
	.n_regs = sizeof(regs) / sizeof(regs[0]),
	.written = written,
};

const struct tw_model tw_model_lamp = {
	.name = "lamp",
	.summary = "a byte and a lamp",
	.regs = &reg_file,
	.outputs = (const struct tw_output[]){{"LAMP", false}, {0}},
};
