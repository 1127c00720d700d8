/* SPDX-License-Identifier: MIT */
/* A controller on I2C1 that writes and reads a 24C02 at 0x50 in every way the
 * HAL has (with DMA, the DMA moves the bytes), and says what came of it: one
 * line a call. */
#include <stdio.h>
#include <string.h>

#include "board.h"

#define ROM    (0x50 << 1)
#define NOBODY (0x51 << 1)
#define ALL    300 /* the memory ends at 256 and begins anew */

#ifdef DMA
#define START(call) call##_DMA
#else
#define START(call) call##_IT
#endif

static volatile unsigned n_done, n_failed;
static uint8_t tx[ALL], rx[ALL];

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
	n_done += 10;
}

void HAL_I2C_MemRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_done += 10;
}

void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_failed++;
}

void HAL_I2C_AbortCpltCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_done += 100;
}

/* In pages of 8. */
static void fill(void)
{
	int failed = 0;

	for (unsigned i = 0; i < ALL; i++)
		tx[i] = (uint8_t)(i % 256 * 7 + 1);
	for (uint16_t at = 0; at < 256; at += 8) {
		failed |= HAL_I2C_Mem_Write(
			&hi2c1, ROM, at, I2C_MEMADD_SIZE_8BIT, tx + at, 8, 10);
		failed |= HAL_I2C_IsDeviceReady(&hi2c1, ROM, 300, 10);
	}
	printf("filled %d\n", failed);
}

static int same(unsigned at, unsigned n)
{
	int yes = !memcmp(rx, tx + at, n);

	memset(rx, 0, sizeof(rx));
	return yes;
}

static void blocking(void)
{
	uint8_t seek = 0;
	int result;

	result = HAL_I2C_Mem_Read(&hi2c1, ROM, 0, I2C_MEMADD_SIZE_8BIT, rx, ALL,
				  100);
	printf("mem read %d %d\n", result, same(0, ALL));
	printf("seek %d\n", HAL_I2C_Master_Transmit(&hi2c1, ROM, &seek, 1, 10));
	for (uint16_t n = 1; n <= 3; n++) {
		result = HAL_I2C_Master_Receive(&hi2c1, ROM, rx, n, 10);
		printf("receive %d %d\n", result, same(seek, n));
		seek += (uint8_t)n;
	}
	result = HAL_I2C_Master_Receive(&hi2c1, ROM, rx, 256, 100);
	printf("receive 256: %d %d\n", result, same(seek, 256));
}

static void failures(void)
{
	uint8_t byte = 0;
	int result;

	result = HAL_I2C_Master_Transmit(&hi2c1, NOBODY, tx, 5, 10);
	printf("nobody %d %lu\n", result,
	       (unsigned long)HAL_I2C_GetError(&hi2c1));
	result = HAL_I2C_Master_Receive(&hi2c1, NOBODY, rx, 5, 10);
	printf("nobody %d %lu\n", result,
	       (unsigned long)HAL_I2C_GetError(&hi2c1));
	result = HAL_I2C_Mem_Read(&hi2c1, NOBODY, 1, I2C_MEMADD_SIZE_16BIT, rx,
				  5, 10);
	printf("nobody %d %lu\n", result,
	       (unsigned long)HAL_I2C_GetError(&hi2c1));
	printf("not ready %d\n", HAL_I2C_IsDeviceReady(&hi2c1, NOBODY, 2, 10));
	printf("again %d\n",
	       HAL_I2C_Master_Transmit(&hi2c1, ROM, &byte, 1, 10));
}

static void report(const char *what, int started)
{
	uint32_t start = HAL_GetTick();

	while (started == HAL_OK && !n_done && !n_failed &&
	       HAL_GetTick() - start < 20)
		;
	printf("%s %d %u %u\n", what, started, n_done, n_failed);
	n_done = n_failed = 0;
}

static void interrupts(void)
{
	report("write it", START(HAL_I2C_Master_Transmit)(&hi2c1, ROM, tx, 1));
	report("receive it",
	       START(HAL_I2C_Master_Receive)(&hi2c1, ROM, rx, ALL));
	printf("same %d\n", same(1, 255));
	report("mem write it",
	       START(HAL_I2C_Mem_Write)(&hi2c1, ROM, 0x38, I2C_MEMADD_SIZE_8BIT,
					tx, 4));
	HAL_Delay(6);
	report("mem read it",
	       START(HAL_I2C_Mem_Read)(&hi2c1, ROM, 0x38, I2C_MEMADD_SIZE_8BIT,
				       rx, ALL));
	printf("same %d\n", same(0, 4));
	report("nobody it",
	       START(HAL_I2C_Master_Transmit)(&hi2c1, NOBODY, tx, 5));
	report("nobody it",
	       START(HAL_I2C_Mem_Read)(&hi2c1, NOBODY, 0, I2C_MEMADD_SIZE_16BIT,
				       rx, 5));
}

/* A write of two frames and a read of two, in one transfer. */
static void sequence(void)
{
	uint8_t at = 0x10;

	report("first", HAL_I2C_Master_Seq_Transmit_IT(
				&hi2c1, ROM, &at, 1, I2C_FIRST_AND_NEXT_FRAME));
	report("next", HAL_I2C_Master_Seq_Transmit_IT(&hi2c1, ROM, tx, 2,
						      I2C_LAST_FRAME_NO_STOP));
	at = 0x20;
	report("other", HAL_I2C_Master_Seq_Transmit_IT(&hi2c1, ROM, &at, 1,
						       I2C_OTHER_FRAME));
	report("first", HAL_I2C_Master_Seq_Receive_IT(&hi2c1, ROM, rx, 2,
						      I2C_NEXT_FRAME));
	report("last", HAL_I2C_Master_Seq_Receive_IT(&hi2c1, ROM, rx + 2, 3,
						     I2C_LAST_FRAME));
	printf("same %d\n", same(0x20, 5));
}

static void abort_it(void)
{
	HAL_I2C_Master_Receive_IT(&hi2c1, ROM, rx, ALL);
	while (hi2c1.XferCount > ALL - 10)
		;
	report("abort", HAL_I2C_Master_Abort_IT(&hi2c1, ROM));
	printf("receive %d\n", HAL_I2C_Master_Receive(&hi2c1, ROM, rx, 1, 10));
}

int main(void)
{
	board_init();
	printf("clock %lu %lu\n", (unsigned long)SystemCoreClock,
	       (unsigned long)HAL_RCC_GetPCLK1Freq());
	board_i2c(BOARD_400_KHZ, 0);
	fill();
	blocking();
	failures();
	interrupts();
	sequence();
	abort_it();
	return 0;
}
