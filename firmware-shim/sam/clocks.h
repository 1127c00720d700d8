/* SPDX-License-Identifier: MIT */
/*
 * The clocks of a chip, whatever registers set them: sources, generators,
 * channels to the peripherals, and the bus clocks' masks.
 *
 * From:     SAM D5x/E5x Family Data Sheet, 14 and 15; SAM D21 Family Data
 *           Sheet, 15 and 16.
 * Modelled: generators (source, division) and channels; a peripheral without
 *           its clock stands still. main() is entered as the Arduino core's
 *           start-up code leaves the chip: generator 0 has the CPU's clock;
 *           on a SAM D51 1 has 48 MHz and 3 has 32.768 kHz, on a SAM D21 1 and
 *           2 have 32.768 kHz and 3 has 8 MHz; no channel is on.
 * Left out: a CPU that changes its clock: it runs at the chip's whatever is
 *           written. Crystals run at once; GCLK_IO pins are no source.
 * Approx.:  the bus clock of the peripherals is the CPU's. What main() finds
 *           is from memory.
 */
#ifndef SAM_CLOCKS_H
#define SAM_CLOCKS_H

#include "runtime/mcu.h"

enum { CLOCKS_GENERATORS = 12, CLOCKS_CHANNELS = 48, CLOCKS_MASKS = 5 };

struct clocks_generator {
	uint32_t ctrl; /* as software wrote it */
	uint32_t div;  /* SAM D21: GENDIV */
	bool on;
	unsigned source;
	uint32_t divide_by;
};

struct clocks {
	uint64_t cpu_hz;
	struct clocks_generator generator[CLOCKS_GENERATORS];
	struct {
		bool on;
		bool locked;
		unsigned generator;
	} channel[CLOCKS_CHANNELS];
	uint32_t mask[CLOCKS_MASKS]; /* AHBMASK, APBAMASK and so on */
	/* The chip's own sources; 0: not running. */
	uint64_t (*source_hz)(const struct clocks *c, unsigned source);
	/* Something that peripherals may depend on was written. */
	void (*changed)(void *user);
	void *user;
	uint32_t cpu_div;
	uint32_t selected[3]; /* SAM D21: the IDs that are shown */
};

uint64_t clocks_generator_hz(const struct clocks *c, unsigned generator);
/* 0: the channel is off. */
uint64_t clocks_channel_hz(const struct clocks *c, unsigned channel);
/* DIV and DIVSEL of a generator: 0 and 1 divide by 1. */
uint32_t clocks_divide_by(uint32_t div, bool power_of_two);
void clocks_changed(struct clocks *c);

#endif /* SAM_CLOCKS_H */
