/* SPDX-License-Identifier: MIT */
/* HAL: pins. */
#include "stm32g0xx_hal.h"

enum { N_PINS = 16 };

/* The field of @width bits that belongs to pin @n. */
static void set_field(__IO uint32_t *reg, uint32_t n, uint32_t width,
		      uint32_t value)
{
	uint32_t mask = ((1u << width) - 1) << n * width;

	*reg = (*reg & ~mask) | value << n * width;
}

void HAL_GPIO_Init(GPIO_TypeDef *GPIOx, GPIO_InitTypeDef *GPIO_Init)
{
	uint32_t mode = GPIO_Init->Mode & 3;

	for (uint32_t n = 0; n < N_PINS; n++) {
		if (!(GPIO_Init->Pin & 1u << n))
			continue;
		if (mode == GPIO_MODE_OUTPUT_PP || mode == GPIO_MODE_AF_PP) {
			set_field(&GPIOx->OSPEEDR, n, 2, GPIO_Init->Speed);
			set_field(&GPIOx->OTYPER, n, 1,
				  GPIO_Init->Mode >> 4 & 1);
		}
		if (mode != GPIO_MODE_ANALOG)
			set_field(&GPIOx->PUPDR, n, 2, GPIO_Init->Pull);
		if (mode == GPIO_MODE_AF_PP)
			set_field(&GPIOx->AFR[n / 8], n % 8, 4,
				  GPIO_Init->Alternate);
		set_field(&GPIOx->MODER, n, 2, mode);
	}
}

void HAL_GPIO_DeInit(GPIO_TypeDef *GPIOx, uint32_t GPIO_Pin)
{
	for (uint32_t n = 0; n < N_PINS; n++) {
		if (!(GPIO_Pin & 1u << n))
			continue;
		set_field(&GPIOx->MODER, n, 2, GPIO_MODE_ANALOG);
		set_field(&GPIOx->AFR[n / 8], n % 8, 4, 0);
		set_field(&GPIOx->PUPDR, n, 2, GPIO_NOPULL);
		set_field(&GPIOx->OTYPER, n, 1, 0);
		set_field(&GPIOx->OSPEEDR, n, 2, 0);
	}
}

GPIO_PinState HAL_GPIO_ReadPin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin)
{
	return GPIOx->IDR & GPIO_Pin ? GPIO_PIN_SET : GPIO_PIN_RESET;
}

void HAL_GPIO_WritePin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin,
		       GPIO_PinState PinState)
{
	if (PinState == GPIO_PIN_RESET)
		GPIOx->BRR = GPIO_Pin;
	else
		GPIOx->BSRR = GPIO_Pin;
}

void HAL_GPIO_TogglePin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin)
{
	uint32_t odr = GPIOx->ODR;

	GPIOx->BSRR = (odr & GPIO_Pin) << 16 | (~odr & GPIO_Pin);
}
