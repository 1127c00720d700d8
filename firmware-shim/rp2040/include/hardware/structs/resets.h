/* SPDX-License-Identifier: MIT */
/* The reset controller as a struct (RP2040 data sheet, 2.14). */
#ifndef HARDWARE_STRUCTS_RESETS_H
#define HARDWARE_STRUCTS_RESETS_H

#include "hardware/address_mapped.h"
#include "hardware/regs/resets.h"

typedef enum reset_num_rp2040 {
	RESET_ADC = 0,
	RESET_BUSCTRL = 1,
	RESET_DMA = 2,
	RESET_I2C0 = 3,
	RESET_I2C1 = 4,
	RESET_IO_BANK0 = 5,
	RESET_IO_QSPI = 6,
	RESET_JTAG = 7,
	RESET_PADS_BANK0 = 8,
	RESET_PADS_QSPI = 9,
	RESET_PIO0 = 10,
	RESET_PIO1 = 11,
	RESET_PLL_SYS = 12,
	RESET_PLL_USB = 13,
	RESET_PWM = 14,
	RESET_RTC = 15,
	RESET_SPI0 = 16,
	RESET_SPI1 = 17,
	RESET_SYSCFG = 18,
	RESET_SYSINFO = 19,
	RESET_TBMAN = 20,
	RESET_TIMER = 21,
	RESET_UART0 = 22,
	RESET_UART1 = 23,
	RESET_USBCTRL = 24,
	RESET_COUNT
} reset_num_t;

typedef struct {
	io_rw_32 reset;
	io_rw_32 wdsel;
	io_ro_32 reset_done;
} resets_hw_t;

#define resets_hw ((resets_hw_t *)RESETS_BASE)

#endif
