/* SPDX-License-Identifier: MIT */
/* The driver of TWIM: an EEPROM at 0x50, drv_target's memory at 0x40, nobody at
 * 0x29. First it waits for each transfer, then it is told. */
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "nrfx_twim.h"

static const nrfx_twim_t twim = NRFX_TWIM_INSTANCE(1);
static const uint8_t in_flash[2] = {1, 2};
static uint8_t tx[8] = {0x10, 'h', 'e', 'l', 'l', 'o', '!', '?'};
static uint8_t more[3] = {0x08, 'Y', 'Z'};
static uint8_t rx[8];
static volatile int outcome;

static nrfx_err_t waiting(nrfx_twim_xfer_desc_t xfer, uint32_t flags)
{
	return nrfx_twim_xfer(&twim, &xfer, flags);
}

static void say(const char *what, nrfx_err_t error)
{
	printf("%s %x\n", what, (unsigned)error - NRFX_ERROR_BASE_NUM);
}

static void wait_for_each(nrfx_twim_config_t const *config)
{
	nrfx_twim_xfer_desc_t write = NRFX_TWIM_XFER_DESC_TX(0x50, tx, 6);
	nrfx_twim_xfer_desc_t nobody = NRFX_TWIM_XFER_DESC_TX(0x29, tx, 1);
	nrfx_twim_xfer_desc_t poll = NRFX_TWIM_XFER_DESC_TX(0x50, tx, 0);
	nrfx_twim_xfer_desc_t seek = NRFX_TWIM_XFER_DESC_TX(0x50, tx, 1);
	nrfx_twim_xfer_desc_t read = NRFX_TWIM_XFER_DESC_RX(0x50, rx, 5);
	nrfx_twim_xfer_desc_t refused = NRFX_TWIM_XFER_DESC_TX(0x40, tx, 8);
	nrfx_twim_xfer_desc_t flash =
		NRFX_TWIM_XFER_DESC_TX(0x50, (uint8_t *)in_flash, 2);

	nrfx_twim_init(&twim, config, NULL, NULL);
	nrfx_twim_enable(&twim);
	say("write", waiting(write, 0));
	say("nobody", waiting(nobody, 0));
	while (waiting(poll, 0) != NRFX_SUCCESS)
		;
	say("seek", waiting(seek, NRFX_TWIM_FLAG_TX_NO_STOP));
	say("read", waiting(read, 0));
	printf("%.5s\n", (char *)rx);
	say("refused", waiting(refused, 0));
	say("flash", waiting(flash, 0));
	nrfx_twim_uninit(&twim);
}

static void handler(nrfx_twim_evt_t const *event, void *context)
{
	*(volatile int *)context = event->type;
}

static void told(const char *what, nrfx_twim_xfer_desc_t xfer)
{
	outcome = -1;
	memset(rx, 0, sizeof(rx));
	nrfx_twim_xfer(&twim, &xfer, 0);
	while (outcome < 0)
		__WFE();
	printf("%s %d %s\n", what, outcome, (char *)rx);
}

static void be_told(nrfx_twim_config_t const *config)
{
	nrfx_twim_xfer_desc_t txrx =
		NRFX_TWIM_XFER_DESC_TXRX(0x50, tx, 1, rx, 4);
	nrfx_twim_xfer_desc_t txtx =
		NRFX_TWIM_XFER_DESC_TXTX(0x40, tx, 2, more, 3);
	nrfx_twim_xfer_desc_t back =
		NRFX_TWIM_XFER_DESC_TXRX(0x40, more, 1, rx, 3);
	nrfx_twim_xfer_desc_t nobody = NRFX_TWIM_XFER_DESC_TX(0x29, tx, 4);
	nrfx_twim_xfer_desc_t refused = NRFX_TWIM_XFER_DESC_TX(0x40, tx, 8);
	nrfx_twim_xfer_desc_t last = NRFX_TWIM_XFER_DESC_TX(0x40, tx, 6);
	nrfx_twim_xfer_desc_t one = NRFX_TWIM_XFER_DESC_RX(0x40, rx, 1);

	nrfx_twim_init(&twim, config, handler, (void *)&outcome);
	nrfx_twim_enable(&twim);
	told("txrx", txrx);
	told("txtx", txtx);
	told("back", back);
	told("nobody", nobody);
	told("refused", refused);
	told("last", last);
	told("one", one);
}

int main(void)
{
	nrfx_twim_config_t config = NRFX_TWIM_DEFAULT_CONFIG(SCL_PIN, SDA_PIN);

	config.frequency = NRF_TWIM_FREQ_400K;
	wait_for_each(&config);
	be_told(&config);
	return 0;
}
