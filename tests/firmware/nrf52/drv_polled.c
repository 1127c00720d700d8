/* SPDX-License-Identifier: MIT */
/* The driver of TWIS without a handler: its state is asked. */
#include <stdio.h>

#include "board.h"
#include "nrfx_twis.h"

static const nrfx_twis_t twis = NRFX_TWIS_INSTANCE(1);
static uint8_t buffer[4];

int main(void)
{
	nrfx_twis_config_t config =
		NRFX_TWIS_DEFAULT_CONFIG(SCL_PIN, SDA_PIN, 0x40);

	nrfx_twis_init(&twis, &config, NULL);
	nrfx_twis_enable(&twis);
	while (!nrfx_twis_is_waiting_rx_buff(&twis))
		;
	nrfx_twis_rx_prepare(&twis, buffer, sizeof(buffer));
	while (!nrfx_twis_is_pending_rx(&twis))
		;
	while (nrfx_twis_is_busy(&twis))
		;
	printf("written %u: %.4s\n", (unsigned)nrfx_twis_rx_amount(&twis),
	       (char *)buffer);
	while (!nrfx_twis_is_waiting_tx_buff(&twis))
		;
	nrfx_twis_tx_prepare(&twis, buffer, 2);
	while (!nrfx_twis_is_pending_tx(&twis))
		;
	while (nrfx_twis_is_busy(&twis))
		;
	printf("read %u, error %u\n", (unsigned)nrfx_twis_tx_amount(&twis),
	       (unsigned)nrfx_twis_error_get_and_clear(&twis));
	nrfx_twis_uninit(&twis);
	return 0;
}
