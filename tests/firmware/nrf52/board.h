/* SPDX-License-Identifier: MIT */
/* Where the tests' firmware has its wires. */
#ifndef BOARD_H
#define BOARD_H

#include "nrf.h"

#define SDA_PIN 26u	  /* P0.26 */
#define SCL_PIN (32 + 8u) /* P1.08 */

/* Open drain with the input buffer connected, as TWI wants its pins. */
#define OPEN_DRAIN                                                             \
	(GPIO_PIN_CNF_DIR_Input << GPIO_PIN_CNF_DIR_Pos |                      \
	 GPIO_PIN_CNF_INPUT_Connect << GPIO_PIN_CNF_INPUT_Pos |                \
	 GPIO_PIN_CNF_PULL_Pullup << GPIO_PIN_CNF_PULL_Pos |                   \
	 GPIO_PIN_CNF_DRIVE_S0D1 << GPIO_PIN_CNF_DRIVE_Pos)

#define ADDR_OF(buffer) ((uint32_t)(uintptr_t)(buffer))

static inline void board_pins(void)
{
	NRF_P0->PIN_CNF[SDA_PIN] = OPEN_DRAIN;
	NRF_P1->PIN_CNF[SCL_PIN - 32] = OPEN_DRAIN;
}

#endif
