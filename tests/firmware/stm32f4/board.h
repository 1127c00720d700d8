/* SPDX-License-Identifier: MIT */
/* What every program for the board begins with, in the manner of STM32CubeMX:
 * the clock at 168 MHz from a crystal of 8 MHz, I2C1 on PB6 and PB7, I2C2 on
 * PB10 and PB11. */
#ifndef BOARD_H
#define BOARD_H

#include "stm32f4xx_hal.h"

extern I2C_HandleTypeDef hi2c1, hi2c2;

/* HAL_Init(), clock, and the handle's block as a target at @address (0: none)
 * with its interrupts. */
void board_init(void);
void board_i2c(I2C_HandleTypeDef *hi2c, uint32_t hz, uint8_t address);

#endif /* BOARD_H */
