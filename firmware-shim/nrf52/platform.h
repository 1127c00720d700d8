/* SPDX-License-Identifier: MIT */
/* The platform "nrf52". Its pins are named P0.00 to P0.31, P1.00 to P1.15. */
#ifndef NRF52_PLATFORM_H
#define NRF52_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_nrf52;

#endif /* NRF52_PLATFORM_H */
