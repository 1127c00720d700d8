/* SPDX-License-Identifier: MIT */
/* Blocks without interrupts. The I flag is put back however they are left. */
#ifndef UTIL_ATOMIC_H
#define UTIL_ATOMIC_H

#include <avr/interrupt.h>

static inline void tw_avr_put_back(const uint8_t *sreg)
{
	SREG = *sreg;
}

static inline uint8_t tw_avr_cli(void)
{
	cli();
	return 1;
}

static inline uint8_t tw_avr_sei(void)
{
	sei();
	return 1;
}

#define TW_AVR_LEAVING(value)                                                  \
	uint8_t tw_avr_sreg __attribute__((__cleanup__(tw_avr_put_back))) =    \
		(value)
#define ATOMIC_RESTORESTATE    TW_AVR_LEAVING(SREG)
#define ATOMIC_FORCEON	       TW_AVR_LEAVING(_BV(SREG_I))
#define NONATOMIC_RESTORESTATE TW_AVR_LEAVING(SREG)
#define NONATOMIC_FORCEOFF     TW_AVR_LEAVING(0)

#define ATOMIC_BLOCK(how)                                                      \
	for (how, tw_avr_once = tw_avr_cli(); tw_avr_once; tw_avr_once = 0)
#define NONATOMIC_BLOCK(how)                                                   \
	for (how, tw_avr_once = tw_avr_sei(); tw_avr_once; tw_avr_once = 0)

#endif /* UTIL_ATOMIC_H */
