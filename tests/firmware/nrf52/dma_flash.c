/* SPDX-License-Identifier: MIT */
/* EasyDMA is given a constant, which a chip has in flash. */
#include "board.h"

static const uint8_t constant[4] = {1, 2, 3, 4};

int main(void)
{
	NRF_TWIM0->ENABLE = TWIM_ENABLE_ENABLE_Enabled;
	NRF_TWIM0->TXD.PTR = ADDR_OF(constant);
	NRF_TWIM0->TXD.MAXCNT = sizeof(constant);
	NRF_TWIM0->TASKS_STARTTX = 1;
	while (!NRF_TWIM0->EVENTS_STOPPED)
		;
	return 0;
}
