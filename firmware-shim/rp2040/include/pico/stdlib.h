/* SPDX-License-Identifier: MIT */
/* The headers that most firmware wants, in one. */
#ifndef PICO_STDLIB_H
#define PICO_STDLIB_H

#include "pico.h"
#include "pico/stdio.h"
#include "pico/time.h"
#include "hardware/gpio.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifdef PICO_DEFAULT_LED_PIN
#define PICO_DEFAULT_LED_PIN_INVERTED 0
#endif

void setup_default_uart(void);

#ifdef __cplusplus
}
#endif

#endif
