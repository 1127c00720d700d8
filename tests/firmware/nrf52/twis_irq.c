/* SPDX-License-Identifier: MIT */
/* A target on TWIS0's registers that prepares itself in its interrupt, and
 * prints what happens: four bytes of room, four bytes to give, 0xee after. */
#include <stdio.h>

#include "board.h"

static uint8_t rx[4];
static uint8_t tx[4] = {'w', 'x', 'y', 'z'};

static void print_stopped(void)
{
	printf("stopped rx %u tx %u:", (unsigned)NRF_TWIS0->RXD.AMOUNT,
	       (unsigned)NRF_TWIS0->TXD.AMOUNT);
	for (unsigned i = 0; i < NRF_TWIS0->RXD.AMOUNT; i++)
		printf(" %02x", rx[i]);
	printf("\n");
}

void SPIM0_SPIS0_TWIM0_TWIS0_SPI0_TWI0_IRQHandler(void)
{
	NRF_TWIS_Type *twis = NRF_TWIS0;

	if (twis->EVENTS_ERROR) {
		twis->EVENTS_ERROR = 0;
		printf("error %u\n", (unsigned)twis->ERRORSRC);
		twis->ERRORSRC = twis->ERRORSRC;
	}
	if (twis->EVENTS_STOPPED) {
		twis->EVENTS_STOPPED = 0;
		print_stopped();
	}
	if (twis->EVENTS_WRITE) {
		twis->EVENTS_WRITE = 0;
		printf("write %u\n", (unsigned)twis->MATCH);
		twis->RXD.PTR = ADDR_OF(rx);
		twis->RXD.MAXCNT = sizeof(rx);
		twis->TASKS_PREPARERX = 1;
		twis->TASKS_RESUME = 1;
	}
	if (twis->EVENTS_READ) {
		twis->EVENTS_READ = 0;
		printf("read %u\n", (unsigned)twis->MATCH);
		twis->TXD.PTR = ADDR_OF(tx);
		twis->TXD.MAXCNT = sizeof(tx);
		twis->TASKS_PREPARETX = 1;
		twis->TASKS_RESUME = 1;
	}
}

int main(void)
{
	board_pins();
	NRF_TWIS0->PSEL.SCL = SCL_PIN;
	NRF_TWIS0->PSEL.SDA = SDA_PIN;
	NRF_TWIS0->ADDRESS[0] = 0x40;
	NRF_TWIS0->ADDRESS[1] = 0x41;
	NRF_TWIS0->CONFIG = TWIS_CONFIG_ADDRESS0_Msk | TWIS_CONFIG_ADDRESS1_Msk;
	NRF_TWIS0->ORC = 0xee;
	NRF_TWIS0->SHORTS =
		TWIS_SHORTS_WRITE_SUSPEND_Msk | TWIS_SHORTS_READ_SUSPEND_Msk;
	NRF_TWIS0->INTENSET = TWIS_INTENSET_WRITE_Msk | TWIS_INTENSET_READ_Msk |
			      TWIS_INTENSET_ERROR_Msk |
			      TWIS_INTENSET_STOPPED_Msk;
	NRF_TWIS0->ENABLE = TWIS_ENABLE_ENABLE_Enabled;
	NVIC_EnableIRQ(SPIM0_SPIS0_TWIM0_TWIS0_SPI0_TWI0_IRQn);
	for (;;)
		__WFI();
}
