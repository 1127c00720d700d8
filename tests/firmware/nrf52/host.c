/* SPDX-License-Identifier: MIT */
/* A host on TWIM: the memory at 0x17, which is an RP2040's, and the counter at
 * 0x40, a SAM D51's. */
#include <stdio.h>
#include <string.h>

#include "board.h"
#include "nrfx_twim.h"

static const nrfx_twim_t twim = NRFX_TWIM_INSTANCE(0);
static uint8_t tx[4] = {0x80, 'x', 'y', 'z'};
static uint8_t rx[3];

static bool transfer(nrfx_twim_xfer_desc_t xfer, uint32_t flags)
{
	return nrfx_twim_xfer(&twim, &xfer, flags) == NRFX_SUCCESS;
}

static void write_read(uint8_t address)
{
	nrfx_twim_xfer_desc_t seek = NRFX_TWIM_XFER_DESC_TX(address, tx, 1);
	nrfx_twim_xfer_desc_t read = NRFX_TWIM_XFER_DESC_RX(address, rx, 3);

	memset(rx, 0, sizeof(rx));
	if (!transfer(seek, NRFX_TWIM_FLAG_TX_NO_STOP) || !transfer(read, 0))
		printf("refused\n");
	printf("%02x: %02x %02x %02x\n", address, rx[0], rx[1], rx[2]);
}

int main(void)
{
	nrfx_twim_config_t config = NRFX_TWIM_DEFAULT_CONFIG(SCL_PIN, SDA_PIN);
	nrfx_twim_xfer_desc_t write = NRFX_TWIM_XFER_DESC_TX(0x17, tx, 4);

	config.frequency = NRF_TWIM_FREQ_400K;
	nrfx_twim_init(&twim, &config, NULL, NULL);
	nrfx_twim_enable(&twim);
	NRFX_DELAY_US(1000);
	printf("write %d\n", transfer(write, 0));
	write_read(0x17);
	write_read(0x40);
	write_read(0x17);
	return 0;
}
