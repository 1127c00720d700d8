/* SPDX-License-Identifier: MIT */
/*
 * A register map of 256 bytes at 0x31, on the registers alone: I2C1 on PB8 and
 * PB9, the core at 16 MHz as after reset. The first byte of a write is the
 * pointer; reads go on from it.
 */
#include "stm32f4xx.h"

static uint8_t map[256];
static uint8_t pointer;
static int is_first, is_ahead;

void I2C1_EV_IRQHandler(void)
{
	uint32_t sr1 = I2C1->SR1;

	if (sr1 & I2C_SR1_ADDR) {
		(void)I2C1->SR2;
		is_first = 1;
		is_ahead = -1;
		return;
	}
	if (sr1 & I2C_SR1_RXNE) {
		uint8_t byte = (uint8_t)I2C1->DR;

		if (is_first)
			pointer = byte;
		else
			map[pointer++] = byte;
		is_first = 0;
		return;
	}
	if (sr1 & I2C_SR1_TXE) {
		I2C1->DR = map[pointer++];
		is_ahead++; /* the first goes out at once */
	}
	if (sr1 & I2C_SR1_STOPF)
		I2C1->CR1 |= I2C_CR1_PE;
}

/* The host's NACK. The byte in DR is lost: it goes back into the map. */
void I2C1_ER_IRQHandler(void)
{
	I2C1->SR1 = (uint32_t)~I2C_SR1_AF;
	if (is_ahead > 0)
		pointer--;
	is_ahead = -1;
}

static void pins_init(void)
{
	RCC->AHB1ENR |= RCC_AHB1ENR_GPIOBEN;
	GPIOB->OTYPER |= 3U << 8;
	GPIOB->AFR[1] |= 0x44U;
	GPIOB->MODER |= 2U << 16 | 2U << 18;
}

int main(void)
{
	pins_init();
	RCC->APB1ENR |= RCC_APB1ENR_I2C1EN;
	I2C1->CR2 = 16 | I2C_CR2_ITEVTEN | I2C_CR2_ITBUFEN | I2C_CR2_ITERREN;
	I2C1->OAR1 = 1U << 14 | 0x31U << 1;
	I2C1->CR1 = I2C_CR1_PE;
	I2C1->CR1 |= I2C_CR1_ACK;
	NVIC_EnableIRQ(I2C1_EV_IRQn);
	NVIC_EnableIRQ(I2C1_ER_IRQn);
	for (;;)
		__WFI();
}
