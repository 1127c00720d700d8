/* SPDX-License-Identifier: MIT */
/* Ours, and what the vendor's brings along. */
#ifndef TW_DRIVER_GPIO_H
#define TW_DRIVER_GPIO_H

#include_next <driver/gpio.h>

#include <soc/gpio_pins.h>

#endif /* TW_DRIVER_GPIO_H */
