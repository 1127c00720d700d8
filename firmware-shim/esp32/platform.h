/* SPDX-License-Identifier: MIT */
#ifndef ESP32_PLATFORM_H
#define ESP32_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_esp32;
extern const struct tw_platform tw_platform_esp32s3;

#endif /* ESP32_PLATFORM_H */
