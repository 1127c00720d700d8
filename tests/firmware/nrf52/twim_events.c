/* SPDX-License-Identifier: MIT */
/* What TWIM's interrupt sees, in its order, and what shortcuts join: a letter
 * for each event, an EEPROM at 0x50, nobody at 0x29. */
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "nrf_delay.h"

#define TWIM NRF_TWIM1

static uint8_t tx[4] = {0x10, 'a', 'b', 'c'};
static uint8_t rx[4];
static char seen[16];

static void see(volatile uint32_t *event, const char *letter)
{
	if (*event)
		strcat(seen, letter);
	*event = 0;
}

void SPIM1_SPIS1_TWIM1_TWIS1_SPI1_TWI1_IRQHandler(void)
{
	see(&TWIM->EVENTS_TXSTARTED, "T");
	see(&TWIM->EVENTS_RXSTARTED, "R");
	see(&TWIM->EVENTS_LASTTX, "t");
	see(&TWIM->EVENTS_LASTRX, "r");
	see(&TWIM->EVENTS_SUSPENDED, "U");
	see(&TWIM->EVENTS_ERROR, "E");
	see(&TWIM->EVENTS_STOPPED, "S");
	strcat(seen, " ");
}

static void buffers(unsigned tx_len, unsigned rx_len)
{
	memset(rx, 0, sizeof(rx));
	TWIM->TXD.PTR = ADDR_OF(tx);
	TWIM->TXD.MAXCNT = tx_len;
	TWIM->RXD.PTR = ADDR_OF(rx);
	TWIM->RXD.MAXCNT = rx_len;
}

static void run(const char *what, volatile uint32_t *task, uint32_t shorts)
{
	TWIM->SHORTS = shorts;
	*task = 1;
	nrf_delay_us(500);
	printf("%s: %s\n", what, seen);
	memset(seen, 0, sizeof(seen));
}

static void stop(void)
{
	TWIM->TASKS_RESUME = 1;
	run("  stop", &TWIM->TASKS_STOP, 0);
	nrf_delay_ms(6); /* the EEPROM's write cycle */
}

static void to_the_end(void)
{
	buffers(3, 2);
	run("write", &TWIM->TASKS_STARTTX, TWIM_SHORTS_LASTTX_STOP_Msk);
	nrf_delay_ms(6);
	buffers(1, 2);
	run("write, read", &TWIM->TASKS_STARTTX,
	    TWIM_SHORTS_LASTTX_STARTRX_Msk | TWIM_SHORTS_LASTRX_STOP_Msk);
	printf("  %.2s\n", (char *)rx);
	run("read, write", &TWIM->TASKS_STARTRX,
	    TWIM_SHORTS_LASTRX_STARTTX_Msk | TWIM_SHORTS_LASTTX_STOP_Msk);
	nrf_delay_ms(6);
}

static void suspended(void)
{
	buffers(2, 2);
	run("write, suspend", &TWIM->TASKS_STARTTX,
	    TWIM_SHORTS_LASTTX_SUSPEND_Msk);
	stop();
	run("read, suspend", &TWIM->TASKS_STARTRX,
	    TWIM_SHORTS_LASTRX_SUSPEND_Msk);
	stop();
}

static void lists(void)
{
	buffers(1, 2);
	TWIM->RXD.LIST = TWIM_RXD_LIST_LIST_ArrayList;
	run("listed", &TWIM->TASKS_STARTTX,
	    TWIM_SHORTS_LASTTX_STARTRX_Msk | TWIM_SHORTS_LASTRX_STOP_Msk);
	run("and on", &TWIM->TASKS_STARTRX, TWIM_SHORTS_LASTRX_STOP_Msk);
	TWIM->RXD.LIST = 0;
	printf("  %02x %02x %02x %02x next at %u\n", rx[0], rx[1], rx[2], rx[3],
	       (unsigned)(TWIM->RXD.PTR - ADDR_OF(rx)));
}

int main(void)
{
	board_pins();
	TWIM->PSEL.SCL = SCL_PIN;
	TWIM->PSEL.SDA = SDA_PIN;
	TWIM->ADDRESS = 0x50;
	TWIM->FREQUENCY = TWIM_FREQUENCY_FREQUENCY_K250;
	TWIM->ENABLE = TWIM_ENABLE_ENABLE_Enabled;
	TWIM->INTEN = TWIM_INTEN_TXSTARTED_Msk | TWIM_INTEN_RXSTARTED_Msk |
		      TWIM_INTEN_LASTTX_Msk | TWIM_INTEN_LASTRX_Msk |
		      TWIM_INTEN_SUSPENDED_Msk | TWIM_INTEN_ERROR_Msk |
		      TWIM_INTEN_STOPPED_Msk;
	NVIC_EnableIRQ(SPIM1_SPIS1_TWIM1_TWIS1_SPI1_TWI1_IRQn);
	to_the_end();
	suspended();
	lists();
	TWIM->ADDRESS = 0x29;
	run("nobody", &TWIM->TASKS_STARTTX, TWIM_SHORTS_LASTTX_STOP_Msk);
	stop();
	run("idle", &TWIM->TASKS_STOP, 0);
	return 0;
}
