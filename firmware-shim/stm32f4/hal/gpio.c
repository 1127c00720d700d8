/* SPDX-License-Identifier: MIT */
/* Pins, by software and as interrupts. */
#include "stm32f4xx_hal.h"

#define MODE_BITS	3U
#define MODE_OPEN_DRAIN 0x10U
#define MODE_IT		0x10000U
#define MODE_RISING	0x100000U
#define MODE_FALLING	0x200000U

static uint32_t port_number(const GPIO_TypeDef *port)
{
	return ((uint32_t)(uintptr_t)port - GPIOA_BASE) / 0x400U;
}

static void set_field(volatile uint32_t *reg, uint32_t n, uint32_t width,
		      uint32_t value)
{
	uint32_t mask = (1U << width) - 1U;

	*reg = (*reg & ~(mask << n * width)) | (value & mask) << n * width;
}

static void set_bit(volatile uint32_t *reg, uint32_t bit, uint32_t on)
{
	if (on)
		*reg |= bit;
	else
		*reg &= ~bit;
}

static void init_interrupt(const GPIO_TypeDef *port, uint32_t n, uint32_t mode)
{
	uint32_t bit = 1U << n;

	__HAL_RCC_SYSCFG_CLK_ENABLE();
	set_field(&SYSCFG->EXTICR[n / 4U], n % 4U, 4, port_number(port));
	set_bit(&EXTI->RTSR, bit, mode & MODE_RISING);
	set_bit(&EXTI->FTSR, bit, mode & MODE_FALLING);
	set_bit(&EXTI->IMR, bit, 1);
}

static void init_pin(GPIO_TypeDef *port, uint32_t n,
		     const GPIO_InitTypeDef *init)
{
	uint32_t mode = init->Mode & MODE_BITS;

	if (mode == GPIO_MODE_OUTPUT_PP || mode == GPIO_MODE_AF_PP) {
		set_field(&port->OSPEEDR, n, 2, init->Speed);
		set_bit(&port->OTYPER, 1U << n, init->Mode & MODE_OPEN_DRAIN);
	}
	if (mode != GPIO_MODE_ANALOG)
		set_field(&port->PUPDR, n, 2, init->Pull);
	if (mode == GPIO_MODE_AF_PP)
		set_field(&port->AFR[n / 8U], n % 8U, 4, init->Alternate);
	set_field(&port->MODER, n, 2, mode);
	if (init->Mode & MODE_IT)
		init_interrupt(port, n, init->Mode);
}

void HAL_GPIO_Init(GPIO_TypeDef *GPIOx, GPIO_InitTypeDef *GPIO_Init)
{
	for (uint32_t n = 0; n < 16U; n++)
		if (GPIO_Init->Pin & 1U << n)
			init_pin(GPIOx, n, GPIO_Init);
}

void HAL_GPIO_DeInit(GPIO_TypeDef *GPIOx, uint32_t GPIO_Pin)
{
	static const GPIO_InitTypeDef input;

	for (uint32_t n = 0; n < 16U; n++) {
		if (!(GPIO_Pin & 1U << n))
			continue;
		init_pin(GPIOx, n, &input);
		set_field(&GPIOx->AFR[n / 8U], n % 8U, 4, 0);
		set_bit(&GPIOx->OTYPER, 1U << n, 0);
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
	GPIOx->BSRR = PinState == GPIO_PIN_RESET ? (uint32_t)GPIO_Pin << 16
						 : GPIO_Pin;
}

void HAL_GPIO_TogglePin(GPIO_TypeDef *GPIOx, uint16_t GPIO_Pin)
{
	uint32_t out = GPIOx->ODR;

	GPIOx->BSRR = (out & GPIO_Pin) << 16 | (~out & GPIO_Pin);
}

__weak void HAL_GPIO_EXTI_Callback(uint16_t GPIO_Pin)
{
	UNUSED(GPIO_Pin);
}

void HAL_GPIO_EXTI_IRQHandler(uint16_t GPIO_Pin)
{
	if (!__HAL_GPIO_EXTI_GET_IT(GPIO_Pin))
		return;
	__HAL_GPIO_EXTI_CLEAR_IT(GPIO_Pin);
	HAL_GPIO_EXTI_Callback(GPIO_Pin);
}
