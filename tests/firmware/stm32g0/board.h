/* SPDX-License-Identifier: MIT */
/* What every program for the board begins with, in the manner of STM32CubeMX:
 * the clock at 64 MHz from HSI, I2C1 on PB6 and PB7, with
 * the DMA's channels 2 and 3. */
#ifndef BOARD_H
#define BOARD_H

#include "stm32g0xx_hal.h"

/* TIMINGR at 64 MHz. */
#define BOARD_100_KHZ 0x10707dbcU
#define BOARD_400_KHZ 0x00602173U
#define BOARD_1_MHZ   0x00300b29U

extern I2C_HandleTypeDef hi2c1;

/* HAL_Init() and the clock. */
void board_init(void);
/* I2C1, also as a target at @address (0: none), with its interrupt. */
void board_i2c(uint32_t timing, uint8_t address);

#endif /* BOARD_H */
