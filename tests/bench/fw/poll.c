/* SPDX-License-Identifier: MIT */
/* Reads a register for ever: the worst that firmware can do to a simulator. */
#include "hardware/structs/sio.h"

#include "turns.h"

int main(void)
{
	for (uint32_t i = 0; i < POLL_TURNS; i++)
		(void)sio_hw->gpio_in;
	return 0;
}
