/* SPDX-License-Identifier: MIT */
/* The lamp's HAL. */
#ifndef LAMP_H
#define LAMP_H

#include <stdbool.h>
#include <stdint.h>

struct lamp_i2c {
	volatile uint32_t addr;	  /* own address, and ENABLE */
	volatile uint32_t data;	  /* received last, sent next */
	volatile uint32_t status; /* RECEIVED: write 1 to clear */
};

#define LAMP_I2C ((struct lamp_i2c *)0x50000000)

enum { LAMP_I2C_ENABLE = 0x80, LAMP_I2C_RECEIVED = 1 };

/* Answers to @addr from now on; lamp_received() is called for each byte. */
void lamp_listen(uint8_t addr);
void lamp_received(uint8_t byte);
/* What the host reads. */
void lamp_send(uint8_t byte);

#endif /* LAMP_H */
