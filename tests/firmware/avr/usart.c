/* SPDX-License-Identifier: MIT */
/* Needs a part that is not simulated. */
#include <avr/io.h>

int main(void)
{
	UBRR0 = 103;
	UCSR0B = _BV(TXEN0);
	loop_until_bit_is_set(UCSR0A, UDRE0);
	UDR0 = 'x';
	return 0;
}
