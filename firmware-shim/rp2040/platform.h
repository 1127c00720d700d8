/* SPDX-License-Identifier: MIT */
/* The platform "rp2040". Its pins are named GPIO0 to GPIO29. */
#ifndef RP2040_PLATFORM_H
#define RP2040_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_rp2040;

#endif /* RP2040_PLATFORM_H */
