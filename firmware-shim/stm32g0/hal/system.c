/* SPDX-License-Identifier: MIT */
/* CMSIS's system file: which clock the core runs at. */
#include "stm32g0xx.h"

#ifndef HSI_VALUE
#define HSI_VALUE 16000000u
#endif
#ifndef HSE_VALUE
#define HSE_VALUE 8000000u
#endif
#ifndef LSI_VALUE
#define LSI_VALUE 32000u
#endif
#ifndef LSE_VALUE
#define LSE_VALUE 32768u
#endif

uint32_t SystemCoreClock = 16000000u;

const uint32_t AHBPrescTable[16] = {0, 0, 0, 0, 0, 0, 0, 0,
				    1, 2, 3, 4, 6, 7, 8, 9};
const uint32_t APBPrescTable[8] = {0, 0, 0, 0, 1, 2, 3, 4};

void SystemInit(void)
{
}

static uint32_t pll_clock(void)
{
	uint32_t pll = RCC->PLLCFGR;
	uint32_t from = (pll & RCC_PLLCFGR_PLLSRC) == RCC_PLLCFGR_PLLSRC_HSE
				? HSE_VALUE
				: HSI_VALUE;
	uint32_t m = ((pll & RCC_PLLCFGR_PLLM) >> RCC_PLLCFGR_PLLM_Pos) + 1;
	uint32_t n = (pll & RCC_PLLCFGR_PLLN) >> RCC_PLLCFGR_PLLN_Pos;
	uint32_t r = ((pll & RCC_PLLCFGR_PLLR) >> RCC_PLLCFGR_PLLR_Pos) + 1;

	return from / m * n / r;
}

static uint32_t system_clock(void)
{
	switch ((RCC->CFGR & RCC_CFGR_SWS) >> RCC_CFGR_SWS_Pos) {
	case 1:
		return HSE_VALUE;
	case 2:
		return pll_clock();
	case 3:
		return LSI_VALUE;
	case 4:
		return LSE_VALUE;
	default:
		return HSI_VALUE >>
		       ((RCC->CR & RCC_CR_HSIDIV) >> RCC_CR_HSIDIV_Pos);
	}
}

void SystemCoreClockUpdate(void)
{
	uint32_t hpre = (RCC->CFGR & RCC_CFGR_HPRE) >> RCC_CFGR_HPRE_Pos;

	SystemCoreClock = system_clock() >> AHBPrescTable[hpre];
}
