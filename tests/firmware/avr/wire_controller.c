/* SPDX-License-Identifier: MIT */
/*
 * A controller in Wire's manner: the interrupt runs a message, the caller
 * waits for its end, with a time-out by micros().
 */
#include <Arduino.h>
#include <stdio.h>
#include <util/twi.h>

enum { READY = _BV(TWEN) | _BV(TWIE) | _BV(TWINT), DONE = 0xff };

static uint8_t *data, length, next, address;
static volatile uint8_t result;
static bool stops, owns;

static void end(uint8_t how)
{
	if (stops) {
		TWCR = READY | _BV(TWEA) | _BV(TWSTO);
		while (TWCR & _BV(TWSTO))
			;
	} else {
		/* Keeps the bus: the next message begins with another START. */
		TWCR = _BV(TWEN) | _BV(TWINT) | _BV(TWSTA);
	}
	owns = !stops;
	result = how;
}

ISR(TWI_vect)
{
	switch (TW_STATUS) {
	case TW_START:
	case TW_REP_START:
		TWDR = address;
		TWCR = READY | _BV(TWEA);
		break;
	case TW_MT_SLA_ACK:
	case TW_MT_DATA_ACK:
		if (next == length) {
			end(DONE);
			break;
		}
		TWDR = data[next++];
		TWCR = READY | _BV(TWEA);
		break;
	case TW_MR_DATA_ACK:
		data[next++] = TWDR;
		/* fall through */
	case TW_MR_SLA_ACK:
		TWCR = (uint8_t)(READY | (next + 1 < length ? _BV(TWEA) : 0));
		break;
	case TW_MR_DATA_NACK:
		data[next++] = TWDR;
		end(DONE);
		break;
	default:
		stops = true;
		end(TW_STATUS);
		break;
	}
}

static uint8_t transfer(uint8_t addr, uint8_t *bytes, uint8_t n, bool stop)
{
	unsigned long start = micros();

	address = addr;
	data = bytes;
	length = n;
	next = 0;
	stops = stop;
	result = 0;
	if (owns) {
		/* The START that end() asked for is out, or will be. */
		TWDR = address;
		loop_until_bit_is_set(TWCR, TWINT);
		TWCR |= _BV(TWIE);
	} else {
		TWCR = READY | _BV(TWEA) | _BV(TWSTA);
	}
	while (!result)
		if (micros() - start > 25000)
			return 0;
	return result;
}

int main(void)
{
	uint8_t write[] = {3, 0xde, 0xad, 0xbe, 0xef}, read[4] = {0};

	init();
	TWBR = (F_CPU / 100000 - 16) / 2;
	TWCR = _BV(TWEN) | _BV(TWIE) | _BV(TWEA);
	delay(2);
	printf("%02x\n", transfer(0x29 << 1, write, 5, true));
	printf("%02x\n", transfer(0x29 << 1, write, 1, false));
	printf("%02x\n", transfer(0x29 << 1 | 1, read, 4, true));
	printf("%02x%02x%02x%02x\n", read[0], read[1], read[2], read[3]);
	printf("%02x\n", transfer(0x2a << 1, write, 1, true));
	printf("%02x\n", transfer(0x2a << 1 | 1, read, 1, true));
	return 0;
}
