/* SPDX-License-Identifier: MIT */
/* The interrupt controller and SysTick. */
#ifndef STM32G0XX_HAL_CORTEX_H
#define STM32G0XX_HAL_CORTEX_H

#include "stm32g0xx_hal_def.h"

#ifdef __cplusplus
extern "C" {
#endif

/* 0 to 3; there are no subpriorities. */
void HAL_NVIC_SetPriority(IRQn_Type IRQn, uint32_t PreemptPriority,
			  uint32_t SubPriority);
void HAL_NVIC_EnableIRQ(IRQn_Type IRQn);
void HAL_NVIC_DisableIRQ(IRQn_Type IRQn);
void HAL_NVIC_SystemReset(void);
uint32_t HAL_NVIC_GetPendingIRQ(IRQn_Type IRQn);
void HAL_NVIC_SetPendingIRQ(IRQn_Type IRQn);
void HAL_NVIC_ClearPendingIRQ(IRQn_Type IRQn);
uint32_t HAL_SYSTICK_Config(uint32_t TicksNumb);
void HAL_SYSTICK_IRQHandler(void);
void HAL_SYSTICK_Callback(void);

#ifdef __cplusplus
}
#endif

#endif /* STM32G0XX_HAL_CORTEX_H */
