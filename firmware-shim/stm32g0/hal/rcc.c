/* SPDX-License-Identifier: MIT */
/* HAL: clocks. */
#include "stm32g0xx_hal.h"

enum { PATIENCE_MS = 100 };

static HAL_StatusTypeDef wait_for(__IO uint32_t *reg, uint32_t mask,
				  uint32_t value)
{
	uint32_t start = HAL_GetTick();

	while ((*reg & mask) != value)
		if (HAL_GetTick() - start > PATIENCE_MS)
			return HAL_TIMEOUT;
	return HAL_OK;
}

static HAL_StatusTypeDef set_pll(const RCC_PLLInitTypeDef *pll)
{
	if (pll->PLLState == RCC_PLL_NONE)
		return HAL_OK;
	if ((RCC->CFGR & RCC_CFGR_SWS) >> RCC_CFGR_SWS_Pos ==
	    RCC_SYSCLKSOURCE_PLLCLK)
		return HAL_ERROR; /* it is in use */
	CLEAR_BIT(RCC->CR, RCC_CR_PLLON);
	if (wait_for(&RCC->CR, RCC_CR_PLLRDY, 0) != HAL_OK)
		return HAL_TIMEOUT;
	if (pll->PLLState == RCC_PLL_OFF)
		return HAL_OK;
	RCC->PLLCFGR = pll->PLLSource | pll->PLLM |
		       pll->PLLN << RCC_PLLCFGR_PLLN_Pos | pll->PLLP |
		       pll->PLLQ | pll->PLLR | RCC_PLLCFGR_PLLREN;
	SET_BIT(RCC->CR, RCC_CR_PLLON);
	return wait_for(&RCC->CR, RCC_CR_PLLRDY, RCC_CR_PLLRDY);
}

HAL_StatusTypeDef HAL_RCC_OscConfig(RCC_OscInitTypeDef *RCC_OscInitStruct)
{
	const RCC_OscInitTypeDef *osc = RCC_OscInitStruct;
	HAL_StatusTypeDef status = HAL_OK;

	if (osc->OscillatorType & RCC_OSCILLATORTYPE_HSE) {
		MODIFY_REG(RCC->CR, RCC_HSE_BYPASS, osc->HSEState);
		if (osc->HSEState)
			status = wait_for(&RCC->CR, RCC_CR_HSERDY,
					  RCC_CR_HSERDY);
	}
	if (status == HAL_OK && osc->OscillatorType & RCC_OSCILLATORTYPE_HSI) {
		MODIFY_REG(RCC->CR, RCC_CR_HSION | RCC_CR_HSIDIV,
			   osc->HSIState | osc->HSIDiv);
		if (osc->HSIState)
			status = wait_for(&RCC->CR, RCC_CR_HSIRDY,
					  RCC_CR_HSIRDY);
	}
	if (osc->OscillatorType & RCC_OSCILLATORTYPE_LSI)
		MODIFY_REG(RCC->CSR, 1u, osc->LSIState);
	if (osc->OscillatorType & RCC_OSCILLATORTYPE_LSE)
		MODIFY_REG(RCC->BDCR, 1u, osc->LSEState);
	return status == HAL_OK ? set_pll(&osc->PLL) : status;
}

HAL_StatusTypeDef HAL_RCC_ClockConfig(RCC_ClkInitTypeDef *RCC_ClkInitStruct,
				      uint32_t FLatency)
{
	const RCC_ClkInitTypeDef *clk = RCC_ClkInitStruct;
	HAL_StatusTypeDef status = HAL_OK;

	MODIFY_REG(FLASH->ACR, FLASH_ACR_LATENCY, FLatency);
	if (clk->ClockType & RCC_CLOCKTYPE_HCLK)
		MODIFY_REG(RCC->CFGR, RCC_CFGR_HPRE, clk->AHBCLKDivider);
	if (clk->ClockType & RCC_CLOCKTYPE_SYSCLK) {
		MODIFY_REG(RCC->CFGR, RCC_CFGR_SW, clk->SYSCLKSource);
		status = wait_for(&RCC->CFGR, RCC_CFGR_SWS,
				  clk->SYSCLKSource << RCC_CFGR_SWS_Pos);
	}
	if (clk->ClockType & RCC_CLOCKTYPE_PCLK1)
		MODIFY_REG(RCC->CFGR, RCC_CFGR_PPRE, clk->APB1CLKDivider);
	SystemCoreClockUpdate();
	return status == HAL_OK ? HAL_InitTick(TICK_INT_PRIORITY) : status;
}

HAL_StatusTypeDef
HAL_RCCEx_PeriphCLKConfig(RCC_PeriphCLKInitTypeDef *PeriphClkInit)
{
	if (PeriphClkInit->PeriphClockSelection & RCC_PERIPHCLK_I2C1)
		MODIFY_REG(RCC->CCIPR, RCC_CCIPR_I2C1SEL,
			   PeriphClkInit->I2c1ClockSelection);
	return HAL_OK;
}

uint32_t HAL_RCC_GetHCLKFreq(void)
{
	SystemCoreClockUpdate();
	return SystemCoreClock;
}

uint32_t HAL_RCC_GetSysClockFreq(void)
{
	uint32_t hpre = (RCC->CFGR & RCC_CFGR_HPRE) >> RCC_CFGR_HPRE_Pos;

	return HAL_RCC_GetHCLKFreq() << AHBPrescTable[hpre];
}

uint32_t HAL_RCC_GetPCLK1Freq(void)
{
	uint32_t ppre = (RCC->CFGR & RCC_CFGR_PPRE) >> RCC_CFGR_PPRE_Pos;

	return HAL_RCC_GetHCLKFreq() >> APBPrescTable[ppre];
}

/* The simulated chip runs at any speed with any voltage. */
HAL_StatusTypeDef HAL_PWREx_ControlVoltageScaling(uint32_t VoltageScaling)
{
	__HAL_RCC_PWR_CLK_ENABLE();
	MODIFY_REG(PWR->CR1, 3u << 9, VoltageScaling);
	return HAL_OK;
}
