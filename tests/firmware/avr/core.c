/* SPDX-License-Identifier: MIT */
/* What the core, the timer and the pins promise. Each line is a promise and
 * whether it was kept; PD2 and PB0 are wired together, PD4 is free. */
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include <stdbool.h>
#include <stdio.h>
#include <util/atomic.h>
#include <util/delay.h>

static volatile uint8_t overflows, matches, changes, falls, nested;

static void say(const char *what, bool kept)
{
	printf("%s %s\n", what, kept ? "yes" : "NO");
}

ISR(TIMER0_OVF_vect)
{
	overflows++;
}

ISR(TIMER0_COMPA_vect)
{
	matches++;
}

/* Lets itself be interrupted by the timer. */
ISR(PCINT2_vect)
{
	uint8_t before = overflows;

	changes++;
	say("entered with I clear", !(SREG & _BV(SREG_I)));
	TCNT0 = 0xff;
	sei();
	_delay_us(10);
	nested = (uint8_t)(overflows - before);
}

ISR(INT0_vect)
{
	falls++;
}

/* 16 MHz / 64 / 256: 1.024 ms. */
static void timer(void)
{
	uint8_t a, b;

	TCCR0B = _BV(CS01) | _BV(CS00);
	TIMSK0 = _BV(TOIE0);
	sei();
	_delay_ms(10.5);
	say("overflows", overflows == 10);
	cli();
	TCNT0 = 0;
	TIFR0 = _BV(TOV0);
	_delay_us(400);
	a = TCNT0;
	_delay_us(400);
	b = TCNT0;
	say("counts 4 us", a >= 99 && a <= 102 && b - a >= 99 && b - a <= 102);
	say("no flag yet", bit_is_clear(TIFR0, TOV0));
	_delay_us(400);
	say("flag", bit_is_set(TIFR0, TOV0));
	overflows = 0;
	sei();
	say("flag interrupts once", overflows == 1 && !(TIFR0 & _BV(TOV0)));
	TIMSK0 = 0;
}

/* 16 MHz / 8 / 200: 10 kHz. */
static void compare(void)
{
	TCCR0B = 0;
	TCCR0A = _BV(WGM01);
	OCR0A = 199;
	TCNT0 = 0;
	TIFR0 = _BV(OCF0A);
	TIMSK0 = _BV(OCIE0A);
	TCCR0B = _BV(CS01);
	_delay_us(1050);
	TIMSK0 = 0;
	say("ctc", matches == 10);
	TCCR0B = TCCR0A = 0;
}

/* The interrupt that is due already must end the sleep that follows sei(). */
static void sleeping(void)
{
	overflows = 0;
	TIMSK0 = _BV(TOIE0);
	cli();
	TCCR0B = _BV(CS00);
	TCNT0 = 0xf0;
	_delay_us(5);
	TCCR0B = 0;
	sleep_enable();
	sei();
	sleep_cpu();
	sleep_disable();
	say("woken by what was due", overflows == 1);
	sleep_cpu();
	say("no sleep without SE", true);
	TIMSK0 = 0;
}

static bool leaves_early(void)
{
	ATOMIC_BLOCK(ATOMIC_RESTORESTATE)
	{
		if (!(SREG & _BV(SREG_I)))
			return true;
	}
	return false;
}

static void atomic(void)
{
	say("atomic", leaves_early());
	say("restored", SREG & _BV(SREG_I));
	cli();
	say("atomic within", leaves_early() && !(SREG & _BV(SREG_I)));
	ATOMIC_BLOCK(ATOMIC_FORCEON)
	{
	}
	say("forced on", SREG & _BV(SREG_I));
}

static void pins(void)
{
	DDRB = _BV(DDB0);
	PORTB = _BV(PORTB0);
	say("level", PIND & _BV(PIND2));
	PINB = _BV(PINB0);
	say("toggled", !(PIND & _BV(PIND2)) && !(PORTB & _BV(PORTB0)));
	PORTD = _BV(PORTD4);
	say("pull-up", PIND & _BV(PIND4));
	MCUCR |= _BV(PUD);
	say("pull-ups off", !(PIND & _BV(PIND4)));
	MCUCR = 0;
	EICRA = _BV(ISC01);
	EIMSK = _BV(INT0);
	PORTB = _BV(PORTB0);
	say("no fall", falls == 0);
	PORTB = 0;
	say("fall", falls == 1);
	EIMSK = 0;
	TCCR0B = _BV(CS00);
	TIMSK0 = _BV(TOIE0);
	PCICR = _BV(PCIE2);
	PCMSK2 = _BV(PCINT18);
	PORTB = _BV(PORTB0);
	TIMSK0 = 0;
	say("pin change", changes == 1);
	say("nested", nested >= 1);
}

static void addresses(void)
{
	uint16_t twcr = _SFR_ADDR(TWCR);

	say("address", twcr == 0xbc && _SFR_IO_ADDR(PORTB) == 0x05);
	GPIOR0 = 0x12;
	GPIOR1 = 0x34;
	say("by address", _SFR_BYTE(GPIOR0) == 0x12 && GPIOR1 == 0x34);
	say("power-on", MCUSR == _BV(PORF));
}

int main(void)
{
	addresses();
	timer();
	compare();
	sleeping();
	atomic();
	pins();
	return 0;
}
