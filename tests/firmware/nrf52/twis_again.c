/* SPDX-License-Identifier: MIT */
/* A target that prepares what it sends once for each read, and late for the
 * second. */
#include "board.h"
#include "nrf_delay.h"

static void wait_for(volatile uint32_t *event)
{
	while (!*event)
		;
	*event = 0;
}

int main(void)
{
	static uint8_t tx[2] = {0x11, 0x22};

	board_pins();
	NRF_TWIS1->PSEL.SCL = SCL_PIN;
	NRF_TWIS1->PSEL.SDA = SDA_PIN;
	NRF_TWIS1->ADDRESS[0] = 0x40;
	NRF_TWIS1->ENABLE = TWIS_ENABLE_ENABLE_Enabled;
	NRF_TWIS1->TXD.PTR = ADDR_OF(tx);
	NRF_TWIS1->TXD.MAXCNT = sizeof(tx);
	NRF_TWIS1->TASKS_PREPARETX = 1;
	wait_for(&NRF_TWIS1->EVENTS_READ);
	wait_for(&NRF_TWIS1->EVENTS_READ);
	nrf_delay_us(300);
	NRF_TWIS1->TASKS_PREPARETX = 1;
	wait_for(&NRF_TWIS1->EVENTS_STOPPED);
	return 0;
}
