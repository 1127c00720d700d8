/* SPDX-License-Identifier: MIT */
/* What firmware for any STM32G0 includes; the chip is an STM32G071. */
#ifndef STM32G0XX_H
#define STM32G0XX_H

#include "stm32g071xx.h"

typedef enum { RESET = 0, SET = !RESET } FlagStatus, ITStatus;
typedef enum { DISABLE = 0, ENABLE = !DISABLE } FunctionalState;
typedef enum { SUCCESS = 0, ERROR = !SUCCESS } ErrorStatus;

#define SET_BIT(REG, BIT)     ((REG) |= (BIT))
#define CLEAR_BIT(REG, BIT)   ((REG) &= ~(BIT))
#define READ_BIT(REG, BIT)    ((REG) & (BIT))
#define CLEAR_REG(REG)	      ((REG) = 0)
#define WRITE_REG(REG, VALUE) ((REG) = (VALUE))
#define READ_REG(REG)	      ((REG))
#define MODIFY_REG(REG, CLEARED, VALUE)                                        \
	WRITE_REG((REG), (READ_REG(REG) & ~(CLEARED)) | (VALUE))

#ifdef USE_HAL_DRIVER
#include "stm32g0xx_hal.h"
#endif

#endif /* STM32G0XX_H */
