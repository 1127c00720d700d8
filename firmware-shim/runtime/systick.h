/* SPDX-License-Identifier: MIT */
/*
 * The counters of a Cortex-M: SysTick, and DWT's cycle counter. Part of
 * nvic.h, which shows their registers.
 *
 * From:     Armv7-M Architecture Reference Manual, B3.3 (SysTick), C1.8 (DWT).
 */
#ifndef TW_RUNTIME_SYSTICK_H
#define TW_RUNTIME_SYSTICK_H

#include "runtime/mcu.h"

/* Offsets in the system control space. */
enum { SYST_CSR = 0x010, SYST_RVR = 0x014, SYST_CVR = 0x018 };

struct systick {
	tw_queue *queue;
	uint64_t clock_hz; /* until there is a CPU */
	mcu *mcu;	   /* or NULL */
	/* It has counted to 0 with TICKINT set. */
	void (*wrapped)(void *user);
	void *user;
	uint32_t csr;
	uint32_t rvr;
	uint64_t start; /* cycle at which the counter had @from */
	uint32_t from;
	bool flag; /* COUNTFLAG */
	struct tw_timer timer;
	uint32_t dwt_ctrl;
	uint64_t dwt_start; /* cycle at which CYCCNT was 0 */
};

void systick_init(struct systick *s, tw_queue *queue, uint64_t clock_hz,
		  void (*wrapped)(void *user), void *user);
void systick_reset(struct systick *s);
uint32_t systick_read(struct systick *s, uint32_t offset, bool peek);
void systick_write(struct systick *s, uint32_t offset, uint32_t value);
/* mcu_set_clock() was called. */
void systick_clock_changed(struct systick *s);

/* DWT's window. */
struct reg_device systick_dwt(struct systick *s);

#endif /* TW_RUNTIME_SYSTICK_H */
