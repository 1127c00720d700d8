/* SPDX-License-Identifier: MIT */
/*
 * What Arduino's core counts time with, where a sketch is compiled with its
 * headers: the core's own file is inline assembly in part.
 *
 * Approx.: delay() does not call yield().
 */
#include <avr/interrupt.h>
#include <avr/io.h>
#include <util/delay_basic.h>

void init(void);
unsigned long millis(void);
unsigned long micros(void);
void delay(unsigned long ms);
void delayMicroseconds(unsigned int us);

#ifndef F_CPU
#define F_CPU 16000000ul
#endif

/* Timer 0 ticks every 64 cycles and overflows after 256 ticks. */
#define CYCLES_PER_US ((uint32_t)(F_CPU / 1000000ul))
#define US_PER_TICK   (64u / CYCLES_PER_US)
#define US_PER_TURN   (256u * US_PER_TICK)

/* 32 bits, as unsigned long has on the chip. */
static volatile uint32_t turns;

ISR(TIMER0_OVF_vect)
{
	turns++;
}

/* As the core does: fast PWM, so that two of its pins can be dimmed. */
void init(void)
{
	sei();
	TCCR0A = _BV(WGM01) | _BV(WGM00);
	TCCR0B = _BV(CS01) | _BV(CS00);
	TIMSK0 = _BV(TOIE0);
}

/* Ticks, with an overflow counted that no handler has seen yet. */
static uint64_t ticks(void)
{
	uint8_t sreg = SREG, count;
	uint32_t n;

	cli();
	n = turns;
	count = TCNT0;
	if (bit_is_set(TIFR0, TOV0) && count < 255)
		n++;
	SREG = sreg;
	return (uint64_t)n * 256 + count;
}

unsigned long micros(void)
{
	return (uint32_t)(ticks() * US_PER_TICK);
}

unsigned long millis(void)
{
	return (uint32_t)(ticks() / 256 * US_PER_TURN / 1000);
}

void delay(unsigned long ms)
{
	uint32_t start = (uint32_t)micros();

	while (ms) {
		if ((uint32_t)micros() - start < 1000)
			continue;
		start += 1000;
		ms--;
	}
}

void delayMicroseconds(unsigned int us)
{
	tw_avr_delay_cycles((uint64_t)us * CYCLES_PER_US);
}
