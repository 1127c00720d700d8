/* SPDX-License-Identifier: MIT */
#ifndef ZEPHYR_PLATFORM_H
#define ZEPHYR_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_zephyr;

#endif /* ZEPHYR_PLATFORM_H */
