/* SPDX-License-Identifier: MIT */
/*
 * A target at 0x34 that takes a message of four bytes and answers the next read
 * with them, each increased by one; WAITING without interrupts, with
 * DMA the DMA moves the bytes. Prints what it
 * took and how it ended.
 */
#include <stdio.h>

#include "board.h"

#ifdef DMA
#define START(call) call##_DMA
#else
#define START(call) call##_IT
#endif

static uint8_t bytes[4];
static volatile unsigned result; /* 1: done, 2: failed */

#ifdef WAITING
static void receive(void)
{
	result = HAL_I2C_Slave_Receive(&hi2c1, bytes, 4, HAL_MAX_DELAY) ? 2 : 1;
}

static void transmit(void)
{
	result =
		HAL_I2C_Slave_Transmit(&hi2c1, bytes, 4, HAL_MAX_DELAY) ? 2 : 1;
}
#else
void HAL_I2C_SlaveRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	result = 1;
}

void HAL_I2C_SlaveTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	result = 1;
}

void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	result = 2;
}

static void await(HAL_StatusTypeDef started)
{
	result = started == HAL_OK ? 0 : 3;
	while (!result)
		__WFI();
}

static void receive(void)
{
	await(START(HAL_I2C_Slave_Receive)(&hi2c1, bytes, 4));
}

static void transmit(void)
{
	await(START(HAL_I2C_Slave_Transmit)(&hi2c1, bytes, 4));
}
#endif

int main(void)
{
	board_init();
	board_i2c(BOARD_400_KHZ, 0x34);
	for (;;) {
		receive();
		printf("%u %02x%02x%02x%02x\n", result, bytes[0], bytes[1],
		       bytes[2], bytes[3]);
		if (result != 1)
			continue;
		for (unsigned i = 0; i < 4; i++)
			bytes[i]++;
		transmit();
		printf("%u sent\n", result);
	}
}
