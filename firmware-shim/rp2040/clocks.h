/* SPDX-License-Identifier: MIT */
/*
 * The clock tree and its neighbours: CLOCKS, XOSC, ROSC, both PLLs, WATCHDOG;
 * SYSINFO and SYSCFG beside them.
 *
 * From:     RP2040 data sheet, 2.15 to 2.18, 2.20, 4.7.
 * Modelled: their registers as storage, with the status bits that boot code
 *           waits for: a glitchless multiplexer's SELECTED follows its SRC,
 *           oscillators are stable and PLLs locked, the frequency counter is
 *           done, the tick runs.
 * Left out: clocks that change: the core and clk_sys run at the chip's clock
 *           whatever is written; the watchdog never bites (its scratch
 *           registers keep their values over a reset of the chip); FC0_RESULT
 *           is 0.
 */
#ifndef RP2040_CLOCKS_H
#define RP2040_CLOCKS_H

#include "rp2040/apb.h"

enum { STORE_WORDS = 0x400 };

/* A peripheral of plain registers. */
struct store {
	struct apb apb;
	const char *name;
	uint32_t base;
	uint32_t word[STORE_WORDS];
	/* Some bits are not what was written last; may be NULL. */
	uint32_t (*see)(const struct store *s, uint32_t offset);
};

enum { N_STORES = 8 };

void stores_init(struct store stores[N_STORES]);
/* As the boot code leaves them; scratch registers stay. */
void stores_reset(struct store stores[N_STORES]);

#endif /* RP2040_CLOCKS_H */
