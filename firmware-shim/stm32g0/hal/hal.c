/* SPDX-License-Identifier: MIT */
/* HAL: start and a tick of 1 ms. */
#include "stm32g0xx_hal.h"

static volatile uint32_t ticks;

__weak void HAL_MspInit(void)
{
}

__weak HAL_StatusTypeDef HAL_InitTick(uint32_t TickPriority)
{
	if (HAL_SYSTICK_Config(SystemCoreClock / 1000))
		return HAL_ERROR;
	HAL_NVIC_SetPriority(SysTick_IRQn, TickPriority, 0);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_Init(void)
{
	HAL_StatusTypeDef status;

	SET_BIT(FLASH->ACR, FLASH_ACR_ICEN);
	status = HAL_InitTick(TICK_INT_PRIORITY);
	if (status == HAL_OK)
		HAL_MspInit();
	return status;
}

HAL_StatusTypeDef HAL_DeInit(void)
{
	SysTick->CTRL = 0;
	return HAL_OK;
}

__weak void HAL_IncTick(void)
{
	ticks = ticks + 1;
}

__weak uint32_t HAL_GetTick(void)
{
	return ticks;
}

/* One tick more, since the first may come at once. */
__weak void HAL_Delay(uint32_t Delay)
{
	uint32_t start = HAL_GetTick();
	uint32_t wait = Delay < HAL_MAX_DELAY ? Delay + 1 : Delay;

	while (HAL_GetTick() - start < wait)
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
