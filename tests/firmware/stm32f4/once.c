/* SPDX-License-Identifier: MIT */
/*
 * STM32CubeL0 issue 26: a target at 0x34 for writes of four bytes, armed again
 * when one has come. Without RIGHT it is not armed again after an error, such
 * as a write of two bytes, and never answers any more.
 */
#include <stdio.h>

#include "board.h"

static uint8_t bytes[4];
static volatile unsigned n;

void HAL_I2C_SlaveRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	n++;
	HAL_I2C_Slave_Receive_IT(hi2c, bytes, 4);
}

#ifdef RIGHT
void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	HAL_I2C_Slave_Receive_IT(hi2c, bytes, 4);
}
#endif

int main(void)
{
	unsigned seen = 0;

	board_init();
	board_i2c(&hi2c1, 100000, 0x34);
	HAL_I2C_Slave_Receive_IT(&hi2c1, bytes, 4);
	for (;;) {
		__WFI();
		if (n != seen)
			printf("%u: %02x%02x%02x%02x\n", ++seen, bytes[0],
			       bytes[1], bytes[2], bytes[3]);
	}
}
