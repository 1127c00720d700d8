/* SPDX-License-Identifier: MIT */
/* The clock that the core runs at. */
#ifndef SYSTEM_STM32G0XX_H
#define SYSTEM_STM32G0XX_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* In Hz; as of the last SystemCoreClockUpdate() or HAL_RCC_ClockConfig(). */
extern uint32_t SystemCoreClock;
/* Shifts by the values of HPRE and PPRE. */
extern const uint32_t AHBPrescTable[16];
extern const uint32_t APBPrescTable[8];

void SystemInit(void);
void SystemCoreClockUpdate(void);

#ifdef __cplusplus
}
#endif

#endif /* SYSTEM_STM32G0XX_H */
