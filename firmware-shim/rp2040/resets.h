/* SPDX-License-Identifier: MIT */
/*
 * The reset controller.
 *
 * From:     RP2040 data sheet, 2.14.
 * Modelled: RESET, WDSEL, RESET_DONE; a block held in reset reads 0 and takes
 *           no writes.
 * Approx.:  at main() every block is out of reset, as the boot code leaves
 *           them; RESET_DONE follows at once.
 */
#ifndef RP2040_RESETS_H
#define RP2040_RESETS_H

#include "rp2040/apb.h"

enum { N_RESETS = 25 };

struct resets {
	struct apb apb;
	uint32_t reset;
	uint32_t wdsel;
	/* A block that has a model; NULL: none. */
	struct {
		struct apb *apb; /* held while in reset; may be NULL */
		void (*reset)(void *user);
		void *user;
	} block[N_RESETS];
};

void resets_init(struct resets *r);
void resets_reset(struct resets *r);

#endif /* RP2040_RESETS_H */
