/* SPDX-License-Identifier: MIT */
/* A project's own settings of ST's HAL, if it has some; else these. */
#if __has_include_next(<stm32f4xx_hal_conf.h>)
#include_next <stm32f4xx_hal_conf.h>
#elif !defined(STM32F4XX_HAL_CONF_H)
#define STM32F4XX_HAL_CONF_H

#define HAL_MODULE_ENABLED
#define HAL_CORTEX_MODULE_ENABLED
#define HAL_DMA_MODULE_ENABLED
#define HAL_EXTI_MODULE_ENABLED
#define HAL_FLASH_MODULE_ENABLED
#define HAL_GPIO_MODULE_ENABLED
#define HAL_I2C_MODULE_ENABLED
#define HAL_PWR_MODULE_ENABLED
#define HAL_RCC_MODULE_ENABLED
#define HAL_SMBUS_MODULE_ENABLED

#define USE_HAL_I2C_REGISTER_CALLBACKS	 0U
#define USE_HAL_SMBUS_REGISTER_CALLBACKS 0U

/* In Hz and ms. */
#ifndef HSE_VALUE
#define HSE_VALUE 8000000U
#endif
#ifndef HSI_VALUE
#define HSI_VALUE 16000000U
#endif
#ifndef LSE_VALUE
#define LSE_VALUE 32768U
#endif
#ifndef LSI_VALUE
#define LSI_VALUE 32000U
#endif
#define EXTERNAL_CLOCK_VALUE 12288000U
#define HSE_STARTUP_TIMEOUT  100U
#define LSE_STARTUP_TIMEOUT  5000U

#define VDD_VALUE		 3300U /* mV */
#define TICK_INT_PRIORITY	 15U
#define USE_RTOS		 0U
#define PREFETCH_ENABLE		 1U
#define INSTRUCTION_CACHE_ENABLE 1U
#define DATA_CACHE_ENABLE	 1U

#include <stm32f4xx_hal_rcc.h>
#include <stm32f4xx_hal_gpio.h>
#include <stm32f4xx_hal_exti.h>
#include <stm32f4xx_hal_dma.h>
#include <stm32f4xx_hal_cortex.h>
#include <stm32f4xx_hal_flash.h>
#include <stm32f4xx_hal_pwr.h>
#include <stm32f4xx_hal_i2c.h>
#include <stm32f4xx_hal_smbus.h>

#define assert_param(expr) ((void)0U)

#endif
