/* SPDX-License-Identifier: MIT */
/* Pins. */
#ifndef STM32G0XX_HAL_GPIO_H
#define STM32G0XX_HAL_GPIO_H

#include "stm32g0xx_hal_def.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
	uint32_t Pin; /* GPIO_PIN_..., several with | */
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
#define GPIO_PIN_All ((uint16_t)0xffff)

/* MODER's two bits, and OTYPER's above them. Interrupts by pins (EXTI) are not
 * there. */
#define GPIO_MODE_INPUT	    0x00u
#define GPIO_MODE_OUTPUT_PP 0x01u
#define GPIO_MODE_AF_PP	    0x02u
#define GPIO_MODE_ANALOG    0x03u
#define GPIO_MODE_OUTPUT_OD 0x11u
#define GPIO_MODE_AF_OD	    0x12u

#define GPIO_NOPULL   0u
#define GPIO_PULLUP   1u
#define GPIO_PULLDOWN 2u

#define GPIO_SPEED_FREQ_LOW	  0u
#define GPIO_SPEED_FREQ_MEDIUM	  1u
#define GPIO_SPEED_FREQ_HIGH	  2u
#define GPIO_SPEED_FREQ_VERY_HIGH 3u

#define GPIO_AF6_I2C1 6u
#define GPIO_AF6_I2C2 6u

void HAL_GPIO_Init(GPIO_TypeDef *GPIOx, GPIO_InitTypeDef *GPIO_Init);
void HAL_GPIO_DeInit(GPIO_TypeDef *GPIOx, uint32_t GPIO_Pin);
GPIO_PinState HAL_GPIO_ReadPin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin);
void HAL_GPIO_WritePin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin,
		       GPIO_PinState PinState);
void HAL_GPIO_TogglePin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin);

#ifdef __cplusplus
}
#endif

#endif /* STM32G0XX_HAL_GPIO_H */
