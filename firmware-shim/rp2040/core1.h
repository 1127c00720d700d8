/* SPDX-License-Identifier: MIT */
/*
 * The second core: how it is started, stopped and talked to. SIO's mailboxes
 * and PSM, the power-on state machine.
 *
 * From:     RP2040 data sheet, 2.3.1.4 (mailboxes), 2.8.3 (how core 1 is
 *           launched), 2.13 (PSM).
 * Modelled: two mailboxes of eight words with VLD, RDY, WOF, ROE and their
 *           interrupts; the boot ROM's part of the launch: core 1 sends back
 *           each of 0, 0, 1, vector table, stack pointer, entry, and begins
 *           anew at a word that is out of order; PSM's FRCE_OFF of core 1.
 * Left out: the vector table handed over (core 1 has the HAL's, or handlers by
 *           name, as core 0); PSM's other bits (stored). Core 1 starts on a
 *           stack of the simulator's own, not at the pointer handed over.
 * Approx.:  the boot ROM answers at once.
 */
#ifndef RP2040_CORE1_H
#define RP2040_CORE1_H

#include "rp2040/apb.h"
#include "runtime/nvic.h"

enum { CORE1_DEPTH = 8 };

/* What a core finds when it reads. */
struct mailbox {
	uint32_t word[CORE1_DEPTH];
	unsigned n;
	bool read_empty; /* ROE */
	bool wrote_full; /* WOF, of the core that writes into the other's */
};

struct core1 {
	struct apb psm;
	mcu *mcu;
	tw_queue *queue;
	struct nvic *nvic[2];
	struct mailbox box[2]; /* by the core that reads */
	uint32_t off;	       /* FRCE_OFF */
	uint32_t stored[2];    /* FRCE_ON, WDSEL */
	bool runs;	       /* else it is in its boot ROM */
	unsigned step;	       /* of the launch */
};

void core1_init(struct core1 *c, tw_queue *queue, struct nvic *first,
		struct nvic *second);
/* As after power-on: core 1 waits in its boot ROM. */
void core1_reset(struct core1 *c);

/* SIO's registers, as @cpu sees them. */
uint32_t core1_status(const struct core1 *c, unsigned cpu);
uint32_t core1_read(struct core1 *c, unsigned cpu, bool peek);
void core1_write(struct core1 *c, unsigned cpu, uint32_t value);
/* A write to FIFO_ST. */
void core1_clear(struct core1 *c, unsigned cpu, uint32_t value);

#endif /* RP2040_CORE1_H */
