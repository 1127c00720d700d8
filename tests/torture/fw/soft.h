/* SPDX-License-Identifier: MIT */
/* What the two halves of the target share: wires (soft.c) ask, and what is
 * kept (memory.c) answers. */
#ifndef SOFT_H
#define SOFT_H

#include <stdbool.h>
#include <stdint.h>

#include "defects.h"

#include "hardware/gpio.h"
#include "hardware/irq.h"
#include "hardware/structs/io_bank0.h"
#include "hardware/structs/sio.h"
#include "hardware/structs/systick.h"
#include "hardware/structs/timer.h"
#include "hardware/sync.h"
#include "pico/stdlib.h"

enum {
	SDA_PIN = 4,
	SCL_PIN = 5,
	FIRST_STRAP = 8,
	N_STRAPS = 8,
	PROTECT = 16,
	NS_PER_CYCLE = 8,
	FOR_EVER = 0x7fffffff
};
#define EDGES ((0xcu << 4 * SDA_PIN) | (0xcu << 4 * SCL_PIN))

enum kind {
	REGISTERS, /* sixteen, one after the other, round and round */
	EEPROM,	   /* 256 bytes, pages of eight, 5 ms */
	STREAM,	   /* 5a and what follows it */
	LOCKED,	   /* registers, of which 15 is 0x42 for ever */
};

#define IS(defect) ((t.strap & 0x3f) == (defect))

struct target {
	uint8_t strap;
	uint32_t deaf_until_us; /* 0: it is not */
};

extern struct target t;

static inline enum kind kind(void)
{
	return (enum kind)(t.strap >> 6);
}

static inline uint32_t now_us(void)
{
	return timer_hw->timerawl;
}

/* It does nothing any more. */
void die(void);

void memory_init(void);
/* The first byte of a message, with its direction. */
bool memory_answers(uint8_t byte);
void memory_begin(void);
/* Returns: the acknowledge. */
bool memory_take(uint8_t byte);
/* Something was written since power-on. */
bool memory_has_data(void);
uint8_t memory_next(void);
void memory_sent(bool nack);
/* A message of ours is over: by a STOP or a repeated START. */
void memory_end(bool stop);

#endif /* SOFT_H */
