/* SPDX-License-Identifier: MIT */
/*
 * What the firmware in this folder shares: I2C0 as a target at 0x42 on GPIO4
 * and GPIO5. Each file is written as code in the field was, and with RIGHT
 * defined as it should have been.
 */
#ifndef WAYS_H
#define WAYS_H

#include <stdio.h>

#include "hardware/gpio.h"
#include "hardware/i2c.h"
#include "hardware/irq.h"
#include "hardware/sync.h"
#include "pico/stdlib.h"

#define HW		i2c0_hw
#define IS(stat, bit)	((stat)&I2C_IC_INTR_STAT_R_##bit##_BITS)
#define INTERRUPT(bit)	I2C_IC_INTR_MASK_M_##bit##_BITS
#define CLEAR(register) ((void)HW->register)

#ifdef RIGHT
enum { IS_RIGHT = true };
#else
enum { IS_RIGHT = false };
#endif

/* Everything but enabling the block. */
static inline void set_up(uint32_t con, uint32_t mask, void (*isr)(void))
{
	i2c_init(i2c0, 400000);
	gpio_set_function(4, GPIO_FUNC_I2C);
	gpio_set_function(5, GPIO_FUNC_I2C);
	HW->enable = 0;
	HW->con = con | I2C_IC_CON_SPEED_VALUE_FAST << I2C_IC_CON_SPEED_LSB |
		  I2C_IC_CON_IC_RESTART_EN_BITS |
		  I2C_IC_CON_RX_FIFO_FULL_HLD_CTRL_BITS;
	HW->sar = 0x42;
	HW->rx_tl = 0;
	HW->intr_mask = mask;
	CLEAR(clr_intr);
	if (!isr)
		return;
	irq_set_exclusive_handler(I2C0_IRQ, isr);
	irq_set_enabled(I2C0_IRQ, true);
}

static inline void serve(uint32_t con, uint32_t mask, void (*isr)(void))
{
	set_up(con, mask, isr);
	HW->enable = 1;
	for (;;)
		__wfi();
}

static inline bool has_byte(void)
{
	return HW->status & I2C_IC_STATUS_RFNE_BITS;
}

static inline uint8_t take_byte(void)
{
	return (uint8_t)HW->data_cmd;
}

/* --- messages that are told when they end -------------------------------- */

static uint8_t message[32];
static unsigned n_bytes;

static inline void add_byte(void)
{
	message[n_bytes++ % sizeof(message)] = take_byte();
}

static inline void tell_message(void)
{
	if (!n_bytes)
		return;
	printf("w");
	for (unsigned i = 0; i < n_bytes; i++)
		printf(" %02x", message[i]);
	printf("\n");
	n_bytes = 0;
}

#endif /* WAYS_H */
