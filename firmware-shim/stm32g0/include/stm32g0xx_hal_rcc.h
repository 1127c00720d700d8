/* SPDX-License-Identifier: MIT */
/* Clocks: oscillators, the PLL, prescalers, each block's enable and reset. */
#ifndef STM32G0XX_HAL_RCC_H
#define STM32G0XX_HAL_RCC_H

#include "stm32g0xx_hal_def.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
	uint32_t PLLState;
	uint32_t PLLSource;
	uint32_t PLLM;
	uint32_t PLLN;
	uint32_t PLLP;
	uint32_t PLLQ;
	uint32_t PLLR;
} RCC_PLLInitTypeDef;

typedef struct {
	uint32_t OscillatorType;
	uint32_t HSEState;
	uint32_t LSEState;
	uint32_t HSIState;
	uint32_t HSIDiv;
	uint32_t HSICalibrationValue;
	uint32_t LSIState;
	RCC_PLLInitTypeDef PLL;
} RCC_OscInitTypeDef;

typedef struct {
	uint32_t ClockType;
	uint32_t SYSCLKSource;
	uint32_t AHBCLKDivider;
	uint32_t APB1CLKDivider;
} RCC_ClkInitTypeDef;

typedef struct {
	uint32_t PeriphClockSelection;
	uint32_t I2c1ClockSelection;
} RCC_PeriphCLKInitTypeDef;

#define RCC_OSCILLATORTYPE_NONE 0u
#define RCC_OSCILLATORTYPE_HSE	1u
#define RCC_OSCILLATORTYPE_HSI	2u
#define RCC_OSCILLATORTYPE_LSE	4u
#define RCC_OSCILLATORTYPE_LSI	8u

#define RCC_HSE_OFF    0u
#define RCC_HSE_ON     RCC_CR_HSEON
#define RCC_HSE_BYPASS (RCC_CR_HSEBYP | RCC_CR_HSEON)
#define RCC_HSI_OFF    0u
#define RCC_HSI_ON     RCC_CR_HSION
#define RCC_LSI_OFF    0u
#define RCC_LSI_ON     1u
#define RCC_LSE_OFF    0u
#define RCC_LSE_ON     1u

#define RCC_HSICALIBRATION_DEFAULT 64u

#define RCC_HSI_DIV1   (0u << RCC_CR_HSIDIV_Pos)
#define RCC_HSI_DIV2   (1u << RCC_CR_HSIDIV_Pos)
#define RCC_HSI_DIV4   (2u << RCC_CR_HSIDIV_Pos)
#define RCC_HSI_DIV8   (3u << RCC_CR_HSIDIV_Pos)
#define RCC_HSI_DIV16  (4u << RCC_CR_HSIDIV_Pos)
#define RCC_HSI_DIV32  (5u << RCC_CR_HSIDIV_Pos)
#define RCC_HSI_DIV64  (6u << RCC_CR_HSIDIV_Pos)
#define RCC_HSI_DIV128 (7u << RCC_CR_HSIDIV_Pos)

#define RCC_PLL_NONE 0u
#define RCC_PLL_OFF  1u
#define RCC_PLL_ON   2u

#define RCC_PLLSOURCE_NONE 0u
#define RCC_PLLSOURCE_HSI  RCC_PLLCFGR_PLLSRC_HSI
#define RCC_PLLSOURCE_HSE  RCC_PLLCFGR_PLLSRC_HSE

#define RCC_PLLM_DIV1 (0u << RCC_PLLCFGR_PLLM_Pos)
#define RCC_PLLM_DIV2 (1u << RCC_PLLCFGR_PLLM_Pos)
#define RCC_PLLM_DIV3 (2u << RCC_PLLCFGR_PLLM_Pos)
#define RCC_PLLM_DIV4 (3u << RCC_PLLCFGR_PLLM_Pos)
#define RCC_PLLM_DIV5 (4u << RCC_PLLCFGR_PLLM_Pos)
#define RCC_PLLM_DIV6 (5u << RCC_PLLCFGR_PLLM_Pos)
#define RCC_PLLM_DIV7 (6u << RCC_PLLCFGR_PLLM_Pos)
#define RCC_PLLM_DIV8 (7u << RCC_PLLCFGR_PLLM_Pos)

