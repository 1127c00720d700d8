/* SPDX-License-Identifier: MIT */
/*
 * A peripheral as the bus fabric shows it: 4 KiB of registers and three more
 * pages in which a write toggles, sets or clears bits.
 *
 * From:     RP2040 data sheet, 2.1.2 "Atomic register access" and 2.1.4
 *           "Narrow IO register writes".
 * Modelled: the aliases; a narrow write reaches all byte lanes (the core
 *           repeats a byte four times, a halfword twice).
 * Approx.:  a read through an alias has no side effects.
 */
#ifndef RP2040_APB_H
#define RP2040_APB_H

#include "runtime/mcu.h"

struct apb {
	/* Registers below 0x1000; of an alias the plain one. */
	uint32_t (*read)(void *user, uint32_t offset, bool peek);
	void (*write)(void *user, uint32_t offset, uint32_t value);
	const char *(*name)(uint32_t offset); /* may be NULL */
	void *user;
	bool held; /* in reset: reads 0, takes no writes */
};

enum { APB_SIZE = 0x4000 };

/* What the core puts on the bus for a write that is narrower than a word. */
uint32_t apb_widen(uint32_t value, uint32_t lanes);

/* A window for the runtime; @apb must live as long as the chip. */
struct reg_device apb_device(struct apb *apb, const char *name, uint32_t base);

#endif /* RP2040_APB_H */
