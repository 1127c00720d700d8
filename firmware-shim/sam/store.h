/* SPDX-License-Identifier: MIT */
/*
 * Peripherals of plain registers that start-up code touches: oscillators,
 * supply, reset cause, flash controller, watchdog.
 *
 * From:     SAM D5x/E5x Family Data Sheet, 13 to 30; SAM D21 Family Data Sheet,
 *           12 to 22.
 * Modelled: storage, with the status bits that such code waits for: oscillators
 *           are ready and locked, the flash controller too.
 * Left out: everything else: the watchdog never bites, the flash keeps what it
 *           has, write protection (PAC) protects nothing.
 */
#ifndef SAM_STORE_H
#define SAM_STORE_H

#include "runtime/mcu.h"

enum { STORE_MAX = 12, STORE_BYTES = 0x400 };

/* A word some bits of which are always 1, whatever was written. */
struct store_ready {
	uint32_t offset;
	uint32_t bits;
};

struct store_config {
	const char *name;
	uint32_t base;
	struct store_ready ready[3];
};

struct store {
	const struct store_config *config;
	uint32_t word[STORE_BYTES / 4];
};

void store_reset(struct store *s);
struct reg_device store_device(struct store *s);

#endif /* SAM_STORE_H */
