/* SPDX-License-Identifier: MIT */
/* Wants an SPI controller. */
#include "board.h"

int main(void)
{
	NRF_TWIM1->ENABLE = 7;
	return 0;
}
