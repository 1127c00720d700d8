/* SPDX-License-Identifier: MIT */
/* Sources of interrupts that are simulated. From: ESP32-S3 Technical Reference
 * Manual, "Interrupt Matrix". */
#ifndef SOC_INTERRUPTS_H
#define SOC_INTERRUPTS_H

#define ETS_GPIO_INTR_SOURCE		 16
#define ETS_I2C_EXT0_INTR_SOURCE	 42
#define ETS_I2C_EXT1_INTR_SOURCE	 43
#define ETS_SYSTIMER_TARGET0_INTR_SOURCE 57
#define ETS_MAX_INTR_SOURCE		 99

#endif /* SOC_INTERRUPTS_H */
