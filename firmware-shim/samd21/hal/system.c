/* SPDX-License-Identifier: MIT */
/* The clock that main() finds; nothing changes it. */
#include "sam.h"

uint32_t SystemCoreClock = 48000000;

void SystemInit(void)
{
}

void SystemCoreClockUpdate(void)
{
}
