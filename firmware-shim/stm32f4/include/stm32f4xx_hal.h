/* SPDX-License-Identifier: MIT */
/* The HAL, as far as firmware around I2C uses it. */
#ifndef STM32F4XX_HAL_H
#define STM32F4XX_HAL_H

#include "stm32f4xx_hal_def.h"

#include "stm32f4xx_hal_cortex.h"
#include "stm32f4xx_hal_dma.h"
#include "stm32f4xx_hal_gpio.h"
#include "stm32f4xx_hal_i2c.h"
#include "stm32f4xx_hal_rcc.h"

#ifndef TICK_INT_PRIORITY
#define TICK_INT_PRIORITY 15U
#endif

typedef enum {
	HAL_TICK_FREQ_10HZ = 100U,
	HAL_TICK_FREQ_100HZ = 10U,
	HAL_TICK_FREQ_1KHZ = 1U,
	HAL_TICK_FREQ_DEFAULT = HAL_TICK_FREQ_1KHZ,
} HAL_TickFreqTypeDef;

extern volatile uint32_t uwTick;
extern uint32_t uwTickPrio;
extern HAL_TickFreqTypeDef uwTickFreq;

HAL_StatusTypeDef HAL_Init(void);
HAL_StatusTypeDef HAL_DeInit(void);
void HAL_MspInit(void);
void HAL_MspDeInit(void);
HAL_StatusTypeDef HAL_InitTick(uint32_t TickPriority);
void HAL_IncTick(void);
uint32_t HAL_GetTick(void); /* ms */
void HAL_Delay(uint32_t Delay);
void HAL_SuspendTick(void);
void HAL_ResumeTick(void);
uint32_t HAL_GetREVID(void);
uint32_t HAL_GetDEVID(void);

#endif /* STM32F4XX_HAL_H */
