/* SPDX-License-Identifier: MIT */
/* Busy waits. */
#ifndef UTIL_DELAY_H
#define UTIL_DELAY_H

#include <util/delay_basic.h>

#ifndef F_CPU
#warning "F_CPU not defined for <util/delay.h>: taken to be 1000000"
#define F_CPU 1000000ul
#endif

/* Up to the next whole cycle. */
static inline void _delay_us(double us)
{
	double cycles = us * ((double)(F_CPU) / 1e6);
	uint64_t whole = (uint64_t)cycles;

	tw_avr_delay_cycles(whole + ((double)whole < cycles));
}

static inline void _delay_ms(double ms)
{
	_delay_us(ms * 1000);
}

#endif /* UTIL_DELAY_H */
