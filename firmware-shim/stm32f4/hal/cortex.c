/* SPDX-License-Identifier: MIT */
/* Interrupt priorities and SysTick. */
#include "stm32f4xx_hal.h"

void HAL_NVIC_SetPriorityGrouping(uint32_t PriorityGroup)
{
	NVIC_SetPriorityGrouping(PriorityGroup);
}

void HAL_NVIC_SetPriority(IRQn_Type IRQn, uint32_t PreemptPriority,
			  uint32_t SubPriority)
{
	NVIC_SetPriority(IRQn,
			 NVIC_EncodePriority(NVIC_GetPriorityGrouping(),
					     PreemptPriority, SubPriority));
}

void HAL_NVIC_EnableIRQ(IRQn_Type IRQn)
{
	NVIC_EnableIRQ(IRQn);
}

void HAL_NVIC_DisableIRQ(IRQn_Type IRQn)
{
	NVIC_DisableIRQ(IRQn);
}

void HAL_NVIC_SystemReset(void)
{
	NVIC_SystemReset();
}

void HAL_NVIC_SetPendingIRQ(IRQn_Type IRQn)
{
	NVIC_SetPendingIRQ(IRQn);
}

void HAL_NVIC_ClearPendingIRQ(IRQn_Type IRQn)
{
	NVIC_ClearPendingIRQ(IRQn);
}

uint32_t HAL_NVIC_GetPendingIRQ(IRQn_Type IRQn)
{
	return NVIC_GetPendingIRQ(IRQn);
}

uint32_t HAL_SYSTICK_Config(uint32_t TicksNumb)
{
	return SysTick_Config(TicksNumb);
}

void HAL_SYSTICK_CLKSourceConfig(uint32_t CLKSource)
{
	if (CLKSource == SYSTICK_CLKSOURCE_HCLK)
		SET_BIT(SysTick->CTRL, SYSTICK_CLKSOURCE_HCLK);
	else
		CLEAR_BIT(SysTick->CTRL, SYSTICK_CLKSOURCE_HCLK);
}

__weak void HAL_SYSTICK_Callback(void)
{
}

void HAL_SYSTICK_IRQHandler(void)
{
	HAL_SYSTICK_Callback();
}
