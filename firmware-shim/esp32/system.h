/* SPDX-License-Identifier: MIT */
/*
 * Clock gates and resets of peripherals.
 *
 * From:     ESP32-S3 Technical Reference Manual, "Reset and Clock".
 * Modelled: PERIP_CLK_EN0 and PERIP_RST_EN0: the two I2C controllers' reset.
 * Left out: everything else is stored; a gated clock stops nothing.
 */
#ifndef ESP32_SYSTEM_H
#define ESP32_SYSTEM_H

#include "runtime/mcu.h"

struct esp_system {
	uint32_t reg[64]; /* by offset / 4 */
	void (*reset_i2c)(void *user, unsigned n);
	void *user;
};

void esp_system_reset(struct esp_system *s);
struct reg_device esp_system_device(struct esp_system *s, uint32_t base);

#endif /* ESP32_SYSTEM_H */
