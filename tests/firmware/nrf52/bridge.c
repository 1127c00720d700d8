/* SPDX-License-Identifier: MIT */
/* Target and host at once. As a target at 0x42 (P0.02 SDA, P0.03 SCL) it takes
 * a register's number, and is asked for two bytes: it then reads them as a host
 * from the thermometer at 0x18, while its own host waits. What is written with
 * more bytes is passed on. */
#include <stdio.h>

#include "board.h"
#include "nrfx_twim.h"
#include "nrfx_twis.h"

enum { DEVICE = 0x18 };

static const nrfx_twis_t twis = NRFX_TWIS_INSTANCE(0);
static const nrfx_twim_t twim = NRFX_TWIM_INSTANCE(1);
static uint8_t written[4];
static uint8_t fetched[2];
static volatile uint32_t n_written;
static volatile bool wanted;

static void handler(nrfx_twis_evt_t const *event)
{
	switch (event->type) {
	case NRFX_TWIS_EVT_WRITE_REQ:
		nrfx_twis_rx_prepare(&twis, written, sizeof(written));
		break;
	case NRFX_TWIS_EVT_WRITE_DONE:
		n_written = event->data.rx_amount;
		break;
	case NRFX_TWIS_EVT_READ_REQ:
		wanted = true;
		break;
	default:
		break;
	}
}

static nrfx_err_t transfer(nrfx_twim_xfer_desc_t xfer, uint32_t flags)
{
	return nrfx_twim_xfer(&twim, &xfer, flags);
}

static void fetch(void)
{
	nrfx_twim_xfer_desc_t seek = NRFX_TWIM_XFER_DESC_TX(DEVICE, written, 1);
	nrfx_twim_xfer_desc_t read = NRFX_TWIM_XFER_DESC_RX(DEVICE, fetched, 2);

	wanted = false;
	n_written = 0;
	if (transfer(seek, NRFX_TWIM_FLAG_TX_NO_STOP) != NRFX_SUCCESS ||
	    transfer(read, 0) != NRFX_SUCCESS)
		printf("device does not answer\n");
	nrfx_twis_tx_prepare(&twis, fetched, 2);
}

static void pass_on(void)
{
	nrfx_twim_xfer_desc_t write =
		NRFX_TWIM_XFER_DESC_TX(DEVICE, written, n_written);

	n_written = 0;
	if (transfer(write, 0) != NRFX_SUCCESS)
		printf("device refuses\n");
}

int main(void)
{
	nrfx_twis_config_t up = NRFX_TWIS_DEFAULT_CONFIG(3, 2, 0x42);
	nrfx_twim_config_t down = NRFX_TWIM_DEFAULT_CONFIG(SCL_PIN, SDA_PIN);

	nrfx_twim_init(&twim, &down, NULL, NULL);
	nrfx_twim_enable(&twim);
	nrfx_twis_init(&twis, &up, handler);
	nrfx_twis_enable(&twis);
	for (;;) {
		if (wanted)
			fetch();
		else if (n_written > 1)
			pass_on();
	}
}
