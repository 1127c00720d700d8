/* SPDX-License-Identifier: MIT */
/*
 * Ports B, C and D, pin change and external interrupts.
 *
 * From:     ATmega48A/PA/88A/PA/168A/PA/328/P data sheet (Atmel-8271), 13
 *           (interrupts), 14 (ports).
 * Modelled: DDR, PORT, PIN with its toggling; pull-ups with PUD, 35 kohm on a
 *           wire of a bus; pin change interrupts and INT0, INT1 in all four
 *           senses; PC4 and PC5 given to the two-wire interface.
 * Left out: other alternate functions; RESET on PC6 and the crystal on PB6 and
 *           PB7 (plain pins here).
 * Approx.:  inputs are not synchronised, which takes 0.5 to 1.5 cycles. A
 *           pull-up does nothing on a net.
 */
#ifndef AVR_PORTS_H
#define AVR_PORTS_H

#include "avr/sfr.h"
#include "runtime/pins.h"

enum { N_PORTS = 3, N_PINS = 8 * N_PORTS, PIN_SDA = 12, PIN_SCL = 13 };

struct ports {
	struct pins pins;
	struct pin pin[N_PINS];
	/* A flag or its mask has changed: @ext INT0 and INT1, @change PCINT0 to
	 * PCINT2, both as they interrupt. */
	void (*interrupts)(void *user, uint8_t ext, uint8_t change);
	void *user;
	bool no_pullups;
	bool twi; /* has PC4 and PC5 */
	uint8_t port[N_PORTS], ddr[N_PORTS];
	uint8_t seen[N_PORTS]; /* levels, last looked at */
	uint8_t pcmsk[N_PORTS], pcicr, pcifr;
	uint8_t eicra, eimsk, eifr;
};

extern const struct pins_naming ports_naming;

void ports_init(struct ports *p, const char *owner, tw_queue *queue);
void ports_map(struct ports *p, struct sfr *s);
void ports_reset(struct ports *p);
void ports_set_pullups_off(struct ports *p, bool off);
void ports_give_twi(struct ports *p, bool on);
/* A handler is entered: its flag is cleared. */
void ports_ext_taken(struct ports *p, unsigned n);
void ports_change_taken(struct ports *p, unsigned n);

#endif /* AVR_PORTS_H */
