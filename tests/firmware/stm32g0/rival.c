/* SPDX-License-Identifier: MIT */
/* A controller that sends a byte to 0x50 every 200 us, a hundred times, each
 * until it is through, and says how often it had to give way. */
#include <stdio.h>

#include "board.h"

static volatile int busy;
static unsigned n_lost, n_other;

void HAL_I2C_MasterTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	busy = 0;
}

void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	if (HAL_I2C_GetError(hi2c) == HAL_I2C_ERROR_ARLO)
		n_lost++;
	else
		n_other++;
	busy = -1;
}

static void send(uint8_t byte)
{
	do {
		busy = 1;
		while (HAL_I2C_Master_Transmit_IT(&hi2c1, 0x50 << 1, &byte,
						  1) == HAL_BUSY)
			;
		while (busy > 0)
			;
	} while (busy);
}

int main(void)
{
	board_init();
	board_i2c(BOARD_400_KHZ, 0x7f);
	for (unsigned i = 0; i < 100; i++)
		send((uint8_t)i);
	printf("%s, other errors %u\n", n_lost ? "gave way" : "never", n_other);
	return 0;
}