#define RCC_PLLP_DIV2 (1u << 17)
#define RCC_PLLQ_DIV2 (1u << 25)
#define RCC_PLLR_DIV2 (1u << RCC_PLLCFGR_PLLR_Pos)
#define RCC_PLLR_DIV3 (2u << RCC_PLLCFGR_PLLR_Pos)
#define RCC_PLLR_DIV4 (3u << RCC_PLLCFGR_PLLR_Pos)
#define RCC_PLLR_DIV5 (4u << RCC_PLLCFGR_PLLR_Pos)
#define RCC_PLLR_DIV6 (5u << RCC_PLLCFGR_PLLR_Pos)
#define RCC_PLLR_DIV7 (6u << RCC_PLLCFGR_PLLR_Pos)
#define RCC_PLLR_DIV8 (7u << RCC_PLLCFGR_PLLR_Pos)

#define RCC_CLOCKTYPE_SYSCLK 1u
#define RCC_CLOCKTYPE_HCLK   2u
#define RCC_CLOCKTYPE_PCLK1  4u

#define RCC_SYSCLKSOURCE_HSI	0u
#define RCC_SYSCLKSOURCE_HSE	1u
#define RCC_SYSCLKSOURCE_PLLCLK 2u
#define RCC_SYSCLKSOURCE_LSI	3u
#define RCC_SYSCLKSOURCE_LSE	4u

#define RCC_SYSCLK_DIV1	  (0u << RCC_CFGR_HPRE_Pos)
#define RCC_SYSCLK_DIV2	  (8u << RCC_CFGR_HPRE_Pos)
#define RCC_SYSCLK_DIV4	  (9u << RCC_CFGR_HPRE_Pos)
#define RCC_SYSCLK_DIV8	  (10u << RCC_CFGR_HPRE_Pos)
#define RCC_SYSCLK_DIV16  (11u << RCC_CFGR_HPRE_Pos)
#define RCC_SYSCLK_DIV64  (12u << RCC_CFGR_HPRE_Pos)
#define RCC_SYSCLK_DIV128 (13u << RCC_CFGR_HPRE_Pos)
#define RCC_SYSCLK_DIV256 (14u << RCC_CFGR_HPRE_Pos)
#define RCC_SYSCLK_DIV512 (15u << RCC_CFGR_HPRE_Pos)

#define RCC_HCLK_DIV1  (0u << RCC_CFGR_PPRE_Pos)
#define RCC_HCLK_DIV2  (4u << RCC_CFGR_PPRE_Pos)
#define RCC_HCLK_DIV4  (5u << RCC_CFGR_PPRE_Pos)
#define RCC_HCLK_DIV8  (6u << RCC_CFGR_PPRE_Pos)
#define RCC_HCLK_DIV16 (7u << RCC_CFGR_PPRE_Pos)

#define RCC_PERIPHCLK_I2C1	 0x20u
#define RCC_I2C1CLKSOURCE_PCLK1	 0u
#define RCC_I2C1CLKSOURCE_SYSCLK RCC_CCIPR_I2C1SEL_0
#define RCC_I2C1CLKSOURCE_HSI	 RCC_CCIPR_I2C1SEL_1

#define FLASH_LATENCY_0 0u
#define FLASH_LATENCY_1 FLASH_ACR_LATENCY_0
#define FLASH_LATENCY_2 FLASH_ACR_LATENCY_1

#define PWR_REGULATOR_VOLTAGE_SCALE1 (1u << 9)
#define PWR_REGULATOR_VOLTAGE_SCALE2 (2u << 9)

/* A block's clock; the read back is what the manual asks for. */
#define TW_RCC_ENABLE(REG, BIT)                                                \
	do {                                                                   \
		SET_BIT(RCC->REG, BIT);                                        \
		(void)READ_BIT(RCC->REG, BIT);                                 \
	} while (0)

