/* SPDX-License-Identifier: MIT */
/* The HAL as far as I2C firmware uses it: time, clocks, pins, interrupts,
 * I2C. */
#ifndef STM32G0XX_HAL_H
#define STM32G0XX_HAL_H

#include "stm32g0xx_hal_def.h"

#include "stm32g0xx_hal_cortex.h"
#include "stm32g0xx_hal_dma.h"
#include "stm32g0xx_hal_gpio.h"
#include "stm32g0xx_hal_i2c.h"
#include "stm32g0xx_hal_rcc.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TICK_INT_PRIORITY 3u

/* Begins a tick of 1 ms; SysTick_Handler() must call HAL_IncTick(). */
HAL_StatusTypeDef HAL_Init(void);
HAL_StatusTypeDef HAL_DeInit(void);
void HAL_MspInit(void);
HAL_StatusTypeDef HAL_InitTick(uint32_t TickPriority);
void HAL_IncTick(void);
uint32_t HAL_GetTick(void); /* ms */
/* At least that many ms. */
void HAL_Delay(uint32_t Delay);
void HAL_SuspendTick(void);
void HAL_ResumeTick(void);

#ifdef __cplusplus
}
#endif

#endif /* STM32G0XX_HAL_H */
