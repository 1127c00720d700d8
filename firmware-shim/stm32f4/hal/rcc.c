/* SPDX-License-Identifier: MIT */
/* Oscillators, the PLL, and which of them the core runs from. */
#include "stm32f4xx_hal.h"

#define PATIENCE_MS 100U

static HAL_StatusTypeDef await(volatile uint32_t *reg, uint32_t mask,
			       uint32_t value)
{
	uint32_t start = HAL_GetTick();

	while ((*reg & mask) != value)
		if (HAL_GetTick() - start > PATIENCE_MS)
			return HAL_TIMEOUT;
	return HAL_OK;
}

/* Sets or clears @on in @reg, and waits until @ready follows. */
static HAL_StatusTypeDef switch_on(volatile uint32_t *reg, uint32_t on,
				   uint32_t ready, uint32_t state)
{
	*reg = (*reg & ~on) | state;
	return await(reg, ready, state ? ready : 0U);
}

static HAL_StatusTypeDef config_pll(const RCC_PLLInitTypeDef *pll)
{
	HAL_StatusTypeDef result;

	if (pll->PLLState == RCC_PLL_NONE)
		return HAL_OK;
	if ((RCC->CFGR & RCC_CFGR_SWS) == RCC_CFGR_SWS_PLL)
		return HAL_ERROR;
	result = switch_on(&RCC->CR, RCC_CR_PLLON, RCC_CR_PLLRDY, 0);
	if (result != HAL_OK || pll->PLLState != RCC_PLL_ON)
		return result;
	RCC->PLLCFGR = pll->PLLSource | pll->PLLM |
		       pll->PLLN << RCC_PLLCFGR_PLLN_Pos |
		       (pll->PLLP / 2U - 1U) << RCC_PLLCFGR_PLLP_Pos |
		       pll->PLLQ << RCC_PLLCFGR_PLLQ_Pos;
	return switch_on(&RCC->CR, RCC_CR_PLLON, RCC_CR_PLLRDY, RCC_CR_PLLON);
}

HAL_StatusTypeDef HAL_RCC_OscConfig(RCC_OscInitTypeDef *RCC_OscInitStruct)
{
	const RCC_OscInitTypeDef *osc = RCC_OscInitStruct;
	HAL_StatusTypeDef result = HAL_OK;

	if (!osc)
		return HAL_ERROR;
	if (osc->OscillatorType & RCC_OSCILLATORTYPE_HSE)
		result = switch_on(&RCC->CR, RCC_CR_HSEON | RCC_CR_HSEBYP,
				   RCC_CR_HSERDY, osc->HSEState);
	if (result == HAL_OK && osc->OscillatorType & RCC_OSCILLATORTYPE_HSI)
		result = switch_on(&RCC->CR, RCC_CR_HSION, RCC_CR_HSIRDY,
				   osc->HSIState);
	if (result == HAL_OK && osc->OscillatorType & RCC_OSCILLATORTYPE_LSI)
		result = switch_on(&RCC->CSR, RCC_CSR_LSION, RCC_CSR_LSIRDY,
				   osc->LSIState);
	return result == HAL_OK ? config_pll(&osc->PLL) : result;
}

static HAL_StatusTypeDef set_latency(uint32_t latency)
{
	MODIFY_REG(FLASH->ACR, FLASH_ACR_LATENCY, latency);
	return (FLASH->ACR & FLASH_ACR_LATENCY) == latency ? HAL_OK : HAL_ERROR;
}

static HAL_StatusTypeDef set_source(const RCC_ClkInitTypeDef *clk)
{
	if (!(clk->ClockType & RCC_CLOCKTYPE_SYSCLK))
		return HAL_OK;
	MODIFY_REG(RCC->CFGR, RCC_CFGR_SW, clk->SYSCLKSource);
	return await(&RCC->CFGR, RCC_CFGR_SWS,
		     clk->SYSCLKSource << RCC_CFGR_SWS_Pos);
}

/* More wait states before a faster clock, fewer after a slower one. */
HAL_StatusTypeDef HAL_RCC_ClockConfig(RCC_ClkInitTypeDef *RCC_ClkInitStruct,
				      uint32_t FLatency)
{
	const RCC_ClkInitTypeDef *clk = RCC_ClkInitStruct;
	HAL_StatusTypeDef result = HAL_OK;

	if (!clk)
		return HAL_ERROR;
	if (FLatency > (FLASH->ACR & FLASH_ACR_LATENCY))
		result = set_latency(FLatency);
	if (clk->ClockType & RCC_CLOCKTYPE_HCLK)
		MODIFY_REG(RCC->CFGR, RCC_CFGR_HPRE, clk->AHBCLKDivider);
	if (result == HAL_OK)
		result = set_source(clk);
	if (result == HAL_OK && FLatency < (FLASH->ACR & FLASH_ACR_LATENCY))
		result = set_latency(FLatency);
	if (result != HAL_OK)
		return result;
	if (clk->ClockType & RCC_CLOCKTYPE_PCLK1)
		MODIFY_REG(RCC->CFGR, RCC_CFGR_PPRE1, clk->APB1CLKDivider);
	if (clk->ClockType & RCC_CLOCKTYPE_PCLK2)
		MODIFY_REG(RCC->CFGR, RCC_CFGR_PPRE2, clk->APB2CLKDivider << 3);
	SystemCoreClockUpdate();
	return HAL_InitTick(uwTickPrio);
}

uint32_t HAL_RCC_GetSysClockFreq(void)
{
	SystemCoreClockUpdate();
	return SystemCoreClock << AHBPrescTable[(RCC->CFGR & RCC_CFGR_HPRE) >>
						RCC_CFGR_HPRE_Pos];
}

uint32_t HAL_RCC_GetHCLKFreq(void)
{
	return SystemCoreClock;
}

uint32_t HAL_RCC_GetPCLK1Freq(void)
{
	return SystemCoreClock >> APBPrescTable[(RCC->CFGR & RCC_CFGR_PPRE1) >>
						RCC_CFGR_PPRE1_Pos];
}

uint32_t HAL_RCC_GetPCLK2Freq(void)
{
	return SystemCoreClock >> APBPrescTable[(RCC->CFGR & RCC_CFGR_PPRE2) >>
						RCC_CFGR_PPRE2_Pos];
}
