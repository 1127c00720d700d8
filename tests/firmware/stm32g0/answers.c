/* SPDX-License-Identifier: MIT */
/*
 * On registers: a target at 0x32 that takes one byte n, and answers reads with
 * n, n + 1, n + 2, and then 0xff. It hands the next byte over as soon as the
 * block asks for it, which is before the host has asked.
 *
 * STALE leaves the byte that the host did not take in TXDR. NACKING refuses
 * further bytes at a STOP, as ST's HAL does when its handler finds one.
 */
#include "board.h"

static uint8_t n;
static unsigned at;

void I2C1_IRQHandler(void)
{
	uint32_t isr = I2C1->ISR;

	if (isr & I2C_ISR_RXNE)
		n = (uint8_t)I2C1->RXDR;
	if (isr & I2C_ISR_NACKF)
		I2C1->ICR = I2C_ICR_NACKCF;
	if (isr & I2C_ISR_STOPF) {
		I2C1->ICR = I2C_ICR_STOPCF;
#ifdef NACKING
		I2C1->CR2 |= I2C_CR2_NACK;
#endif
	}
	if (isr & I2C_ISR_ADDR) {
		at = 0;
#ifndef STALE
		I2C1->ISR = I2C_ISR_TXE;
#endif
		I2C1->CR2 &= ~I2C_CR2_NACK; /* does nothing: RM0444 */
		I2C1->ICR = I2C_ICR_ADDRCF;
		return;
	}
	if (isr & I2C_ISR_TXIS) {
		I2C1->TXDR = at < 3 ? n + at : 0xff;
		at++;
	}
}

int main(void)
{
	board_init();
	hi2c1.Instance = I2C1;
	HAL_I2C_MspInit(&hi2c1);
	I2C1->TIMINGR = BOARD_400_KHZ;
	I2C1->OAR1 = I2C_OAR1_OA1EN | 0x32 << 1;
	I2C1->CR1 = I2C_CR1_PE | I2C_CR1_TXIE | I2C_CR1_RXIE | I2C_CR1_ADDRIE |
		    I2C_CR1_NACKIE | I2C_CR1_STOPIE;
	for (;;)
		__WFI();
}
