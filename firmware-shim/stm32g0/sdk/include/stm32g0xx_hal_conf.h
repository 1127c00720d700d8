/* SPDX-License-Identifier: MIT */
/* A project's own settings of ST's HAL, if it has some; else these. */
#if __has_include_next(<stm32g0xx_hal_conf.h>)
#include_next <stm32g0xx_hal_conf.h>
#elif !defined(STM32G0XX_HAL_CONF_H)
#define STM32G0XX_HAL_CONF_H

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

#define USE_HAL_ADC_REGISTER_CALLBACKS	     0u
#define USE_HAL_CEC_REGISTER_CALLBACKS	     0u
#define USE_HAL_COMP_REGISTER_CALLBACKS	     0u
#define USE_HAL_CRYP_REGISTER_CALLBACKS	     0u
#define USE_HAL_DAC_REGISTER_CALLBACKS	     0u
#define USE_HAL_I2C_REGISTER_CALLBACKS	     0u
#define USE_HAL_I2S_REGISTER_CALLBACKS	     0u
#define USE_HAL_IRDA_REGISTER_CALLBACKS	     0u
#define USE_HAL_LPTIM_REGISTER_CALLBACKS     0u
#define USE_HAL_RNG_REGISTER_CALLBACKS	     0u
#define USE_HAL_RTC_REGISTER_CALLBACKS	     0u
#define USE_HAL_SMBUS_REGISTER_CALLBACKS     0u
#define USE_HAL_SMARTCARD_REGISTER_CALLBACKS 0u
#define USE_HAL_SPI_REGISTER_CALLBACKS	     0u
#define USE_HAL_TIM_REGISTER_CALLBACKS	     0u
#define USE_HAL_UART_REGISTER_CALLBACKS	     0u
#define USE_HAL_USART_REGISTER_CALLBACKS     0u
#define USE_HAL_WWDG_REGISTER_CALLBACKS	     0u

/* In Hz and ms. */
#if !defined(HSE_VALUE)
#define HSE_VALUE 8000000UL
#endif
#define HSE_STARTUP_TIMEOUT 100UL
#if !defined(HSI_VALUE)
#define HSI_VALUE 16000000UL
#endif
#define LSI_VALUE		  32000UL
#define LSE_VALUE		  32768UL
#define LSE_STARTUP_TIMEOUT	  5000UL
#define EXTERNAL_I2S1_CLOCK_VALUE 48000UL

#define VDD_VALUE		 3300UL /* mV */
#define TICK_INT_PRIORITY	 3UL
#define USE_RTOS		 0U
#define PREFETCH_ENABLE		 0U
#define INSTRUCTION_CACHE_ENABLE 1U
#define USE_SPI_CRC		 0U
#define USE_CRYP_SUSPEND_RESUME	 0U

#include <stm32g0xx_hal_rcc.h>
#include <stm32g0xx_hal_gpio.h>
#include <stm32g0xx_hal_dma.h>
#include <stm32g0xx_hal_cortex.h>
#include <stm32g0xx_hal_exti.h>
#include <stm32g0xx_hal_flash.h>
#include <stm32g0xx_hal_i2c.h>
#include <stm32g0xx_hal_pwr.h>
#include <stm32g0xx_hal_smbus.h>

#define assert_param(expr) ((void)0U)

#endif
