/* SPDX-License-Identifier: MIT */
/*
 * Timer/Counter0.
 *
 * From:     ATmega48A/PA/88A/PA/168A/PA/328/P data sheet (Atmel-8271), 15 and
 *           17 (prescaler).
 * Modelled: counting in normal, CTC and both fast PWM modes; overflow and both
 *           compare flags with their interrupts; OCR0x buffered in fast PWM;
 *           prescalers 1 to 1024; GTCCR.TSM and PSRSYNC.
 * Left out: phase-correct modes, the outputs OC0A and OC0B, an external clock
 *           on T0: choosing one is a crash. FOC0x.
 * Approx.:  the prescaler begins anew when TCNT0, TCCR0A or TCCR0B is written,
 *           where silicon's runs free: an error of at most one tick.
 */
#ifndef AVR_TIMER0_H
#define AVR_TIMER0_H

#include "avr/sfr.h"
#include "twowire/actor.h"

enum { TIMER0_OVERFLOW = 1, TIMER0_MATCH_A = 2, TIMER0_MATCH_B = 4 };

struct timer0 {
	mcu *mcu;
	tw_queue *queue;
	/* @flags: that are set and enabled. */
	void (*interrupts)(void *user, uint8_t flags);
	void *user;
	struct tw_timer due;
	uint64_t epoch; /* CPU cycle at which the count was @from */
	uint8_t from;
	uint8_t tccr_a, tccr_b, timsk, tifr, gtccr;
	uint8_t ocr[2];	   /* in force */
	uint8_t buffer[2]; /* as written */
};

void timer0_init(struct timer0 *t, tw_queue *queue);
void timer0_map(struct timer0 *t, struct sfr *s);
void timer0_reset(struct timer0 *t);
/* A handler is entered: its flag is cleared. */
void timer0_taken(struct timer0 *t, uint8_t flag);

#endif /* AVR_TIMER0_H */
