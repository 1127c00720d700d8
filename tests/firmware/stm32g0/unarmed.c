/* SPDX-License-Identifier: MIT */
/*
 * STM32CubeG0 issue 31: a listener at 0x33 that only thinks of writes. Without
 * RIGHT it asks for nothing when the host wants to read, and the HAL leaves
 * ADDR set: SCL stays low.
 */
#include "board.h"

static uint8_t byte;

void HAL_I2C_AddrCallback(I2C_HandleTypeDef *hi2c, uint8_t direction,
			  uint16_t code)
{
	(void)code;
	if (direction == I2C_DIRECTION_TRANSMIT)
		HAL_I2C_Slave_Seq_Receive_IT(hi2c, &byte, 1,
					     I2C_FIRST_AND_LAST_FRAME);
#ifdef RIGHT
	else
		HAL_I2C_Slave_Seq_Transmit_IT(hi2c, &byte, 1,
					      I2C_FIRST_AND_LAST_FRAME);
#endif
}

void HAL_I2C_ListenCpltCallback(I2C_HandleTypeDef *hi2c)
{
	HAL_I2C_EnableListen_IT(hi2c);
}

int main(void)
{
	board_init();
	board_i2c(BOARD_400_KHZ, 0x33);
	HAL_I2C_EnableListen_IT(&hi2c1);
	for (;;)
		__WFI();
}
