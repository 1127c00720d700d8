/* SPDX-License-Identifier: MIT */
/*
 * DMAC: moves bytes between memory and peripherals when these ask.
 *
 * From:     SAM D5x/E5x Family Data Sheet, 22; SAM D21 Family Data Sheet, 20.
 * Modelled: channels with their descriptors in memory, fetched, linked and
 *           written back; beats of 1, 2 and 4 bytes, increments and steps;
 *           triggers by SERCOMs and software; trigger actions block, beat
 *           (burst) and transaction; priority levels; suspend and resume;
 *           TCMPL, SUSP, TERR, FERR; INTPEND.
 * Left out: events, CRC, round-robin, bursts of more than one beat, QOS; the
 *           bus clocks of the DMAC itself. ACTIVE reads 0.
 * Approx.:  a beat comes 12 cycles of the CPU's clock after its trigger or the
 *           beat before, a descriptor's fetch included. TCMPL is set at the end
 *           of a transaction whatever BLOCKACT says; that is from memory.
 */
#ifndef SAM_DMAC_H
#define SAM_DMAC_H

#include "runtime/mcu.h"
#include "twowire/actor.h"
#include "twowire/point.h"

enum { DMAC_CHANNELS = 32, DMAC_TRIGGERS = 128, DMAC_SIZE = 0x400 };
enum { DMAC_MAX_PERIPHERALS = 24 };
enum { DMAC_ACT_BLOCK = 0, DMAC_ACT_BEAT = 2, DMAC_ACT_TRANSACTION = 3 };

/* Bits of CHINTFLAG and CHSTATUS. */
enum { DMAC_TERR = 1, DMAC_TCMPL = 2, DMAC_SUSP = 4 };
enum { DMAC_PEND = 1, DMAC_BUSY = 2, DMAC_FERR = 4 };

/* As it lies in memory. */
struct dmac_descriptor {
	uint16_t btctrl;
	uint16_t btcnt;
	uint32_t srcaddr;
	uint32_t dstaddr;
	uint32_t descaddr;
};

struct dmac_channel {
	uint32_t ctrla; /* SAM D51's CHCTRLA; SAM D21: CHCTRLB */
	uint8_t level;
	bool enabled;
	bool suspended;
	bool skip;    /* the next suspend action: RESUME came first */
	bool fetched; /* @d is valid */
	bool running; /* a block or transaction that was triggered */
	bool asked;   /* by software, and not served yet */
	uint8_t inten, intflag;
	bool ferr;
	uint8_t trigger;
	uint8_t action;
	struct dmac_descriptor d;
};

struct dmac {
	mcu *mcu; /* set once it is there */
	tw_queue *queue;
	bool d21;
	unsigned n_channels;
	/* CHINTFLAG and CHINTENSET have a bit in common. */
	void (*line)(void *user, unsigned channel, bool level);
	void *user;
	struct reg_device peripherals[DMAC_MAX_PERIPHERALS];
	unsigned n_peripherals;
	struct dmac_channel channel[DMAC_CHANNELS];
	/* Triggers: as the peripherals hold them, and as they came through. */
	bool asked[DMAC_TRIGGERS];
	bool requested[DMAC_TRIGGERS];
	tw_point *point; /* between the two */
	uint16_t ctrl;
	uint32_t prictrl;
	uint32_t baseaddr, wrbaddr;
	unsigned chid; /* SAM D21: the channel that is shown */
	struct tw_timer step;
};

/* Makes the point "CHIP.dmac", past which requests come: value: trigger << 1
 * | level. */
void dmac_init(struct dmac *d, tw_chip *chip, bool d21);
/* What beats can reach besides memory. */
void dmac_add_peripheral(struct dmac *d, const struct reg_device *device);
void dmac_reset(struct dmac *d);
/* A peripheral asks, or no longer does. */
void dmac_request(struct dmac *d, unsigned trigger, bool level);
struct reg_device dmac_device(struct dmac *d, uint32_t base);

/* --- For its two files ---------------------------------------------------- */

void dmac_enable(struct dmac *d, unsigned n, bool enable);
void dmac_reset_channel(struct dmac *d, unsigned n);
void dmac_suspend(struct dmac *d, unsigned n);
void dmac_resume(struct dmac *d, unsigned n);
void dmac_update(struct dmac *d, unsigned n);
/* Sees whether somebody waits to be served. */
void dmac_look(struct dmac *d);
bool dmac_pending(const struct dmac *d, unsigned n);

#endif /* SAM_DMAC_H */
