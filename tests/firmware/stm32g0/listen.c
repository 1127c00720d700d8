/* SPDX-License-Identifier: MIT */
/*
 * A register map of 256 bytes at 0x30, in the manner of ST's sequential slave
 * interface: the first byte of a write is the pointer, the rest go from there;
 * a read begins at the pointer. Prints errors, but not the AF by which the HAL
 * says that a frame ended early.
 *
 * The HAL hands a byte over before it is on the wires, and says that it was
 * sent when it was not: how many the host took is known to nobody. So reads
 * leave the pointer where it is. With NAIVE they move it.
 */
#include <stdio.h>

#include "board.h"

static uint8_t map[256];
static uint8_t pointer, cursor, received;
static volatile unsigned n_errors, last_error;
static int is_first;

static void check(HAL_StatusTypeDef result)
{
	if (result == HAL_OK)
		return;
	last_error = 0x100;
	n_errors++;
}

static void transmit(I2C_HandleTypeDef *hi2c, uint32_t frame)
{
	check(HAL_I2C_Slave_Seq_Transmit_IT(hi2c, &map[cursor], 1, frame));
}

void HAL_I2C_AddrCallback(I2C_HandleTypeDef *hi2c, uint8_t direction,
			  uint16_t code)
{
	if (code != 0x30 << 1)
		n_errors++;
	if (direction == I2C_DIRECTION_TRANSMIT) {
		is_first = 1;
		check(HAL_I2C_Slave_Seq_Receive_IT(hi2c, &received, 1,
						   I2C_FIRST_FRAME));
		return;
	}
	cursor = pointer;
	transmit(hi2c, I2C_FIRST_FRAME);
}

void HAL_I2C_SlaveRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	if (is_first)
		pointer = received;
	else
		map[pointer++] = received;
	is_first = 0;
	check(HAL_I2C_Slave_Seq_Receive_IT(hi2c, &received, 1, I2C_NEXT_FRAME));
}

void HAL_I2C_SlaveTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	cursor++;
#ifdef NAIVE
	pointer = cursor;
#endif
	transmit(hi2c, I2C_NEXT_FRAME);
}

void HAL_I2C_ListenCpltCallback(I2C_HandleTypeDef *hi2c)
{
	check(HAL_I2C_EnableListen_IT(hi2c));
}

void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	if (HAL_I2C_GetError(hi2c) == HAL_I2C_ERROR_AF)
		return;
	last_error = HAL_I2C_GetError(hi2c);
	n_errors++;
}

int main(void)
{
	unsigned seen = 0;

	board_init();
	for (unsigned i = 0; i < sizeof(map); i++)
		map[i] = (uint8_t)(i ^ 0xa5);
	board_i2c(BOARD_400_KHZ, 0x30);
	check(HAL_I2C_EnableListen_IT(&hi2c1));
	puts("ready");
	for (;;) {
		__WFI();
		if (n_errors != seen) {
			seen = n_errors;
			printf("error %u\n", last_error);
		}
	}
}
