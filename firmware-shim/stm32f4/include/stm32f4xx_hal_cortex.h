/* SPDX-License-Identifier: MIT */
/* Interrupt priorities and SysTick. */
#ifndef STM32F4XX_HAL_CORTEX_H
#define STM32F4XX_HAL_CORTEX_H

#include "stm32f4xx_hal_def.h"

/* The number of bits that say who interrupts whom; the rest are left. */
#define NVIC_PRIORITYGROUP_0 7U
#define NVIC_PRIORITYGROUP_1 6U
#define NVIC_PRIORITYGROUP_2 5U
#define NVIC_PRIORITYGROUP_3 4U
#define NVIC_PRIORITYGROUP_4 3U

#define SYSTICK_CLKSOURCE_HCLK_DIV8 0U
#define SYSTICK_CLKSOURCE_HCLK	    4U

void HAL_NVIC_SetPriorityGrouping(uint32_t PriorityGroup);
void HAL_NVIC_SetPriority(IRQn_Type IRQn, uint32_t PreemptPriority,
			  uint32_t SubPriority);
void HAL_NVIC_EnableIRQ(IRQn_Type IRQn);
void HAL_NVIC_DisableIRQ(IRQn_Type IRQn);
void HAL_NVIC_SystemReset(void);
void HAL_NVIC_SetPendingIRQ(IRQn_Type IRQn);
void HAL_NVIC_ClearPendingIRQ(IRQn_Type IRQn);
uint32_t HAL_NVIC_GetPendingIRQ(IRQn_Type IRQn);
uint32_t HAL_SYSTICK_Config(uint32_t TicksNumb);
void HAL_SYSTICK_CLKSourceConfig(uint32_t CLKSource);
void HAL_SYSTICK_IRQHandler(void);
void HAL_SYSTICK_Callback(void);

#endif /* STM32F4XX_HAL_CORTEX_H */
