/* SPDX-License-Identifier: MIT */
/*
 * What firmware asks about the chip itself: CLOCK, POWER, FICR, UICR.
 *
 * From:     nRF52840 Product Specification: CLOCK, POWER, FICR, UICR.
 * Modelled: the oscillators run at once when started, with their events,
 *           interrupt and status; FICR says an nRF52840 of revision 3 with
 *           1 MiB of flash and 256 KiB of RAM; the rest of CLOCK and POWER
 *           stores.
 * Left out: calibration, low power states and their latencies, reset reasons;
 *           UICR is as erased and is not written.
 */
#ifndef NRF52_CLOCK_H
#define NRF52_CLOCK_H

#include "runtime/mcu.h"
#include "runtime/nvic.h"

struct clocks {
	struct nvic *nvic;
	uint32_t events;
	uint32_t inten;
	uint32_t running; /* bit 0: HFXO, bit 1: LFCLK */
	uint32_t word[0x1000 / 4];
};

void nrf_clocks_reset(struct clocks *c);
struct reg_device nrf_clocks_device(struct clocks *c);
/* FICR and UICR. */
struct reg_device nrf_info_device(void);

#endif /* NRF52_CLOCK_H */
