/* SPDX-License-Identifier: MIT */
#ifndef STM32F4_PLATFORM_H
#define STM32F4_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_stm32f4;

/* --- Inside ------------------------------------------------------------ */

enum { F4_IRQS = 82 };

extern const char *const f4_handlers[F4_IRQS];

#endif /* STM32F4_PLATFORM_H */
