/* SPDX-License-Identifier: MIT */
/*
 * The pins: GPIO block, GPIO matrix and pads.
 *
 * From:     ESP32-S3 Technical Reference Manual, "IO MUX and GPIO Matrix".
 * Modelled: GPIO_OUT, ENABLE and their W1TS, W1TC; GPIO_IN; open drain; which
 *           pins the I2C controllers' signals go to and come from; the pads'
 *           input enable and pull-up; interrupts on edges and levels for
 *           CPU 0.
 * Left out: every other peripheral's signal drives nothing; inverted signals,
 *           pull-down, drive strength, hold, sleep, the RTC's own hand on the
 *           pads: stored, or not there. A pull-up acts where nothing is
 *           soldered to the pin.
 */
#ifndef ESP32_GPIO_H
#define ESP32_GPIO_H

#include "esp32/intr.h"
#include "runtime/pins.h"

enum { ESP_MAX_GPIOS = 49, ESP_SIGNALS = 256 };

struct esp_gpio {
	struct pins pins;
	struct pin pin[ESP_MAX_GPIOS];
	unsigned n_pins;
	struct esp_intr *intr;
	unsigned source;
	/* A signal's way through the matrix may have changed. */
	void (*routed)(void *user);
	void *user;
	uint64_t out;
	uint64_t enable;
	uint64_t status;
	uint64_t seen;
	uint32_t conf[ESP_MAX_GPIOS];
	uint32_t in_sel[ESP_SIGNALS];
	uint32_t out_sel[ESP_MAX_GPIOS];
	uint32_t pad[ESP_MAX_GPIOS];
};

void esp_gpio_init(struct esp_gpio *g, struct esp_intr *intr, unsigned source,
		   unsigned n_pins);
void esp_gpio_reset(struct esp_gpio *g);
/* The pin on which a peripheral's signal goes out and comes in, or -1. */
int esp_gpio_pin_of(const struct esp_gpio *g, unsigned signal);
struct reg_device esp_gpio_device(struct esp_gpio *g, uint32_t base);
struct reg_device esp_gpio_pads(struct esp_gpio *g, uint32_t base);

#endif /* ESP32_GPIO_H */
