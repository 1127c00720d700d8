/* SPDX-License-Identifier: MIT */
/* What every part of the HAL shares. */
#ifndef STM32F4XX_HAL_DEF_H
#define STM32F4XX_HAL_DEF_H

#include <stddef.h>
#include <stdint.h>

#include "stm32f4xx.h"

typedef enum {
	HAL_OK = 0x00U,
	HAL_ERROR = 0x01U,
	HAL_BUSY = 0x02U,
	HAL_TIMEOUT = 0x03U,
} HAL_StatusTypeDef;

typedef enum { HAL_UNLOCKED = 0x00U, HAL_LOCKED = 0x01U } HAL_LockTypeDef;

#define HAL_MAX_DELAY 0xFFFFFFFFU
#define UNUSED(x)     (void)(x)

#ifndef __weak
#define __weak __attribute__((weak))
#endif
#ifndef __packed
#define __packed __attribute__((packed))
#endif

#ifndef assert_param
#define assert_param(condition) ((void)0)
#endif

#define HAL_IS_BIT_SET(reg, bit) (((reg) & (bit)) == (bit))
#define HAL_IS_BIT_CLR(reg, bit) (((reg) & (bit)) == 0U)

#define __HAL_LINKDMA(handle, member, dma)                                     \
	do {                                                                   \
		(handle)->member = &(dma);                                     \
		(dma).Parent = (handle);                                       \
	} while (0U)

#endif /* STM32F4XX_HAL_DEF_H */
