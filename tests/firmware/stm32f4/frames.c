/* SPDX-License-Identifier: MIT */
/* A controller of a 24C02 at 0x50 that makes its messages frame by frame, and
 * breaks one off. */
#include <stdio.h>

#include "board.h"

#define ROM (0x50 << 1)

static volatile unsigned n_failed, n_aborted;
static uint8_t rx[8];

void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_failed++;
}

void HAL_I2C_AbortCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_aborted++;
}

static void await(int started)
{
	uint32_t start = HAL_GetTick();

	if (started != HAL_OK)
		printf("not started %d\n", started);
	while (HAL_I2C_GetState(&hi2c1) != HAL_I2C_STATE_READY)
		if (HAL_GetTick() - start > 20) {
			puts("stuck");
			return;
		}
	if (n_failed)
		printf("failed %lu\n", (unsigned long)HAL_I2C_GetError(&hi2c1));
	n_failed = 0;
}

static void put(const uint8_t *bytes, uint16_t n, uint32_t options)
{
	await(HAL_I2C_Master_Seq_Transmit_IT(&hi2c1, ROM, (uint8_t *)bytes, n,
					     options));
}

static void get(uint16_t n, uint32_t options)
{
	for (unsigned i = 0; i < sizeof(rx); i++)
		rx[i] = 0;
	await(HAL_I2C_Master_Seq_Receive_IT(&hi2c1, ROM, rx, n, options));
	printf("%u:", n);
	for (unsigned i = 0; i < n; i++)
		printf(" %02x", rx[i]);
	puts("");
}

int main(void)
{
	static const uint8_t bytes[] = {0x10, 0xa1, 0xa2, 0xa3, 0xa4,
					0xa5, 0xa6, 0xa7, 0xa8};

	board_init();
	board_i2c(&hi2c1, 400000, 0);
	put(bytes, 1, I2C_FIRST_AND_NEXT_FRAME);
	put(bytes + 1, 2, I2C_NEXT_FRAME);
	put(bytes + 3, 6, I2C_LAST_FRAME);
	HAL_Delay(6);
	for (uint16_t n = 1; n <= 4; n++) {
		put(bytes, 1, I2C_FIRST_FRAME);
		get(n, I2C_LAST_FRAME);
		HAL_Delay(1);
	}
	put(bytes, 1, I2C_OTHER_FRAME);
	get(3, I2C_OTHER_AND_LAST_FRAME);
	HAL_Delay(1);
	put(bytes, 1, I2C_FIRST_FRAME);
	get(2, I2C_FIRST_AND_NEXT_FRAME);
	get(2, I2C_NEXT_FRAME);
	get(4, I2C_LAST_FRAME);
	HAL_Delay(1);
	HAL_I2C_Master_Transmit_IT(&hi2c1, ROM, (uint8_t *)bytes, 9);
	while (hi2c1.XferCount > 5)
		;
	printf("abort %d", HAL_I2C_Master_Abort_IT(&hi2c1, ROM));
	HAL_Delay(6);
	printf(" %u\n", n_aborted);
	put(bytes, 1, I2C_FIRST_FRAME);
	get(3, I2C_LAST_FRAME);
	return 0;
}
