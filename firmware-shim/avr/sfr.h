/* SPDX-License-Identifier: MIT */
/*
 * The data space's special function registers, 0x20 to 0xff, at 0x3a000000 and
 * up: the host lets nobody map its first page. The low 16 bits are the chip's.
 *
 * From:     ATmega48A/PA/88A/PA/168A/PA/328/P data sheet (Atmel-8271), 36.
 * Modelled: a byte at a time, no neighbour touched.
 * Left out: timers 1 and 2, USART, SPI, ADC, analog comparator, EEPROM,
 *           watchdog, self-programming. Their set-up registers only store;
 *           what would start them or needs them to run is a crash that names
 *           the register.
 */
#ifndef AVR_SFR_H
#define AVR_SFR_H

#include "runtime/mcu.h"

enum { SFR_FIRST = 0x20, SFR_COUNT = 0x100 };
#define SFR_BASE 0x3a000000u

typedef uint8_t (*sfr_read_fn)(void *user, uint8_t addr, bool peek);
typedef void (*sfr_write_fn)(void *user, uint8_t addr, uint8_t value);

struct sfr_block {
	sfr_read_fn read;
	sfr_write_fn write;
	void *user;
};

struct sfr {
	mcu *mcu; /* for crashes */
	struct sfr_block block[SFR_COUNT];
	uint8_t stored[SFR_COUNT]; /* of those without a block */
};

/* Registers @first to @last are that block's. */
void sfr_map(struct sfr *s, uint8_t first, uint8_t last,
	     struct sfr_block block);
void sfr_reset(struct sfr *s);
struct reg_device sfr_device(struct sfr *s);

#endif /* AVR_SFR_H */
