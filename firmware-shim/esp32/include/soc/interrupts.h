/* SPDX-License-Identifier: MIT */
/* Sources of interrupts that are simulated. From: ESP32 Technical Reference
 * Manual, "Interrupt Matrix"; the timer's is that of a timer group. */
#ifndef SOC_INTERRUPTS_H
#define SOC_INTERRUPTS_H

#define ETS_SYSTIMER_TARGET0_INTR_SOURCE 17
#define ETS_GPIO_INTR_SOURCE		 22
#define ETS_I2C_EXT0_INTR_SOURCE	 49
#define ETS_I2C_EXT1_INTR_SOURCE	 50
#define ETS_MAX_INTR_SOURCE		 69

#endif /* SOC_INTERRUPTS_H */
