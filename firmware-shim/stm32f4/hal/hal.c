/* SPDX-License-Identifier: MIT */
/* The HAL's beginning, and its tick of 1 ms. */
#include "stm32f4xx_hal.h"

#define FLASH_FEATURES (FLASH_ACR_ICEN | FLASH_ACR_DCEN | FLASH_ACR_PRFTEN)

volatile uint32_t uwTick;
uint32_t uwTickPrio = 16;
HAL_TickFreqTypeDef uwTickFreq = HAL_TICK_FREQ_DEFAULT;

__weak void HAL_MspInit(void)
{
}

__weak void HAL_MspDeInit(void)
{
}

HAL_StatusTypeDef HAL_Init(void)
{
	SET_BIT(FLASH->ACR, FLASH_FEATURES);
	HAL_NVIC_SetPriorityGrouping(NVIC_PRIORITYGROUP_4);
	HAL_InitTick(TICK_INT_PRIORITY);
	HAL_MspInit();
	return HAL_OK;
}

HAL_StatusTypeDef HAL_DeInit(void)
{
	HAL_MspDeInit();
	return HAL_OK;
}

__weak HAL_StatusTypeDef HAL_InitTick(uint32_t TickPriority)
{
	if (HAL_SYSTICK_Config(SystemCoreClock / (1000U / uwTickFreq)))
		return HAL_ERROR;
	if (TickPriority >= 1U << __NVIC_PRIO_BITS)
		return HAL_ERROR;
	HAL_NVIC_SetPriority(SysTick_IRQn, TickPriority, 0);
	uwTickPrio = TickPriority;
	return HAL_OK;
}

__weak void HAL_IncTick(void)
{
	uwTick += uwTickFreq;
}

__weak uint32_t HAL_GetTick(void)
{
	return uwTick;
}

/* At least so long: the tick under way does not count. */
__weak void HAL_Delay(uint32_t Delay)
{
	uint32_t start = HAL_GetTick();

	if (Delay < HAL_MAX_DELAY)
		Delay += uwTickFreq;
	while (HAL_GetTick() - start < Delay)
		;
}

__weak void HAL_SuspendTick(void)
{
	CLEAR_BIT(SysTick->CTRL, SysTick_CTRL_TICKINT_Msk);
}

__weak void HAL_ResumeTick(void)
{
	SET_BIT(SysTick->CTRL, SysTick_CTRL_TICKINT_Msk);
}

uint32_t HAL_GetREVID(void)
{
	return DBGMCU->IDCODE >> 16;
}

uint32_t HAL_GetDEVID(void)
{
	return DBGMCU->IDCODE & 0xfffU;
}
