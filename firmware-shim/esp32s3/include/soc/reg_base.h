/* SPDX-License-Identifier: MIT */
/* Where the registers lie. From: ESP32-S3 Technical Reference Manual, memory
 * map. */
#ifndef SOC_REG_BASE_H
#define SOC_REG_BASE_H

#define DR_REG_I2C_EXT_BASE   0x60013000u
#define DR_REG_I2C1_EXT_BASE  0x60027000u
#define DR_REG_GPIO_BASE      0x60004000u
#define DR_REG_IO_MUX_BASE    0x60009000u
#define DR_REG_SYSTIMER_BASE  0x60023000u
#define DR_REG_SYSTEM_BASE    0x600c0000u
#define DR_REG_INTERRUPT_BASE 0x600c2000u

#endif /* SOC_REG_BASE_H */
