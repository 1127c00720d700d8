/* SPDX-License-Identifier: MIT */
/* Speaks to itself: TWIM1 on P0.26 and P1.08, TWIS0 on P0.02 (SDA) and P0.03
 * (SCL), all on one bus. */
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "nrfx_twim.h"
#include "nrfx_twis.h"

static const nrfx_twis_t twis = NRFX_TWIS_INSTANCE(0);
static const nrfx_twim_t twim = NRFX_TWIM_INSTANCE(1);
static uint8_t memory[8];
static uint8_t tx[8] = {1, 2, 3, 5, 8, 13, 21, 34};
static uint8_t rx[8];

static void handler(nrfx_twis_evt_t const *event)
{
	if (event->type == NRFX_TWIS_EVT_WRITE_REQ)
		nrfx_twis_rx_prepare(&twis, memory, sizeof(memory));
	else if (event->type == NRFX_TWIS_EVT_READ_REQ)
		nrfx_twis_tx_prepare(&twis, memory, sizeof(memory));
}

static int transfer(nrfx_twim_xfer_desc_t xfer)
{
	return (int)nrfx_twim_xfer(&twim, &xfer, 0) - NRFX_ERROR_BASE_NUM;
}

int main(void)
{
	nrfx_twis_config_t target = NRFX_TWIS_DEFAULT_CONFIG(3, 2, 0x42);
	nrfx_twim_config_t host = NRFX_TWIM_DEFAULT_CONFIG(SCL_PIN, SDA_PIN);
	nrfx_twim_xfer_desc_t write = NRFX_TWIM_XFER_DESC_TX(0x42, tx, 8);
	nrfx_twim_xfer_desc_t read = NRFX_TWIM_XFER_DESC_RX(0x42, rx, 8);

	host.frequency = NRF_TWIM_FREQ_400K;
	nrfx_twim_init(&twim, &host, NULL, NULL);
	nrfx_twim_enable(&twim);
	nrfx_twis_init(&twis, &target, handler);
	nrfx_twis_enable(&twis);
	printf("write %d\n", transfer(write));
	printf("read %d\n", transfer(read));
	printf("same %d\n", !memcmp(rx, tx, 8));
	nrfx_twis_disable(&twis);
	printf("gone %x\n", transfer(read)); /* ANACK */
	return 0;
}
