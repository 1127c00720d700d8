/* SPDX-License-Identifier: MIT */
/* Pins, by software and as interrupts. */
#ifndef STM32F4XX_HAL_GPIO_H
#define STM32F4XX_HAL_GPIO_H

#include "stm32f4xx_hal_def.h"

typedef struct {
	uint32_t Pin; /* GPIO_PIN_x, any number of them */
	uint32_t Mode;
	uint32_t Pull;
	uint32_t Speed;
	uint32_t Alternate;
} GPIO_InitTypeDef;

typedef enum { GPIO_PIN_RESET = 0, GPIO_PIN_SET } GPIO_PinState;

#define GPIO_PIN_0   ((uint16_t)0x0001)
#define GPIO_PIN_1   ((uint16_t)0x0002)
#define GPIO_PIN_2   ((uint16_t)0x0004)
#define GPIO_PIN_3   ((uint16_t)0x0008)
#define GPIO_PIN_4   ((uint16_t)0x0010)
#define GPIO_PIN_5   ((uint16_t)0x0020)
#define GPIO_PIN_6   ((uint16_t)0x0040)
#define GPIO_PIN_7   ((uint16_t)0x0080)
#define GPIO_PIN_8   ((uint16_t)0x0100)
#define GPIO_PIN_9   ((uint16_t)0x0200)
#define GPIO_PIN_10  ((uint16_t)0x0400)
#define GPIO_PIN_11  ((uint16_t)0x0800)
#define GPIO_PIN_12  ((uint16_t)0x1000)
#define GPIO_PIN_13  ((uint16_t)0x2000)
#define GPIO_PIN_14  ((uint16_t)0x4000)
#define GPIO_PIN_15  ((uint16_t)0x8000)
#define GPIO_PIN_All ((uint16_t)0xFFFF)

/* MODER's bits; 0x10: OTYPER; 0x10000: an interrupt; 0x100000 and 0x200000: at
 * the rise and at the fall. */
#define GPIO_MODE_INPUT		    0x00000000U
#define GPIO_MODE_OUTPUT_PP	    0x00000001U
#define GPIO_MODE_OUTPUT_OD	    0x00000011U
#define GPIO_MODE_AF_PP		    0x00000002U
#define GPIO_MODE_AF_OD		    0x00000012U
#define GPIO_MODE_ANALOG	    0x00000003U
#define GPIO_MODE_IT_RISING	    0x00110000U
#define GPIO_MODE_IT_FALLING	    0x00210000U
#define GPIO_MODE_IT_RISING_FALLING 0x00310000U

#define GPIO_SPEED_FREQ_LOW	  0U
#define GPIO_SPEED_FREQ_MEDIUM	  1U
#define GPIO_SPEED_FREQ_HIGH	  2U
#define GPIO_SPEED_FREQ_VERY_HIGH 3U

#define GPIO_NOPULL   0U
#define GPIO_PULLUP   1U
#define GPIO_PULLDOWN 2U

#define GPIO_AF0_MCO  0U
#define GPIO_AF4_I2C1 4U
#define GPIO_AF4_I2C2 4U
#define GPIO_AF4_I2C3 4U

#define __HAL_GPIO_EXTI_GET_IT(line)   (EXTI->PR & (line))
#define __HAL_GPIO_EXTI_CLEAR_IT(line) (EXTI->PR = (line))

void HAL_GPIO_Init(GPIO_TypeDef *GPIOx, GPIO_InitTypeDef *GPIO_Init);
void HAL_GPIO_DeInit(GPIO_TypeDef *GPIOx, uint32_t GPIO_Pin);
GPIO_PinState HAL_GPIO_ReadPin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin);
void HAL_GPIO_WritePin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin,
		       GPIO_PinState PinState);
void HAL_GPIO_TogglePin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin);
void HAL_GPIO_EXTI_IRQHandler(uint16_t GPIO_Pin);
void HAL_GPIO_EXTI_Callback(uint16_t GPIO_Pin);

#endif /* STM32F4XX_HAL_GPIO_H */
