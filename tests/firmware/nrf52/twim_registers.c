/* SPDX-License-Identifier: MIT */
/* A controller on TWIM0's registers: an EEPROM at 0x50, one at 0x30 that takes
 * two bytes, nobody at 0x29. Prints what the registers say. */
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "nrf_delay.h"

#define TWIM NRF_TWIM0

static uint8_t tx[6] = {0x10, 'h', 'e', 'l', 'l', 'o'};
static uint8_t rx[6];

static void wait_for(volatile uint32_t *event)
{
	while (!*event)
		;
	*event = 0;
}

static void set_up(uint8_t address, unsigned tx_len, unsigned rx_len,
		   uint32_t shorts)
{
	memset(rx, 0, sizeof(rx));
	TWIM->ADDRESS = address;
	TWIM->TXD.PTR = ADDR_OF(tx);
	TWIM->TXD.MAXCNT = tx_len;
	TWIM->RXD.PTR = ADDR_OF(rx);
	TWIM->RXD.MAXCNT = rx_len;
	TWIM->SHORTS = shorts;
	TWIM->EVENTS_LASTTX = TWIM->EVENTS_LASTRX = 0;
	TWIM->EVENTS_TXSTARTED = TWIM->EVENTS_RXSTARTED = 0;
}

static void say(const char *what)
{
	printf("%s: tx %u rx %u error %u%s%s%s\n", what,
	       (unsigned)TWIM->TXD.AMOUNT, (unsigned)TWIM->RXD.AMOUNT,
	       (unsigned)TWIM->ERRORSRC, TWIM->EVENTS_ERROR ? " ERROR" : "",
	       TWIM->EVENTS_SUSPENDED ? " SUSPENDED" : "",
	       TWIM->EVENTS_STOPPED ? " STOPPED" : "");
	TWIM->ERRORSRC = TWIM->ERRORSRC;
	TWIM->EVENTS_ERROR = 0;
}

static void write_then_read(void)
{
	set_up(0x50, 6, 0, TWIM_SHORTS_LASTTX_STOP_Msk);
	TWIM->TASKS_STARTTX = 1;
	wait_for(&TWIM->EVENTS_STOPPED);
	say("write");
	nrf_delay_ms(6);
	set_up(0x50, 1, 5,
	       TWIM_SHORTS_LASTTX_STARTRX_Msk | TWIM_SHORTS_LASTRX_STOP_Msk);
	TWIM->TASKS_STARTTX = 1;
	wait_for(&TWIM->EVENTS_STOPPED);
	say("read");
	printf("%s %u %u\n", (char *)rx, (unsigned)TWIM->EVENTS_LASTTX,
	       (unsigned)TWIM->EVENTS_LASTRX);
}

/* No STOP comes by itself. */
static void refused(uint8_t address, const char *what)
{
	set_up(address, 4, 0, TWIM_SHORTS_LASTTX_STOP_Msk);
	TWIM->TASKS_STARTTX = 1;
	while (!TWIM->EVENTS_ERROR)
		;
	nrf_delay_us(300);
	say(what);
	TWIM->TASKS_STOP = 1;
	wait_for(&TWIM->EVENTS_STOPPED);
}

static void suspended(void)
{
	set_up(0x50, 1, 0, TWIM_SHORTS_LASTTX_SUSPEND_Msk);
	TWIM->TASKS_STARTTX = 1;
	while (!TWIM->EVENTS_SUSPENDED)
		;
	TWIM->TASKS_STOP = 1; /* no effect */
	nrf_delay_us(300);
	say("suspended");
	TWIM->EVENTS_SUSPENDED = 0;
	TWIM->TASKS_RESUME = 1;
	nrf_delay_us(300);
	say("resumed");
	TWIM->RXD.MAXCNT = 2;
	TWIM->TASKS_STARTRX = 1;
	wait_for(&TWIM->EVENTS_LASTRX);
	nrf_delay_us(300); /* the last byte waits for its answer */
	say("waiting");
	TWIM->TASKS_STOP = 1;
	wait_for(&TWIM->EVENTS_STOPPED);
	say("ended");
	printf("%.2s\n", (char *)rx);
}

static void at(uint32_t frequency)
{
	nrf_delay_ms(2);
	TWIM->FREQUENCY = frequency;
	set_up(0x50, 1, 0, TWIM_SHORTS_LASTTX_STOP_Msk);
	TWIM->TASKS_STARTTX = 1;
	wait_for(&TWIM->EVENTS_STOPPED);
	printf("at %08x\n", (unsigned)frequency);
}

int main(void)
{
	board_pins();
	TWIM->PSEL.SCL = SCL_PIN;
	TWIM->PSEL.SDA = SDA_PIN;
	TWIM->FREQUENCY = TWIM_FREQUENCY_FREQUENCY_K400;
	TWIM->ENABLE = TWIM_ENABLE_ENABLE_Enabled;
	write_then_read();
	refused(0x29, "nobody");
	refused(0x30, "refused");
	suspended();
	at(TWIM_FREQUENCY_FREQUENCY_K100);
	at(TWIM_FREQUENCY_FREQUENCY_K250);
	at(TWIM_FREQUENCY_FREQUENCY_K400);
	return 0;
}
