/* SPDX-License-Identifier: MIT */
/* The device, and what CMSIS adds to it. */
#ifndef STM32F4XX_H
#define STM32F4XX_H

#ifndef STM32F4
#define STM32F4
#endif
#ifndef STM32F407xx
#define STM32F407xx
#endif

#include "stm32f407xx.h"

#ifndef HSE_VALUE
#define HSE_VALUE 8000000U
#endif
#ifndef HSI_VALUE
#define HSI_VALUE 16000000U
#endif

typedef enum { RESET = 0U, SET = !RESET } FlagStatus, ITStatus;
typedef enum { DISABLE = 0U, ENABLE = !DISABLE } FunctionalState;
typedef enum { SUCCESS = 0U, ERROR = !SUCCESS } ErrorStatus;

#define SET_BIT(reg, bits)    ((reg) |= (bits))
#define CLEAR_BIT(reg, bits)  ((reg) &= ~(bits))
#define READ_BIT(reg, bits)   ((reg) & (bits))
#define CLEAR_REG(reg)	      ((reg) = 0x0)
#define WRITE_REG(reg, value) ((reg) = (value))
#define READ_REG(reg)	      ((reg))
#define MODIFY_REG(reg, clear, set)                                            \
	WRITE_REG((reg), ((READ_REG(reg)) & (~(clear))) | (set))
#define POSITION_VAL(value) __builtin_ctz(value)

#ifdef USE_HAL_DRIVER
#include "stm32f4xx_hal.h"
#endif

#endif /* STM32F4XX_H */
