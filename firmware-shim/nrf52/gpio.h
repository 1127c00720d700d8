/* SPDX-License-Identifier: MIT */
/*
 * The pins: P0 and P1.
 *
 * From:     nRF52840 Product Specification, GPIO.
 * Modelled: OUT, DIR and their SET and CLR; IN; PIN_CNF's direction, input
 *           buffer, drive (the disconnected halves D0 and D1 drive nothing)
 *           and, where nothing is soldered to a pin, its pull-up. A pin that
 *           an enabled peripheral has is driven by that alone.
 * Left out: SENSE, LATCH and DETECT (stored), GPIOTE; the pull of a soldered
 *           pin (some 13 kilohm); drive strength.
 */
#ifndef NRF52_GPIO_H
#define NRF52_GPIO_H

#include "runtime/mcu.h"
#include "runtime/pins.h"

/* P0.00 is 0, P1.00 is 32: as in PSEL. */
enum { N_PINS = 48 };

struct gpio {
	struct pins pins;
	struct pin pin[N_PINS];
	uint64_t out;
	uint64_t dir;
	uint64_t taken; /* by peripherals */
	uint32_t cnf[N_PINS];
	uint32_t latch[2];
	uint32_t detect_mode[2];
};

void nrf_gpio_setup(struct gpio *g, const char *chip, tw_queue *queue);
bool nrf_gpio_solder(struct gpio *g, const struct tw_chip_config *config,
		     GError **error);
void nrf_gpio_take(struct gpio *g, uint64_t pins);
void nrf_gpio_reset(struct gpio *g);
struct reg_device nrf_gpio_device(struct gpio *g);

#endif /* NRF52_GPIO_H */
