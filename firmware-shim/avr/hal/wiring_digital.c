/* SPDX-License-Identifier: MIT */
/* An Uno's pins by their numbers: 0 to 7 are port D, 8 to 13 port B, 14 to 19
 * (A0 to A5) port C. */
#include <avr/io.h>
#include <util/atomic.h>

void pinMode(uint8_t pin, uint8_t mode);
void digitalWrite(uint8_t pin, uint8_t value);
int digitalRead(uint8_t pin);

enum { N_DIGITAL = 20, OUTPUT = 1, INPUT_PULLUP = 2 };

/* PINx; DDRx and PORTx follow. */
static volatile uint8_t *find(uint8_t pin, uint8_t *bit)
{
	uint8_t first = pin < 8 ? 0 : pin < 14 ? 8 : 14;

	*bit = (uint8_t)(1u << (pin - first));
	return pin < 8 ? &PIND : pin < 14 ? &PINB : &PINC;
}

static void set(volatile uint8_t *reg, uint8_t bit, uint8_t value)
{
	if (value)
		*reg |= bit;
	else
		*reg &= (uint8_t)~bit;
}

void pinMode(uint8_t pin, uint8_t mode)
{
	volatile uint8_t *reg;
	uint8_t bit;

	if (pin >= N_DIGITAL)
		return;
	reg = find(pin, &bit);
	ATOMIC_BLOCK(ATOMIC_RESTORESTATE)
	{
		set(reg + 1, bit, mode == OUTPUT);
		if (mode != OUTPUT)
			set(reg + 2, bit, mode == INPUT_PULLUP);
	}
}

void digitalWrite(uint8_t pin, uint8_t value)
{
	volatile uint8_t *reg;
	uint8_t bit;

	if (pin >= N_DIGITAL)
		return;
	reg = find(pin, &bit);
	ATOMIC_BLOCK(ATOMIC_RESTORESTATE)
	{
		set(reg + 2, bit, value);
	}
}

int digitalRead(uint8_t pin)
{
	uint8_t bit;

	if (pin >= N_DIGITAL)
		return 0;
	return (*find(pin, &bit) & bit) != 0;
}
