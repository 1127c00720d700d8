/* SPDX-License-Identifier: MIT */
/* The GPIO function block as a struct (RP2040 data sheet, 2.19.6.1). */
#ifndef HARDWARE_STRUCTS_IO_BANK0_H
#define HARDWARE_STRUCTS_IO_BANK0_H

#include "hardware/address_mapped.h"
#include "hardware/regs/io_bank0.h"

/* What a pin can be joined to (data sheet, table 279). */
typedef enum gpio_function_rp2040 {
	GPIO_FUNC_XIP = 0,
	GPIO_FUNC_SPI = 1,
	GPIO_FUNC_UART = 2,
	GPIO_FUNC_I2C = 3,
	GPIO_FUNC_PWM = 4,
	GPIO_FUNC_SIO = 5,
	GPIO_FUNC_PIO0 = 6,
	GPIO_FUNC_PIO1 = 7,
	GPIO_FUNC_GPCK = 8,
	GPIO_FUNC_USB = 9,
	GPIO_FUNC_NULL = 0x1f,
} gpio_function_t;

typedef struct {
	io_ro_32 status;
	io_rw_32 ctrl;
} io_bank0_status_ctrl_hw_t;

typedef struct {
	io_rw_32 inte[4];
	io_rw_32 intf[4];
	io_ro_32 ints[4];
} io_bank0_irq_ctrl_hw_t;

typedef struct {
	io_bank0_status_ctrl_hw_t io[NUM_BANK0_GPIOS];
	io_rw_32 intr[4];
	union {
		struct {
			io_bank0_irq_ctrl_hw_t proc0_irq_ctrl;
			io_bank0_irq_ctrl_hw_t proc1_irq_ctrl;
			io_bank0_irq_ctrl_hw_t dormant_wake_irq_ctrl;
		};
		io_bank0_irq_ctrl_hw_t irq_ctrl[3];
	};
} io_bank0_hw_t;

check_hw_layout(io_bank0_hw_t, dormant_wake_irq_ctrl,
		IO_BANK0_DORMANT_WAKE_INTE0_OFFSET);

/* Their names before version 2 of the HAL. */
typedef io_bank0_hw_t iobank0_hw_t;
typedef io_bank0_irq_ctrl_hw_t io_irq_ctrl_hw_t;

#define io_bank0_hw ((io_bank0_hw_t *)IO_BANK0_BASE)
#define iobank0_hw  io_bank0_hw

#endif
