/* SPDX-License-Identifier: MIT */
/* The platform "stm32g0". Its pins are named PA0 to PF4 as on the package. */
#ifndef STM32G0_PLATFORM_H
#define STM32G0_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_stm32g0;

#endif /* STM32G0_PLATFORM_H */
