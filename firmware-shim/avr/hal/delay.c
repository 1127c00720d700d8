/* SPDX-License-Identifier: MIT */
/* Busy waits: what interrupts take comes on top, to within a slice or two. */
#include <util/delay_basic.h>

#include "twowire/firmware.h"

enum { SLICE_CYCLES = 64 };

void tw_avr_delay_cycles(uint64_t cycles)
{
	uint64_t last = tw_fw_cycles();

	while (cycles) {
		uint64_t slice = cycles < SLICE_CYCLES ? cycles : SLICE_CYCLES;
		uint64_t now, took;

		tw_fw_wait_cycles(slice);
		now = tw_fw_cycles();
		took = now - last;
		last = now;
		/* The loop's own blocks count; handlers do not. */
		if (took > 2 * SLICE_CYCLES)
			took = slice;
		cycles -= took < cycles ? took : cycles;
	}
}
