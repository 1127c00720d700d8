/* SPDX-License-Identifier: MIT */
/* What RCC does to the registers of a block: its clock, its reset. */
#include <stdio.h>

#include "stm32f4xx.h"

static void show(const char *when)
{
	printf("%s %lu\n", when, (unsigned long)I2C1->CR2);
}

int main(void)
{
	RCC->APB1ENR |= RCC_APB1ENR_I2C1EN;
	I2C1->CR2 = 16;
	show("on");
	RCC->APB1ENR &= ~RCC_APB1ENR_I2C1EN;
	I2C1->CR2 = 8;
	show("off");
	RCC->APB1ENR |= RCC_APB1ENR_I2C1EN;
	show("on");
	RCC->APB1RSTR |= RCC_APB1RSTR_I2C1RST;
	I2C1->CR2 = 8;
	show("held");
	RCC->APB1RSTR &= ~RCC_APB1RSTR_I2C1RST;
	show("reset");
	return 0;
}
