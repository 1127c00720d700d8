/* SPDX-License-Identifier: MIT */
/* Clocks, and with them the power's voltage and the flash memory's latency. */
#ifndef STM32F4XX_HAL_RCC_H
#define STM32F4XX_HAL_RCC_H

#include "stm32f4xx_hal_def.h"

typedef struct {
	uint32_t PLLState;
	uint32_t PLLSource;
	uint32_t PLLM; /* 2 to 63 */
	uint32_t PLLN; /* 50 to 432 */
	uint32_t PLLP; /* RCC_PLLP_DIVx */
	uint32_t PLLQ; /* 2 to 15 */
} RCC_PLLInitTypeDef;

typedef struct {
	uint32_t OscillatorType; /* which of the next are looked at */
	uint32_t HSEState;
	uint32_t LSEState;
	uint32_t HSIState;
	uint32_t HSICalibrationValue;
	uint32_t LSIState;
	RCC_PLLInitTypeDef PLL;
} RCC_OscInitTypeDef;

typedef struct {
	uint32_t ClockType; /* which of the next are looked at */
	uint32_t SYSCLKSource;
	uint32_t AHBCLKDivider;
	uint32_t APB1CLKDivider;
	uint32_t APB2CLKDivider;
} RCC_ClkInitTypeDef;

#define RCC_OSCILLATORTYPE_NONE 0U
#define RCC_OSCILLATORTYPE_HSE	1U
#define RCC_OSCILLATORTYPE_HSI	2U
#define RCC_OSCILLATORTYPE_LSE	4U
#define RCC_OSCILLATORTYPE_LSI	8U

#define RCC_HSE_OFF    0U
#define RCC_HSE_ON     RCC_CR_HSEON
#define RCC_HSE_BYPASS (RCC_CR_HSEBYP | RCC_CR_HSEON)
#define RCC_HSI_OFF    0U
#define RCC_HSI_ON     1U
#define RCC_LSE_OFF    0U
#define RCC_LSE_ON     1U
#define RCC_LSI_OFF    0U
#define RCC_LSI_ON     1U
#define RCC_PLL_NONE   0U
#define RCC_PLL_OFF    1U
#define RCC_PLL_ON     2U
#define RCC_PLLP_DIV2  2U
#define RCC_PLLP_DIV4  4U
#define RCC_PLLP_DIV6  6U
#define RCC_PLLP_DIV8  8U

#define RCC_HSICALIBRATION_DEFAULT 16U

#define RCC_PLLSOURCE_HSI RCC_PLLCFGR_PLLSRC_HSI
#define RCC_PLLSOURCE_HSE RCC_PLLCFGR_PLLSRC_HSE

#define RCC_CLOCKTYPE_SYSCLK 1U
#define RCC_CLOCKTYPE_HCLK   2U
#define RCC_CLOCKTYPE_PCLK1  4U
#define RCC_CLOCKTYPE_PCLK2  8U

#define RCC_SYSCLKSOURCE_HSI	RCC_CFGR_SW_HSI
#define RCC_SYSCLKSOURCE_HSE	RCC_CFGR_SW_HSE
#define RCC_SYSCLKSOURCE_PLLCLK RCC_CFGR_SW_PLL

#define RCC_SYSCLK_DIV1	  RCC_CFGR_HPRE_DIV1
#define RCC_SYSCLK_DIV2	  RCC_CFGR_HPRE_DIV2
#define RCC_SYSCLK_DIV4	  RCC_CFGR_HPRE_DIV4
#define RCC_SYSCLK_DIV8	  RCC_CFGR_HPRE_DIV8
#define RCC_SYSCLK_DIV16  RCC_CFGR_HPRE_DIV16
#define RCC_SYSCLK_DIV64  RCC_CFGR_HPRE_DIV64
#define RCC_SYSCLK_DIV128 RCC_CFGR_HPRE_DIV128
#define RCC_SYSCLK_DIV256 RCC_CFGR_HPRE_DIV256
#define RCC_SYSCLK_DIV512 RCC_CFGR_HPRE_DIV512
#define RCC_HCLK_DIV1	  RCC_CFGR_PPRE1_DIV1
#define RCC_HCLK_DIV2	  RCC_CFGR_PPRE1_DIV2
#define RCC_HCLK_DIV4	  RCC_CFGR_PPRE1_DIV4
#define RCC_HCLK_DIV8	  RCC_CFGR_PPRE1_DIV8
#define RCC_HCLK_DIV16	  RCC_CFGR_PPRE1_DIV16

#define FLASH_LATENCY_0 FLASH_ACR_LATENCY_0WS
#define FLASH_LATENCY_1 FLASH_ACR_LATENCY_1WS
#define FLASH_LATENCY_2 FLASH_ACR_LATENCY_2WS
#define FLASH_LATENCY_3 FLASH_ACR_LATENCY_3WS
#define FLASH_LATENCY_4 FLASH_ACR_LATENCY_4WS
#define FLASH_LATENCY_5 FLASH_ACR_LATENCY_5WS
#define FLASH_LATENCY_6 FLASH_ACR_LATENCY_6WS
#define FLASH_LATENCY_7 FLASH_ACR_LATENCY_7WS