#define __HAL_RCC_GPIOA_CLK_ENABLE() TW_RCC_ENABLE(IOPENR, RCC_IOPENR_GPIOAEN)
#define __HAL_RCC_GPIOB_CLK_ENABLE() TW_RCC_ENABLE(IOPENR, RCC_IOPENR_GPIOBEN)
#define __HAL_RCC_GPIOC_CLK_ENABLE() TW_RCC_ENABLE(IOPENR, RCC_IOPENR_GPIOCEN)
#define __HAL_RCC_GPIOD_CLK_ENABLE() TW_RCC_ENABLE(IOPENR, RCC_IOPENR_GPIODEN)
#define __HAL_RCC_GPIOF_CLK_ENABLE() TW_RCC_ENABLE(IOPENR, RCC_IOPENR_GPIOFEN)
#define __HAL_RCC_DMA1_CLK_ENABLE()  TW_RCC_ENABLE(AHBENR, RCC_AHBENR_DMA1EN)
#define __HAL_RCC_I2C1_CLK_ENABLE()  TW_RCC_ENABLE(APBENR1, RCC_APBENR1_I2C1EN)
#define __HAL_RCC_I2C2_CLK_ENABLE()  TW_RCC_ENABLE(APBENR1, RCC_APBENR1_I2C2EN)
#define __HAL_RCC_PWR_CLK_ENABLE()   TW_RCC_ENABLE(APBENR1, RCC_APBENR1_PWREN)
#define __HAL_RCC_SYSCFG_CLK_ENABLE()                                          \
	TW_RCC_ENABLE(APBENR2, RCC_APBENR2_SYSCFGEN)

#define __HAL_RCC_GPIOA_CLK_DISABLE() CLEAR_BIT(RCC->IOPENR, RCC_IOPENR_GPIOAEN)
#define __HAL_RCC_GPIOB_CLK_DISABLE() CLEAR_BIT(RCC->IOPENR, RCC_IOPENR_GPIOBEN)
#define __HAL_RCC_DMA1_CLK_DISABLE()  CLEAR_BIT(RCC->AHBENR, RCC_AHBENR_DMA1EN)
#define __HAL_RCC_I2C1_CLK_DISABLE()  CLEAR_BIT(RCC->APBENR1, RCC_APBENR1_I2C1EN)
#define __HAL_RCC_I2C2_CLK_DISABLE()  CLEAR_BIT(RCC->APBENR1, RCC_APBENR1_I2C2EN)

#define __HAL_RCC_I2C1_FORCE_RESET()                                           \
	SET_BIT(RCC->APBRSTR1, RCC_APBRSTR1_I2C1RST)
#define __HAL_RCC_I2C2_FORCE_RESET()                                           \
	SET_BIT(RCC->APBRSTR1, RCC_APBRSTR1_I2C2RST)
#define __HAL_RCC_I2C1_RELEASE_RESET()                                         \
	CLEAR_BIT(RCC->APBRSTR1, RCC_APBRSTR1_I2C1RST)
#define __HAL_RCC_I2C2_RELEASE_RESET()                                         \
	CLEAR_BIT(RCC->APBRSTR1, RCC_APBRSTR1_I2C2RST)

HAL_StatusTypeDef HAL_RCC_OscConfig(RCC_OscInitTypeDef *RCC_OscInitStruct);
HAL_StatusTypeDef HAL_RCC_ClockConfig(RCC_ClkInitTypeDef *RCC_ClkInitStruct,
				      uint32_t FLatency);
HAL_StatusTypeDef
HAL_RCCEx_PeriphCLKConfig(RCC_PeriphCLKInitTypeDef *PeriphClkInit);
uint32_t HAL_RCC_GetSysClockFreq(void); /* Hz */
uint32_t HAL_RCC_GetHCLKFreq(void);
uint32_t HAL_RCC_GetPCLK1Freq(void);
HAL_StatusTypeDef HAL_PWREx_ControlVoltageScaling(uint32_t VoltageScaling);

#ifdef __cplusplus
}
#endif

#endif /* STM32G0XX_HAL_RCC_H */
