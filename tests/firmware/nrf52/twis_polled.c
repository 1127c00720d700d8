/* SPDX-License-Identifier: MIT */
/* A target on TWIS1's registers, without interrupts: what its tasks do. */
#include <stdio.h>

#include "board.h"
#include "nrf_delay.h"

static uint8_t rx[8];
static uint8_t tx[8] = {1, 2, 3, 4, 5, 6, 7, 8};

static void wait_for(volatile uint32_t *event)
{
	while (!*event)
		;
	*event = 0;
}

/* Prepared before anybody asks. */
static void ahead(void)
{
	NRF_TWIS1->TASKS_PREPARERX = 1;
	wait_for(&NRF_TWIS1->EVENTS_STOPPED);
	printf("ahead %u %02x started %u\n", (unsigned)NRF_TWIS1->RXD.AMOUNT,
	       rx[0], (unsigned)NRF_TWIS1->EVENTS_RXSTARTED);
	NRF_TWIS1->EVENTS_RXSTARTED = 0;
}

/* PTR is taken over at RXSTARTED: what is written later is for the next. */
static void suspended(void)
{
	static uint8_t other[8];

	NRF_TWIS1->TASKS_PREPARERX = 1;
	wait_for(&NRF_TWIS1->EVENTS_RXSTARTED);
	NRF_TWIS1->RXD.PTR = ADDR_OF(other);
	NRF_TWIS1->TASKS_SUSPEND = 1;
	nrf_delay_us(300);
	printf("held %u\n", (unsigned)NRF_TWIS1->EVENTS_STOPPED);
	NRF_TWIS1->TASKS_RESUME = 1;
	wait_for(&NRF_TWIS1->EVENTS_STOPPED);
	printf("resumed %u %02x %02x other %02x\n",
	       (unsigned)NRF_TWIS1->RXD.AMOUNT, rx[0], rx[1], other[0]);
}

/* Leaves in the middle of what it sends. */
static void left(void)
{
	NRF_TWIS1->TASKS_PREPARETX = 1;
	wait_for(&NRF_TWIS1->EVENTS_TXSTARTED);
	nrf_delay_us(200);
	NRF_TWIS1->TASKS_STOP = 1;
	printf("left %u %u\n", (unsigned)NRF_TWIS1->EVENTS_STOPPED,
	       (unsigned)NRF_TWIS1->TXD.AMOUNT);
	NRF_TWIS1->EVENTS_STOPPED = 0;
}

int main(void)
{
	board_pins();
	NRF_TWIS1->PSEL.SCL = SCL_PIN;
	NRF_TWIS1->PSEL.SDA = SDA_PIN;
	NRF_TWIS1->ADDRESS[0] = 0x40;
	NRF_TWIS1->ENABLE = TWIS_ENABLE_ENABLE_Enabled;
	NRF_TWIS1->RXD.PTR = ADDR_OF(rx);
	NRF_TWIS1->RXD.MAXCNT = sizeof(rx);
	NRF_TWIS1->TXD.PTR = ADDR_OF(tx);
	NRF_TWIS1->TXD.MAXCNT = sizeof(tx);
	ahead();
	suspended();
	left();
	NRF_TWIS1->ENABLE = 0;
	printf("off\n");
	return 0;
}
