/* SPDX-License-Identifier: MIT */
/* Writes two bytes to the memory at each of the board's rates. */
#include "board.h"

static const uint32_t timings[] = {BOARD_100_KHZ, BOARD_400_KHZ, BOARD_1_MHZ};

int main(void)
{
	uint8_t bytes[2] = {0x00, 0xff};

	board_init();
	for (unsigned i = 0; i < 3; i++) {
		board_i2c(timings[i], 0);
		HAL_Delay(10);
		HAL_I2C_Master_Transmit(&hi2c1, 0x50 << 1, bytes, 2, 10);
	}
	return 0;
}
