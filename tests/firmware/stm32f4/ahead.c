/* SPDX-License-Identifier: MIT */
/*
 * STM32CubeF4 issue 76: messages of three bytes at 0x32, the next one made
 * ready as soon as the host has ended one. TXE is still set then, and without
 * RIGHT the next message's first byte goes into DR before its address: it is
 * lost at the STOP.
 */
#include "stm32f4xx.h"

enum { LENGTH = 3 };

static uint8_t message[LENGTH] = {0x10, 0x11, 0x12};
static unsigned sent;

static void make_ready(void)
{
	for (unsigned i = 0; i < LENGTH; i++)
		message[i] += 0x10;
	sent = 0;
#ifndef RIGHT
	I2C1->CR2 |= I2C_CR2_ITBUFEN;
#endif
}

void I2C1_EV_IRQHandler(void)
{
	uint32_t sr1 = I2C1->SR1;

	if (sr1 & I2C_SR1_ADDR) {
		(void)I2C1->SR2;
		I2C1->CR2 |= I2C_CR2_ITBUFEN;
	} else if (sr1 & I2C_SR1_TXE && sent < LENGTH) {
		I2C1->DR = message[sent++];
	} else if (sent == LENGTH) {
		I2C1->CR2 &= ~I2C_CR2_ITBUFEN;
	}
}

void I2C1_ER_IRQHandler(void)
{
	I2C1->SR1 = (uint32_t)~I2C_SR1_AF;
	make_ready();
}

int main(void)
{
	RCC->AHB1ENR |= RCC_AHB1ENR_GPIOBEN;
	RCC->APB1ENR |= RCC_APB1ENR_I2C1EN;
	GPIOB->OTYPER |= 3U << 6;
	GPIOB->AFR[0] |= 0x44U << 24;
	GPIOB->MODER |= 2U << 12 | 2U << 14;
	I2C1->CR2 = 16 | I2C_CR2_ITEVTEN | I2C_CR2_ITERREN;
	I2C1->OAR1 = 1U << 14 | 0x32U << 1;
	I2C1->CR1 = I2C_CR1_PE;
	I2C1->CR1 |= I2C_CR1_ACK;
	NVIC_EnableIRQ(I2C1_EV_IRQn);
	NVIC_EnableIRQ(I2C1_ER_IRQn);
	for (;;)
		__WFI();
}
