/* SPDX-License-Identifier: MIT */
/*
 * What of the CPU core and its surroundings has registers.
 *
 * From:     ATmega48A/PA/88A/PA/168A/PA/328/P data sheet (Atmel-8271), 7.3
 *           (SREG), 7.7 (interrupts), 10 (sleep, PRR), 12 (MCUSR, WDTCSR), 13
 *           (vectors).
 * Modelled: the I flag: cleared when a handler is entered, set when it
 *           returns, by SEI at any depth; the lowest vector first; SLEEP, which
 *           does nothing without SE and wakes for interrupts only; PRR for the
 *           two-wire interface; MCUSR after power-on and reset.
 * Left out: SREG's other flags, which are the compiler's (they read 0); the
 *           watchdog: setting it going is a crash; CLKPR (stored: the clock is
 *           the chip's); PRR's other bits (stored); IVSEL.
 * Approx.:  every sleep mode is idle mode. From one handler to the next no
 *           instruction of the main program is executed.
 */
#ifndef AVR_CPU_H
#define AVR_CPU_H

#include "avr/sfr.h"

/* Vectors. */
enum {
	VECTOR_INT0 = 1,
	VECTOR_PCINT0 = 3,
	VECTOR_TIMER0_COMPA = 14,
	VECTOR_TIMER0_COMPB = 15,
	VECTOR_TIMER0_OVF = 16,
	VECTOR_TWI = 24,
	N_VECTORS = 26,
};

enum { MCUCR_PUD = 1 << 4 };

struct cpu_regs {
	mcu *mcu;
	/* PUD or PRTWI may have changed. */
	void (*changed)(void *user);
	void *user;
	bool interrupts; /* SREG.I */
	unsigned depth;	 /* handlers that have not returned */
	uint8_t smcr, mcusr, mcucr, wdtcsr, clkpr, prr;
	uint8_t gpior[3];
};

void cpu_regs_map(struct cpu_regs *c, struct sfr *s);
/* @mcusr: why it was reset. */
void cpu_regs_reset(struct cpu_regs *c, uint8_t mcusr);
enum { MCUSR_POWER_ON = 1 << 0, MCUSR_EXTERNAL = 1 << 1 };

bool cpu_pullups_off(const struct cpu_regs *c);
bool cpu_twi_off(const struct cpu_regs *c);

/* For struct mcu_config. */
bool cpu_takes(const struct cpu_regs *c, unsigned line, unsigned *priority);
void cpu_entered(struct cpu_regs *c);
void cpu_returned(struct cpu_regs *c);
bool cpu_may_sleep(const struct cpu_regs *c);

#endif /* AVR_CPU_H */
