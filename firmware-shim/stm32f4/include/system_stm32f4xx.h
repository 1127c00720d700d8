/* SPDX-License-Identifier: MIT */
#ifndef SYSTEM_STM32F4XX_H
#define SYSTEM_STM32F4XX_H

#include <stdint.h>

extern uint32_t SystemCoreClock; /* Hz; kept by SystemCoreClockUpdate() */
extern const uint8_t AHBPrescTable[16];
extern const uint8_t APBPrescTable[8];

void SystemInit(void);
void SystemCoreClockUpdate(void);

#endif /* SYSTEM_STM32F4XX_H */
