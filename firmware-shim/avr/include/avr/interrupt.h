/* SPDX-License-Identifier: MIT */
/*
 * Interrupt handlers, and the I flag.
 *
 * Left out: ISR_NOBLOCK and ISR_NAKED, which do not compile; reti().
 */
#ifndef AVR_INTERRUPT_H
#define AVR_INTERRUPT_H

#include <avr/io.h>

#define sei() ((void)(SREG = _BV(SREG_I)))
#define cli() ((void)(SREG = 0))

#define ISR_BLOCK

/* The handler is found by its name. */
#define ISR(vector, ...)                                                       \
	void vector(void) __attribute__((__used__)) __VA_ARGS__;               \
	void vector(void)
#define SIGNAL(vector) ISR(vector)
#define EMPTY_INTERRUPT(vector)                                                \
	ISR(vector)                                                            \
	{                                                                      \
	}
#define TW_AVR_NAME(x)	    #x
#define ISR_ALIASOF(target) __attribute__((__alias__(TW_AVR_NAME(target))))
#define ISR_ALIAS(vector, target)                                              \
	void vector(void) __attribute__((__used__)) ISR_ALIASOF(target);

/* Whatever has no handler of its own. */
#define BADISR_vect __vector_default

#endif /* AVR_INTERRUPT_H */
