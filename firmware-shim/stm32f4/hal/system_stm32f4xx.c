/* SPDX-License-Identifier: MIT */
/* The core's clock, as CMSIS wants to know it. */
#include "system_stm32f4xx.h"

#include "stm32f4xx.h"

uint32_t SystemCoreClock = HSI_VALUE;
const uint8_t AHBPrescTable[16] = {0, 0, 0, 0, 0, 0, 0, 0,
				   1, 2, 3, 4, 6, 7, 8, 9};
const uint8_t APBPrescTable[8] = {0, 0, 0, 0, 1, 2, 3, 4};

/* The core runs from HSI. */
void SystemInit(void)
{
}

static uint32_t pll_clock(void)
{
	uint32_t cfg = RCC->PLLCFGR;
	uint32_t in = cfg & RCC_PLLCFGR_PLLSRC ? HSE_VALUE : HSI_VALUE;
	uint32_t m = (cfg & RCC_PLLCFGR_PLLM) >> RCC_PLLCFGR_PLLM_Pos;
	uint32_t n = (cfg & RCC_PLLCFGR_PLLN) >> RCC_PLLCFGR_PLLN_Pos;
	uint32_t p = (cfg & RCC_PLLCFGR_PLLP) >> RCC_PLLCFGR_PLLP_Pos;

	return in / m * n / (2 * (p + 1));
}

void SystemCoreClockUpdate(void)
{
	uint32_t cfgr = RCC->CFGR;
	uint32_t clock = HSI_VALUE;

	if ((cfgr & RCC_CFGR_SWS) == RCC_CFGR_SWS_HSE)
		clock = HSE_VALUE;
	else if ((cfgr & RCC_CFGR_SWS) == RCC_CFGR_SWS_PLL)
		clock = pll_clock();
	SystemCoreClock =
		clock >>
		AHBPrescTable[(cfgr & RCC_CFGR_HPRE) >> RCC_CFGR_HPRE_Pos];
}