#define PWR_REGULATOR_VOLTAGE_SCALE1 PWR_CR_VOS
#define PWR_REGULATOR_VOLTAGE_SCALE2 0U
#define __HAL_PWR_VOLTAGESCALING_CONFIG(scale)                                 \
	MODIFY_REG(PWR->CR, PWR_CR_VOS, (scale))

/* The clock runs when the bit has been read back. */
#define RCC_CLOCK_ON(reg, bit)                                                 \
	do {                                                                   \
		SET_BIT(RCC->reg, (bit));                                      \
		(void)READ_BIT(RCC->reg, (bit));                               \
	} while (0U)

#define __HAL_RCC_GPIOA_CLK_ENABLE() RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_GPIOAEN)
#define __HAL_RCC_GPIOB_CLK_ENABLE() RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_GPIOBEN)
#define __HAL_RCC_GPIOC_CLK_ENABLE() RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_GPIOCEN)
#define __HAL_RCC_GPIOD_CLK_ENABLE() RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_GPIODEN)
#define __HAL_RCC_GPIOE_CLK_ENABLE() RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_GPIOEEN)
#define __HAL_RCC_GPIOF_CLK_ENABLE() RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_GPIOFEN)
#define __HAL_RCC_GPIOG_CLK_ENABLE() RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_GPIOGEN)
#define __HAL_RCC_GPIOH_CLK_ENABLE() RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_GPIOHEN)
#define __HAL_RCC_GPIOI_CLK_ENABLE() RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_GPIOIEN)
#define __HAL_RCC_DMA1_CLK_ENABLE()  RCC_CLOCK_ON(AHB1ENR, RCC_AHB1ENR_DMA1EN)
#define __HAL_RCC_I2C1_CLK_ENABLE()  RCC_CLOCK_ON(APB1ENR, RCC_APB1ENR_I2C1EN)
#define __HAL_RCC_I2C2_CLK_ENABLE()  RCC_CLOCK_ON(APB1ENR, RCC_APB1ENR_I2C2EN)
#define __HAL_RCC_I2C3_CLK_ENABLE()  RCC_CLOCK_ON(APB1ENR, RCC_APB1ENR_I2C3EN)
#define __HAL_RCC_PWR_CLK_ENABLE()   RCC_CLOCK_ON(APB1ENR, RCC_APB1ENR_PWREN)
#define __HAL_RCC_SYSCFG_CLK_ENABLE()                                          \
	RCC_CLOCK_ON(APB2ENR, RCC_APB2ENR_SYSCFGEN)

#define __HAL_RCC_I2C1_CLK_DISABLE() CLEAR_BIT(RCC->APB1ENR, RCC_APB1ENR_I2C1EN)
#define __HAL_RCC_I2C2_CLK_DISABLE() CLEAR_BIT(RCC->APB1ENR, RCC_APB1ENR_I2C2EN)
#define __HAL_RCC_I2C3_CLK_DISABLE() CLEAR_BIT(RCC->APB1ENR, RCC_APB1ENR_I2C3EN)

#define __HAL_RCC_I2C1_FORCE_RESET()                                           \
	SET_BIT(RCC->APB1RSTR, RCC_APB1RSTR_I2C1RST)
#define __HAL_RCC_I2C2_FORCE_RESET()                                           \
	SET_BIT(RCC->APB1RSTR, RCC_APB1RSTR_I2C2RST)
#define __HAL_RCC_I2C3_FORCE_RESET()                                           \
	SET_BIT(RCC->APB1RSTR, RCC_APB1RSTR_I2C3RST)
#define __HAL_RCC_I2C1_RELEASE_RESET()                                         \
	CLEAR_BIT(RCC->APB1RSTR, RCC_APB1RSTR_I2C1RST)
#define __HAL_RCC_I2C2_RELEASE_RESET()                                         \
	CLEAR_BIT(RCC->APB1RSTR, RCC_APB1RSTR_I2C2RST)
#define __HAL_RCC_I2C3_RELEASE_RESET()                                         \
	CLEAR_BIT(RCC->APB1RSTR, RCC_APB1RSTR_I2C3RST)

HAL_StatusTypeDef HAL_RCC_OscConfig(RCC_OscInitTypeDef *RCC_OscInitStruct);
HAL_StatusTypeDef HAL_RCC_ClockConfig(RCC_ClkInitTypeDef *RCC_ClkInitStruct,
				      uint32_t FLatency);
uint32_t HAL_RCC_GetSysClockFreq(void);
uint32_t HAL_RCC_GetHCLKFreq(void);
uint32_t HAL_RCC_GetPCLK1Freq(void);
uint32_t HAL_RCC_GetPCLK2Freq(void);

#endif /* STM32F4XX_HAL_RCC_H */
