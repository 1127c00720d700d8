/* SPDX-License-Identifier: MIT */
/* Loops of three and of four cycles a turn. */
#ifndef UTIL_DELAY_BASIC_H
#define UTIL_DELAY_BASIC_H

#include <stdint.h>

/* Counts so many cycles; interrupts make it longer. */
void tw_avr_delay_cycles(uint64_t cycles);

static inline void _delay_loop_1(uint8_t count)
{
	tw_avr_delay_cycles(3u * (count ? count : 256u));
}

static inline void _delay_loop_2(uint16_t count)
{
	tw_avr_delay_cycles(4u * (count ? count : 65536u));
}

#endif /* UTIL_DELAY_BASIC_H */
