/* SPDX-License-Identifier: MIT */
/* An interrupt without a handler. */
#include <avr/interrupt.h>

int main(void)
{
	DDRD = _BV(DDD2);
	EIMSK = _BV(INT0);
	sei();
	for (;;)
		;
}
