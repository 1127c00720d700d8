/* SPDX-License-Identifier: MIT */
/*
 * A memory at address 0x29 in Wire's manner: the interrupt gathers a message
 * of up to 32 bytes, lets go of the bus after its end and only then hands it
 * on; a read is answered out of a buffer that is filled at its address.
 */
#include <Arduino.h>
#include <stdio.h>
#include <util/twi.h>

enum { BUFFER = 32, READY = _BV(TWEN) | _BV(TWIE) | _BV(TWINT) };

static uint8_t rx[BUFFER], tx[BUFFER];
static uint8_t n_rx, n_tx, next_tx;
static uint8_t memory[64];
static uint8_t pointer;

static void received(const uint8_t *data, int n)
{
	printf("received %d\n", n);
	if (!n)
		return;
	pointer = data[0] % sizeof(memory);
	for (int i = 1; i < n; i++)
		memory[(pointer + i - 1) % sizeof(memory)] = data[i];
}

static void requested(void)
{
	n_tx = 4;
	for (int i = 0; i < n_tx; i++)
		tx[i] = memory[(pointer + i) % sizeof(memory)];
}

static void reply(bool ack)
{
	TWCR = (uint8_t)(READY | (ack ? _BV(TWEA) : 0));
}

static void give(void)
{
	TWDR = next_tx < n_tx ? tx[next_tx++] : 0xff;
	reply(next_tx < n_tx);
}

ISR(TWI_vect)
{
	switch (TW_STATUS) {
	case TW_SR_SLA_ACK:
	case TW_SR_GCALL_ACK:
		n_rx = 0;
		reply(true);
		break;
	case TW_SR_DATA_ACK:
	case TW_SR_GCALL_DATA_ACK:
		rx[n_rx++] = TWDR;
		reply(n_rx < BUFFER);
		break;
	case TW_SR_STOP:
		reply(true);
		received(rx, n_rx);
		break;
	case TW_SR_DATA_NACK:
	case TW_SR_GCALL_DATA_NACK:
		reply(true);
		printf("too long\n");
		break;
	case TW_ST_SLA_ACK:
		next_tx = 0;
		requested();
		give();
		break;
	case TW_ST_DATA_ACK:
		give();
		break;
	case TW_BUS_ERROR:
		TWCR = (uint8_t)(READY | _BV(TWEA) | _BV(TWSTO));
		break;
	default: /* the controller has enough, or the buffer is empty */
		reply(true);
		break;
	}
}

int main(void)
{
	init();
	digitalWrite(SDA, HIGH); /* pulls up, until the TWI has the pins */
	digitalWrite(SCL, HIGH);
	TWAR = 0x29 << 1;
	TWCR = _BV(TWEN) | _BV(TWIE) | _BV(TWEA);
	for (;;)
		;
}
