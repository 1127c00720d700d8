/* SPDX-License-Identifier: MIT */
/* What all parts of the HAL share. */
#ifndef STM32G0XX_HAL_DEF_H
#define STM32G0XX_HAL_DEF_H

#include <stddef.h>
#include <stdint.h>

#include "stm32g0xx.h"

typedef enum {
	HAL_OK = 0,
	HAL_ERROR = 1,
	HAL_BUSY = 2,
	HAL_TIMEOUT = 3,
} HAL_StatusTypeDef;

typedef enum { HAL_UNLOCKED = 0, HAL_LOCKED = 1 } HAL_LockTypeDef;

#define HAL_MAX_DELAY 0xffffffffu

#define HAL_IS_BIT_SET(REG, BIT) (((REG) & (BIT)) == (BIT))
#define HAL_IS_BIT_CLR(REG, BIT) (((REG) & (BIT)) == 0u)

#define UNUSED(x) ((void)(x))
#ifndef __weak
#define __weak __attribute__((weak))
#endif

/* A peripheral's handle and its channel's know each other. */
#define __HAL_LINKDMA(HANDLE, FIELD, DMA)                                      \
	do {                                                                   \
		(HANDLE)->FIELD = &(DMA);                                      \
		(DMA).Parent = (HANDLE);                                       \
	} while (0)

#endif /* STM32G0XX_HAL_DEF_H */
