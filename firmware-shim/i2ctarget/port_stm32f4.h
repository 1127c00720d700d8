/* SPDX-License-Identifier: MIT */
/* For the ports on the STM32F4's I2C blocks: pins and clocks. */
#ifndef PORT_STM32F4_H
#define PORT_STM32F4_H

#include <stdbool.h>
#include <stdint.h>

#include "stm32f4xx_hal.h"

#define N_PORTS 3u
#define AF_I2C	4u

/* Whose they are and whether SCL. */
#define PIN(port, n) ((port - 'A') * 16 + n)
static const struct {
	uint8_t pin, n;
	bool scl;
} routes[] = {
	{PIN('B', 6), 0, true},	 {PIN('B', 7), 0, false},
	{PIN('B', 8), 0, true},	 {PIN('B', 9), 0, false},
	{PIN('B', 10), 1, true}, {PIN('B', 11), 1, false},
	{PIN('F', 1), 1, true},	 {PIN('F', 0), 1, false},
	{PIN('H', 4), 1, true},	 {PIN('H', 5), 1, false},
	{PIN('A', 8), 2, true},	 {PIN('C', 9), 2, false},
	{PIN('H', 7), 2, true},	 {PIN('H', 8), 2, false},
};

/* Which block has this pin; -1: none. */
static inline int block_of(unsigned pin, bool scl)
{
	for (unsigned i = 0; i < sizeof(routes) / sizeof(routes[0]); i++)
		if (routes[i].pin == pin && routes[i].scl == scl)
			return routes[i].n;
	return -1;
}

static inline void set_pin(unsigned pin, uint32_t mode)
{
	GPIO_TypeDef *gpio =
		(GPIO_TypeDef *)(uintptr_t)(GPIOA_BASE +
					    pin / 16 *
						    (GPIOB_BASE - GPIOA_BASE));
	GPIO_InitTypeDef init = {.Pin = 1u << pin % 16,
				 .Mode = mode,
				 .Pull = GPIO_NOPULL,
				 .Speed = GPIO_SPEED_FREQ_VERY_HIGH,
				 .Alternate = AF_I2C};

	RCC->AHB1ENR |= RCC_AHB1ENR_GPIOAEN << pin / 16;
	HAL_GPIO_Init(gpio, &init);
}

/* Block @n, with its clock on. */
static inline I2C_TypeDef *open_block(unsigned n)
{
	RCC->APB1ENR |= RCC_APB1ENR_I2C1EN << n;
	return (I2C_TypeDef *)(uintptr_t)(I2C1_BASE +
					  n * (I2C2_BASE - I2C1_BASE));
}

#endif /* PORT_STM32F4_H */
