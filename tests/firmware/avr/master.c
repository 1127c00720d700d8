/* SPDX-License-Identifier: MIT */
/* A host that polls TWINT: writes to the memory at 0x29 and reads it back, then
 * asks for somebody who is not there. */
#include <avr/io.h>
#include <stdio.h>
#include <util/delay.h>
#include <util/twi.h>

static uint8_t step(uint8_t twcr)
{
	TWCR = (uint8_t)(twcr | _BV(TWINT) | _BV(TWEN));
	loop_until_bit_is_set(TWCR, TWINT);
	return TW_STATUS;
}

static uint8_t send(uint8_t byte)
{
	TWDR = byte;
	return step(0);
}

static void stop(void)
{
	TWCR = _BV(TWINT) | _BV(TWEN) | _BV(TWSTO);
	loop_until_bit_is_clear(TWCR, TWSTO);
}

int main(void)
{
	uint8_t a, b;

	TWBR = 72;
	_delay_ms(1);
	printf("%02x ", step(_BV(TWSTA)));
	printf("%02x ", send(0x29 << 1 | TW_WRITE));
	printf("%02x ", send(0x10));
	printf("%02x ", send(0xca));
	printf("%02x\n", send(0xfe));
	stop();
	printf("%02x ", step(_BV(TWSTA)));
	printf("%02x ", send(0x29 << 1 | TW_WRITE));
	printf("%02x ", send(0x10));
	printf("%02x ", step(_BV(TWSTA)));
	printf("%02x ", send(0x29 << 1 | TW_READ));
	printf("%02x ", step(_BV(TWEA)));
	a = TWDR;
	printf("%02x ", step(0));
	b = TWDR;
	printf("read %02x%02x\n", a, b);
	stop();
	printf("%02x ", step(_BV(TWSTA)));
	printf("%02x\n", send(0x2a << 1 | TW_WRITE));
	stop();
	return 0;
}
