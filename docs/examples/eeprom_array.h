/* SPDX-License-Identifier: MIT */
/*
 * The inside of a 24AA025UID look-alike: 256 bytes, the address counter and
 * the page that is being written. It knows no I2C; eeprom.c and eeprom_sdk.c
 * put it on the bus.
 *
 * From:     24AA025UID data sheet: 16-byte pages that wrap, upper half write
 *           protected, identification in the last six bytes.
 * Left out: a write that a repeated START cuts off is stored all the same.
 *
 * For another content at power-on: -DEEPROM_IMAGE='"image.inc"', a file of 256
 * comma-separated values that is included here. Without it all bytes are 0xff
 * but the last six: maker 0x29, device 0x41 and a serial number.
 */
#ifndef EEPROM_ARRAY_H
#define EEPROM_ARRAY_H

#include <stdbool.h>
#include <stdint.h>

#define EEPROM_SIZE	 256u
#define EEPROM_PAGE	 16u
#define EEPROM_PROTECTED 0x80u /* from here on */

/* Self-timed write cycle, in us: the data sheet's maximum is 5 ms. */
#ifndef EEPROM_WRITE_US
#define EEPROM_WRITE_US 3500
#endif

static uint8_t eeprom[EEPROM_SIZE] = {
#ifdef EEPROM_IMAGE
#include EEPROM_IMAGE
#else
	[0 ... 0xf9] = 0xff, 0x29, 0x41, 0x00, 0x00, 0x00, 0x01,
#endif
};
static uint8_t counter; /* the address of the next byte */

static struct {
	bool addressed; /* the counter's byte has come */
	unsigned n;	/* bytes after it */
	uint8_t bytes[EEPROM_PAGE];
	uint16_t set; /* which of them were written */
} latch;

/* A byte from the host: the address, then data for its page. */
static void eeprom_take(uint8_t byte)
{
	unsigned offset = counter % EEPROM_PAGE;

	if (!latch.addressed) {
		latch.addressed = true;
		counter = byte;
		return;
	}
	latch.bytes[offset] = byte;
	latch.set |= (uint16_t)(1u << offset);
	latch.n++;
	counter = (uint8_t)(counter - offset + (offset + 1) % EEPROM_PAGE);
}

/* The write is over. true: a write cycle begins. */
static bool eeprom_store(void)
{
	unsigned page = counter - counter % EEPROM_PAGE;
	bool stores = latch.n && page < EEPROM_PROTECTED;

	for (unsigned i = 0; stores && i < EEPROM_PAGE; i++)
		if (latch.set >> i & 1)
			eeprom[page + i] = latch.bytes[i];
	latch.addressed = false;
	latch.n = 0;
	latch.set = 0;
	return stores;
}

#endif /* EEPROM_ARRAY_H */
