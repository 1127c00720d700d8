/* SPDX-License-Identifier: MIT */
/* A controller on I2C1 that writes and reads a 24C02 at 0x50 in every way the
 * HAL has, and says what came of it: one line a call. */
#include <stdio.h>
#include <string.h>

#include "board.h"

#define ROM    (0x50 << 1)
#define NOBODY (0x51 << 1)

static volatile unsigned n_done, n_failed;

void HAL_I2C_MasterTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_done++;
}

void HAL_I2C_MasterRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_done++;
}

void HAL_I2C_MemTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_done++;
}

void HAL_I2C_MemRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_done++;
}

void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_failed++;
}

static void wait_written(void)
{
	printf("ready %d\n", HAL_I2C_IsDeviceReady(&hi2c1, ROM, 300, 10));
}

static void blocking(void)
{
	uint8_t tx[9] = {0x10, 1, 2, 3, 4, 5, 6, 7, 8}, rx[8], seek = 0x12;

	printf("write %d\n", HAL_I2C_Master_Transmit(&hi2c1, ROM, tx, 9, 10));
	wait_written();
	for (uint16_t n = 1; n <= 8; n++) {
		int result;

		memset(rx, 0, sizeof(rx));
		result = HAL_I2C_Mem_Read(&hi2c1, ROM, 0x10,
					  I2C_MEMADD_SIZE_8BIT, rx, n, 10);
		printf("mem read %d %d\n", result, !memcmp(rx, tx + 1, n));
	}
	printf("seek %d\n", HAL_I2C_Master_Transmit(&hi2c1, ROM, &seek, 1, 10));
	for (uint16_t n = 1; n <= 4; n++) {
		int result = HAL_I2C_Master_Receive(&hi2c1, ROM, rx, n, 10);

		printf("receive %d %d\n", result, rx[0]);
		HAL_I2C_Master_Transmit(&hi2c1, ROM, &seek, 1, 10);
	}
	printf("mem write %d\n",
	       HAL_I2C_Mem_Write(&hi2c1, ROM, 0x20, I2C_MEMADD_SIZE_8BIT,
				 tx + 1, 3, 10));
	wait_written();
}

static void failures(void)
{
	uint8_t byte = 0;

	printf("nobody %d",
	       HAL_I2C_Master_Transmit(&hi2c1, NOBODY, &byte, 1, 10));
	printf(" %lu\n", (unsigned long)HAL_I2C_GetError(&hi2c1));
	printf("nobody %d",
	       HAL_I2C_Master_Receive(&hi2c1, NOBODY, &byte, 1, 10));
	printf(" %lu\n", (unsigned long)HAL_I2C_GetError(&hi2c1));
	printf("not ready %d\n", HAL_I2C_IsDeviceReady(&hi2c1, NOBODY, 2, 10));
	printf("again %d\n",
	       HAL_I2C_Master_Transmit(&hi2c1, ROM, &byte, 1, 10));
}

static void await(int started)
{
	uint32_t start = HAL_GetTick();

	while (started == HAL_OK && !n_done && !n_failed &&
	       HAL_GetTick() - start < 20)
		;
}

static void report(const char *what, int started)
{
	await(started);
	printf("%s %d %u %u\n", what, started, n_done, n_failed);
	n_done = n_failed = 0;
	HAL_Delay(1); /* for the STOP */
}

static void interrupts(void)
{
	uint8_t tx[5] = {0x30, 11, 12, 13, 14}, rx[5], seek = 0x30;

	report("write it", HAL_I2C_Master_Transmit_IT(&hi2c1, ROM, tx, 5));
	HAL_Delay(6);
	for (uint16_t n = 1; n <= 4; n++) {
		memset(rx, 0, sizeof(rx));
		report("mem read it",
		       HAL_I2C_Mem_Read_IT(&hi2c1, ROM, 0x30,
					   I2C_MEMADD_SIZE_8BIT, rx, n));
		printf("same %d\n", !memcmp(rx, tx + 1, n));
		HAL_I2C_Master_Transmit(&hi2c1, ROM, &seek, 1, 10);
		memset(rx, 0, sizeof(rx));
		report("receive it",
		       HAL_I2C_Master_Receive_IT(&hi2c1, ROM, rx, n));
		printf("same %d\n", !memcmp(rx, tx + 1, n));
	}
	report("mem write it",
	       HAL_I2C_Mem_Write_IT(&hi2c1, ROM, 0x38, I2C_MEMADD_SIZE_8BIT, tx,
				    2));
	HAL_Delay(6);
	report("nobody it", HAL_I2C_Master_Transmit_IT(&hi2c1, NOBODY, tx, 5));
	printf("mem read %d",
	       HAL_I2C_Mem_Read(&hi2c1, ROM, 0x38, I2C_MEMADD_SIZE_8BIT, rx, 2,
				10));
	printf(" %d\n", rx[1]);
}

int main(void)
{
	board_init();
	printf("clock %lu %lu\n", (unsigned long)SystemCoreClock,
	       (unsigned long)HAL_RCC_GetPCLK1Freq());
	board_i2c(&hi2c1, 400000, 0);
	blocking();
	failures();
	interrupts();
	return 0;
}
