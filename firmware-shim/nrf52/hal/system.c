/* SPDX-License-Identifier: MIT */
/* What start-up code would have done. */
#include <stdint.h>

extern uint32_t SystemCoreClock;
uint32_t SystemCoreClock = 64000000;

void SystemInit(void);
void SystemInit(void)
{
}

void SystemCoreClockUpdate(void);
void SystemCoreClockUpdate(void)
{
}
