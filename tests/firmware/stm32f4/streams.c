/* SPDX-License-Identifier: MIT */
/* DMA moves the bytes: first as a controller of a 24C02 at 0x50, then as a
 * target at 0x36 that takes four bytes and gives them back. */
#include <stdio.h>
#include <string.h>

#include "board.h"

#define ROM    (0x50 << 1)
#define NOBODY (0x51 << 1)

enum { LENGTH = 4 };

static DMA_HandleTypeDef rx_stream, tx_stream;
static volatile unsigned n_done, n_failed;
static uint8_t tx[9], rx[9];

void DMA1_Stream0_IRQHandler(void)
{
	HAL_DMA_IRQHandler(&rx_stream);
}

void DMA1_Stream6_IRQHandler(void)
{
	HAL_DMA_IRQHandler(&tx_stream);
}

static void done(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_done++;
}

void HAL_I2C_MasterTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	done(hi2c);
}

void HAL_I2C_MasterRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	done(hi2c);
}

void HAL_I2C_MemTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	done(hi2c);
}

void HAL_I2C_MemRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	done(hi2c);
}

void HAL_I2C_SlaveTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	done(hi2c);
}

void HAL_I2C_SlaveRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	done(hi2c);
}

void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	(void)hi2c;
	n_failed++;
}

/* RM0090, table 42: I2C1 on channel 1 of streams 0 and 6. */
static void stream_init(DMA_HandleTypeDef *hdma, DMA_Stream_TypeDef *stream,
			uint32_t direction, IRQn_Type irq)
{
	hdma->Instance = stream;
	hdma->Init.Channel = DMA_CHANNEL_1;
	hdma->Init.Direction = direction;
	hdma->Init.PeriphInc = DMA_PINC_DISABLE;
	hdma->Init.MemInc = DMA_MINC_ENABLE;
	hdma->Init.PeriphDataAlignment = DMA_PDATAALIGN_BYTE;
	hdma->Init.MemDataAlignment = DMA_MDATAALIGN_BYTE;
	hdma->Init.Mode = DMA_NORMAL;
	hdma->Init.Priority = DMA_PRIORITY_LOW;
	hdma->Init.FIFOMode = DMA_FIFOMODE_DISABLE;
	if (HAL_DMA_Init(hdma) != HAL_OK)
		puts("no stream");
	HAL_NVIC_SetPriority(irq, 0, 0);
	HAL_NVIC_EnableIRQ(irq);
}

static void await(const char *what, int started)
{
	uint32_t start = HAL_GetTick();

	while (started == HAL_OK && !n_done && !n_failed &&
	       HAL_GetTick() - start < 20)
		;
	printf("%s %d %u %u\n", what, started, n_done, n_failed);
	n_done = n_failed = 0;
	HAL_Delay(1); /* for the STOP */
}

static void control(void)
{
	uint8_t seek = 0x10;

	for (unsigned i = 1; i < sizeof(tx); i++)
		tx[i] = (uint8_t)(0xa0 + i);
	tx[0] = 0x10;
	await("write", HAL_I2C_Master_Transmit_DMA(&hi2c1, ROM, tx, 9));
	HAL_Delay(6);
	for (uint16_t n = 1; n <= 8; n++) {
		memset(rx, 0, sizeof(rx));
		await("mem read",
		      HAL_I2C_Mem_Read_DMA(&hi2c1, ROM, 0x10,
					   I2C_MEMADD_SIZE_8BIT, rx, n));
		printf("same %d\n", !memcmp(rx, tx + 1, n) && !rx[n]);
	}
	for (uint16_t n = 1; n <= 3; n++) {
		HAL_I2C_Master_Transmit(&hi2c1, ROM, &seek, 1, 10);
		memset(rx, 0, sizeof(rx));
		await("receive",
		      HAL_I2C_Master_Receive_DMA(&hi2c1, ROM, rx, n));
		printf("same %d\n", !memcmp(rx, tx + 1, n) && !rx[n]);
	}
	await("mem write", HAL_I2C_Mem_Write_DMA(&hi2c1, ROM, 0x20,
						 I2C_MEMADD_SIZE_8BIT, tx, 3));
	HAL_Delay(6);
	await("nobody", HAL_I2C_Master_Transmit_DMA(&hi2c1, NOBODY, tx, 5));
	HAL_I2C_Mem_Read(&hi2c1, ROM, 0x20, I2C_MEMADD_SIZE_8BIT, rx, 3, 10);
	printf("mem %02x %02x %02x\n", rx[0], rx[1], rx[2]);
}

static void wait(void)
{
	while (!n_done && !n_failed)
		;
	if (n_failed)
		printf("failed %lu\n", (unsigned long)HAL_I2C_GetError(&hi2c1));
}

int main(void)
{
	board_init();
	__HAL_RCC_DMA1_CLK_ENABLE();
	board_i2c(&hi2c1, 400000, 0x36);
	stream_init(&rx_stream, DMA1_Stream0, DMA_PERIPH_TO_MEMORY,
		    DMA1_Stream0_IRQn);
	stream_init(&tx_stream, DMA1_Stream6, DMA_MEMORY_TO_PERIPH,
		    DMA1_Stream6_IRQn);
	__HAL_LINKDMA(&hi2c1, hdmarx, rx_stream);
	__HAL_LINKDMA(&hi2c1, hdmatx, tx_stream);
	control();
	for (;;) {
		n_done = n_failed = 0;
		HAL_I2C_Slave_Receive_DMA(&hi2c1, rx, LENGTH);
		wait();
		if (n_failed)
			continue;
		n_done = 0;
		HAL_I2C_Slave_Transmit_DMA(&hi2c1, rx, LENGTH);
		wait();
	}
}
