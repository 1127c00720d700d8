/* SPDX-License-Identifier: MIT */
/*
 * A register map of 256 bytes at 0x30, in the manner of ST's sequential slave
 * interface: the first byte of a write is the pointer, the rest go from there;
 * reads go on from the pointer. Prints errors, but not a host's NACK.
 *
 * When the host ends a read, one byte more is in DR and one is promised. When
 * the handler finds a write's last byte together with its STOP, the HAL has
 * stopped acknowledging before it hands over the byte, and listens only again
 * if no other is asked for. With NAIVE neither is thought of.
 */
#include <stdio.h>

#include "board.h"

static uint8_t map[256];
static uint8_t pointer, received;
static volatile unsigned n_listens, n_errors, last_error;
static int is_first, is_read;

static void receive(I2C_HandleTypeDef *hi2c, uint32_t frame)
{
	if (HAL_I2C_Slave_Seq_Receive_IT(hi2c, &received, 1, frame) != HAL_OK)
		n_errors++;
}

static void transmit(I2C_HandleTypeDef *hi2c, uint32_t frame)
{
	if (HAL_I2C_Slave_Seq_Transmit_IT(hi2c, &map[pointer], 1, frame) !=
	    HAL_OK)
		n_errors++;
	pointer++;
}

void HAL_I2C_AddrCallback(I2C_HandleTypeDef *hi2c, uint8_t direction,
			  uint16_t code)
{
	(void)code;
	is_first = direction == I2C_DIRECTION_TRANSMIT;
	is_read = !is_first;
	if (is_first)
		receive(hi2c, I2C_FIRST_FRAME);
	else
		transmit(hi2c, I2C_FIRST_FRAME);
}

void HAL_I2C_SlaveRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	if (is_first)
		pointer = received;
	else
		map[pointer++] = received;
	is_first = 0;
#ifndef NAIVE
	if (!(hi2c->Instance->CR1 & I2C_CR1_ACK))
		return;
#endif
	receive(hi2c, I2C_NEXT_FRAME);
}

void HAL_I2C_SlaveTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	transmit(hi2c, I2C_NEXT_FRAME);
}

void HAL_I2C_ListenCpltCallback(I2C_HandleTypeDef *hi2c)
{
	n_listens++;
	HAL_I2C_EnableListen_IT(hi2c);
}

/* The host's NACK, or its STOP where another byte was waited for. */
void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	last_error = HAL_I2C_GetError(hi2c);
	if (last_error != HAL_I2C_ERROR_AF)
		n_errors++;
#ifndef NAIVE
	if (is_read)
		pointer -= 2;
#endif
	is_read = 0;
	HAL_I2C_EnableListen_IT(hi2c);
}

int main(void)
{
	unsigned seen = 0;

	board_init();
	for (unsigned i = 0; i < sizeof(map); i++)
		map[i] = (uint8_t)(i ^ 0xa5);
	board_i2c(&hi2c1, 100000, 0x30);
	if (HAL_I2C_EnableListen_IT(&hi2c1) != HAL_OK)
		return 1;
	puts("ready");
	for (;;) {
		__WFI();
		if (n_errors != seen) {
			seen = n_errors;
			printf("error %u\n", last_error);
		}
	}
}
