/* SPDX-License-Identifier: MIT */
/*
 * A target at 0x35 on the registers, 16 MHz, that answers every read with 0xa0,
 * 0xa1, and then does not want to hold a host that asks for more: it turns
 * stretching off (Particle device-os, pull request 1829). Without RIGHT it
 * turns it on again only when it sees the bus free, which is never where the
 * host goes on with repeated STARTs; with RIGHT at the host's NACK.
 */
#include "stm32f4xx.h"

enum { LENGTH = 2 };

static volatile unsigned sent;

static void stretch(int on)
{
	if (on)
		I2C1->CR1 &= ~I2C_CR1_NOSTRETCH;
	else
		I2C1->CR1 |= I2C_CR1_NOSTRETCH;
}

void I2C1_EV_IRQHandler(void)
{
	uint32_t sr1 = I2C1->SR1;

	if (sr1 & I2C_SR1_ADDR) {
		(void)I2C1->SR2;
		sent = 0;
		I2C1->CR2 |= I2C_CR2_ITBUFEN;
	} else if (sr1 & I2C_SR1_RXNE) {
		(void)I2C1->DR;
	} else if (sr1 & I2C_SR1_STOPF) {
		I2C1->CR1 |= I2C_CR1_PE;
	} else if (sr1 & I2C_SR1_TXE && sent < LENGTH) {
		I2C1->DR = 0xa0 + sent++;
	} else {
		I2C1->CR2 &= ~I2C_CR2_ITBUFEN;
		stretch(0);
	}
}

void I2C1_ER_IRQHandler(void)
{
	I2C1->SR1 = (uint32_t) ~(I2C_SR1_AF | I2C_SR1_OVR);
#ifdef RIGHT
	stretch(1);
#endif
}

int main(void)
{
	RCC->AHB1ENR |= RCC_AHB1ENR_GPIOBEN;
	GPIOB->OTYPER |= 3U << 6;
	GPIOB->AFR[0] |= 0x44U << 24;
	GPIOB->MODER |= 2U << 12 | 2U << 14;
	RCC->APB1ENR |= RCC_APB1ENR_I2C1EN;
	I2C1->CR2 = 16 | I2C_CR2_ITEVTEN | I2C_CR2_ITERREN;
	I2C1->OAR1 = 1U << 14 | 0x35U << 1;
	I2C1->CR1 = I2C_CR1_PE;
	I2C1->CR1 |= I2C_CR1_ACK;
	NVIC_EnableIRQ(I2C1_EV_IRQn);
	NVIC_EnableIRQ(I2C1_ER_IRQn);
	for (;;)
		if ((GPIOB->IDR >> 6 & 3) == 3 && !(I2C1->SR2 & I2C_SR2_BUSY))
			stretch(1);
}
