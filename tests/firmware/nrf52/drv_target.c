/* SPDX-License-Identifier: MIT */
/* A memory of 32 bytes at 0x40 and 0x41, on the driver of TWIS: what is written
 * is an offset and up to four bytes, what is read four bytes from there. */
#include <stdio.h>

#include "board.h"
#include "nrfx_twis.h"

static const nrfx_twis_t twis = NRFX_TWIS_INSTANCE(0);
static const uint8_t in_flash[4] = {1, 2, 3, 4};
static uint8_t memory[32] = "0123456789abcdefghijklmnopqrstu";
static uint8_t rx[5];
static unsigned offset;

static void take(uint32_t amount)
{
	if (amount)
		offset = rx[0] % 28;
	for (uint32_t i = 1; i < amount; i++)
		memory[offset + i - 1] = rx[i];
}

static void handler(nrfx_twis_evt_t const *event)
{
	switch (event->type) {
	case NRFX_TWIS_EVT_READ_REQ:
		printf("read req %d\n", event->data.buf_req);
		nrfx_twis_tx_prepare(&twis, memory + offset, 4);
		break;
	case NRFX_TWIS_EVT_READ_DONE:
		printf("read %u\n", (unsigned)event->data.tx_amount);
		break;
	case NRFX_TWIS_EVT_WRITE_REQ:
		printf("write req %d\n", event->data.buf_req);
		nrfx_twis_rx_prepare(&twis, rx, sizeof(rx));
		break;
	case NRFX_TWIS_EVT_WRITE_DONE:
		printf("write %u\n", (unsigned)event->data.rx_amount);
		take(event->data.rx_amount);
		break;
	case NRFX_TWIS_EVT_READ_ERROR:
		printf("read error %u\n", (unsigned)event->data.error);
		break;
	case NRFX_TWIS_EVT_WRITE_ERROR:
		printf("write error %u\n", (unsigned)event->data.error);
		break;
	case NRFX_TWIS_EVT_GENERAL_ERROR:
		printf("error %u\n", (unsigned)event->data.error);
		break;
	}
}

int main(void)
{
	nrfx_twis_config_t config =
		NRFX_TWIS_DEFAULT_CONFIG(SCL_PIN, SDA_PIN, 0x40);

	config.addr[1] = 0x41;
	if (nrfx_twis_init(&twis, &config, handler) != NRFX_SUCCESS)
		printf("no init\n");
	nrfx_twis_enable(&twis);
	if (nrfx_twis_tx_prepare(&twis, in_flash, 4) != NRFX_ERROR_INVALID_ADDR)
		printf("flash taken\n");
	for (;;)
		__WFE();
}
