/* SPDX-License-Identifier: MIT */
/* Where the registers lie. From: ESP32 Technical Reference Manual, memory map;
 * the timer and the resets have the S3's registers, at places of their own. */
#ifndef SOC_REG_BASE_H
#define SOC_REG_BASE_H

#define DR_REG_I2C_EXT_BASE   0x3ff53000u
#define DR_REG_I2C1_EXT_BASE  0x3ff67000u
#define DR_REG_GPIO_BASE      0x3ff44000u
#define DR_REG_IO_MUX_BASE    0x3ff49000u
#define DR_REG_SYSTIMER_BASE  0x3ff78000u
#define DR_REG_SYSTEM_BASE    0x3ff79000u
#define DR_REG_INTERRUPT_BASE 0x3ff00104u

#endif /* SOC_REG_BASE_H */
