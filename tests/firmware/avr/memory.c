/* SPDX-License-Identifier: MIT */
/* A memory of 256 bytes at address 0x29, served by the interrupt while main()
 * sleeps: PC4 is SDA, PC5 is SCL. */
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include <stdbool.h>
#include <util/twi.h>

static uint8_t mem[256];
static uint8_t pointer;
static bool pointer_set;

ISR(TWI_vect)
{
	switch (TW_STATUS) {
	case TW_SR_SLA_ACK:
		pointer_set = false;
		break;
	case TW_SR_DATA_ACK:
		if (pointer_set)
			mem[pointer++] = TWDR;
		else
			pointer = TWDR;
		pointer_set = true;
		break;
	case TW_ST_SLA_ACK:
	case TW_ST_DATA_ACK:
		TWDR = mem[pointer++];
		break;
	case TW_BUS_ERROR:
		TWCR |= _BV(TWSTO);
		break;
	default:
		break;
	}
	TWCR = _BV(TWINT) | _BV(TWEA) | _BV(TWEN) | _BV(TWIE);
}

int main(void)
{
	TWAR = 0x29 << 1;
	TWCR = _BV(TWEA) | _BV(TWEN) | _BV(TWIE);
	set_sleep_mode(SLEEP_MODE_IDLE);
	sei();
	for (;;)
		sleep_mode();
}
