/* SPDX-License-Identifier: MIT */
/*
 * The STM32F407's registers, as far as firmware around I2C uses them: GPIO,
 * RCC, I2C, EXTI, SYSCFG, PWR, FLASH, DMA, DBGMCU. Names are CMSIS's.
 *
 * From: RM0090.
 */
#ifndef STM32F407XX_H
#define STM32F407XX_H

#include <stdint.h>

/* Table 62. */
typedef enum {
	NonMaskableInt_IRQn = -14,
	MemoryManagement_IRQn = -12,
	BusFault_IRQn = -11,
	UsageFault_IRQn = -10,
	SVCall_IRQn = -5,
	DebugMonitor_IRQn = -4,
	PendSV_IRQn = -2,
	SysTick_IRQn = -1,
	WWDG_IRQn = 0,
	PVD_IRQn = 1,
	TAMP_STAMP_IRQn = 2,
	RTC_WKUP_IRQn = 3,
	FLASH_IRQn = 4,
	RCC_IRQn = 5,
	EXTI0_IRQn = 6,
	EXTI1_IRQn = 7,
	EXTI2_IRQn = 8,
	EXTI3_IRQn = 9,
	EXTI4_IRQn = 10,
	DMA1_Stream0_IRQn = 11,
	DMA1_Stream1_IRQn = 12,
	DMA1_Stream2_IRQn = 13,
	DMA1_Stream3_IRQn = 14,
	DMA1_Stream4_IRQn = 15,
	DMA1_Stream5_IRQn = 16,
	DMA1_Stream6_IRQn = 17,
	ADC_IRQn = 18,
	CAN1_TX_IRQn = 19,
	CAN1_RX0_IRQn = 20,
	CAN1_RX1_IRQn = 21,
	CAN1_SCE_IRQn = 22,
	EXTI9_5_IRQn = 23,
	TIM1_BRK_TIM9_IRQn = 24,
	TIM1_UP_TIM10_IRQn = 25,
	TIM1_TRG_COM_TIM11_IRQn = 26,
	TIM1_CC_IRQn = 27,
	TIM2_IRQn = 28,
	TIM3_IRQn = 29,
	TIM4_IRQn = 30,
	I2C1_EV_IRQn = 31,
	I2C1_ER_IRQn = 32,
	I2C2_EV_IRQn = 33,
	I2C2_ER_IRQn = 34,
	SPI1_IRQn = 35,
	SPI2_IRQn = 36,
	USART1_IRQn = 37,
	USART2_IRQn = 38,
	USART3_IRQn = 39,
	EXTI15_10_IRQn = 40,
	RTC_Alarm_IRQn = 41,
	OTG_FS_WKUP_IRQn = 42,
	TIM8_BRK_TIM12_IRQn = 43,
	TIM8_UP_TIM13_IRQn = 44,
	TIM8_TRG_COM_TIM14_IRQn = 45,
	TIM8_CC_IRQn = 46,
	DMA1_Stream7_IRQn = 47,
	FSMC_IRQn = 48,
	SDIO_IRQn = 49,
	TIM5_IRQn = 50,
	SPI3_IRQn = 51,
	UART4_IRQn = 52,
	UART5_IRQn = 53,
	TIM6_DAC_IRQn = 54,
	TIM7_IRQn = 55,
	DMA2_Stream0_IRQn = 56,
	DMA2_Stream1_IRQn = 57,
	DMA2_Stream2_IRQn = 58,
	DMA2_Stream3_IRQn = 59,
	DMA2_Stream4_IRQn = 60,
	ETH_IRQn = 61,
	ETH_WKUP_IRQn = 62,
	CAN2_TX_IRQn = 63,
	CAN2_RX0_IRQn = 64,
	CAN2_RX1_IRQn = 65,
	CAN2_SCE_IRQn = 66,
	OTG_FS_IRQn = 67,
	DMA2_Stream5_IRQn = 68,
	DMA2_Stream6_IRQn = 69,
	DMA2_Stream7_IRQn = 70,
	USART6_IRQn = 71,
	I2C3_EV_IRQn = 72,
	I2C3_ER_IRQn = 73,
	OTG_HS_EP1_OUT_IRQn = 74,
	OTG_HS_EP1_IN_IRQn = 75,
	OTG_HS_WKUP_IRQn = 76,
	OTG_HS_IRQn = 77,
	DCMI_IRQn = 78,
	CRYP_IRQn = 79,
	HASH_RNG_IRQn = 80,
	FPU_IRQn = 81,
} IRQn_Type;

#define __CM4_REV	       0x0001U
#define __MPU_PRESENT	       1U
#define __NVIC_PRIO_BITS       4U
#define __Vendor_SysTickConfig 0U
#define __FPU_PRESENT	       1U

#include "core_cm4.h"
#include "system_stm32f4xx.h"

/* 8.4 */
typedef struct {
	__IO uint32_t MODER;
	__IO uint32_t OTYPER;
	__IO uint32_t OSPEEDR;
	__IO uint32_t PUPDR;
	__IO uint32_t IDR;
	__IO uint32_t ODR;
	__IO uint32_t BSRR;
	__IO uint32_t LCKR;
	__IO uint32_t AFR[2];
} GPIO_TypeDef;

/* 7.3 */
typedef struct {
	__IO uint32_t CR;
	__IO uint32_t PLLCFGR;
	__IO uint32_t CFGR;
	__IO uint32_t CIR;
	__IO uint32_t AHB1RSTR;
	__IO uint32_t AHB2RSTR;
	__IO uint32_t AHB3RSTR;
	uint32_t RESERVED0;
	__IO uint32_t APB1RSTR;
	__IO uint32_t APB2RSTR;
	uint32_t RESERVED1[2];
	__IO uint32_t AHB1ENR;
	__IO uint32_t AHB2ENR;
	__IO uint32_t AHB3ENR;
	uint32_t RESERVED2;
	__IO uint32_t APB1ENR;
	__IO uint32_t APB2ENR;
	uint32_t RESERVED3[2];
	__IO uint32_t AHB1LPENR;
	__IO uint32_t AHB2LPENR;
	__IO uint32_t AHB3LPENR;
	uint32_t RESERVED4;
	__IO uint32_t APB1LPENR;
	__IO uint32_t APB2LPENR;
	uint32_t RESERVED5[2];
	__IO uint32_t BDCR;
	__IO uint32_t CSR;
	uint32_t RESERVED6[2];
	__IO uint32_t SSCGR;
	__IO uint32_t PLLI2SCFGR;
} RCC_TypeDef;

/* 27.6 */
typedef struct {
	__IO uint32_t CR1;
	__IO uint32_t CR2;
	__IO uint32_t OAR1;
	__IO uint32_t OAR2;
	__IO uint32_t DR;
	__IO uint32_t SR1;
	__IO uint32_t SR2;
	__IO uint32_t CCR;
	__IO uint32_t TRISE;
} I2C_TypeDef;

/* 12.3 */
typedef struct {
	__IO uint32_t IMR;
	__IO uint32_t EMR;
	__IO uint32_t RTSR;
	__IO uint32_t FTSR;
	__IO uint32_t SWIER;
	__IO uint32_t PR;
} EXTI_TypeDef;

/* 9.2 */
typedef struct {
	__IO uint32_t MEMRMP;
	__IO uint32_t PMC;
	__IO uint32_t EXTICR[4];
	uint32_t RESERVED[2];
	__IO uint32_t CMPCR;
} SYSCFG_TypeDef;

/* 5.4 */
typedef struct {
	__IO uint32_t CR;
	__IO uint32_t CSR;
} PWR_TypeDef;

/* 3.9 */
typedef struct {
	__IO uint32_t ACR;
	__IO uint32_t KEYR;
	__IO uint32_t OPTKEYR;
	__IO uint32_t SR;
	__IO uint32_t CR;
	__IO uint32_t OPTCR;
	__IO uint32_t OPTCR1;
} FLASH_TypeDef;

/* 10.5 */
typedef struct {
	__IO uint32_t CR;
	__IO uint32_t NDTR;
	__IO uint32_t PAR;
	__IO uint32_t M0AR;
	__IO uint32_t M1AR;
	__IO uint32_t FCR;
} DMA_Stream_TypeDef;

/* 10.5 */
typedef struct {
	__IO uint32_t LISR;
	__IO uint32_t HISR;
	__IO uint32_t LIFCR;
	__IO uint32_t HIFCR;
} DMA_TypeDef;

/* 38.16 */
typedef struct {
	__IO uint32_t IDCODE;
	__IO uint32_t CR;
	__IO uint32_t APB1FZ;
	__IO uint32_t APB2FZ;
} DBGMCU_TypeDef;

/* Table 1. */
#define PERIPH_BASE	  0x40000000U
#define APB1PERIPH_BASE	  PERIPH_BASE
#define APB2PERIPH_BASE	  (PERIPH_BASE + 0x00010000U)
#define AHB1PERIPH_BASE	  (PERIPH_BASE + 0x00020000U)
#define I2C1_BASE	  (APB1PERIPH_BASE + 0x5400U)
#define I2C2_BASE	  (APB1PERIPH_BASE + 0x5800U)
#define I2C3_BASE	  (APB1PERIPH_BASE + 0x5c00U)
#define PWR_BASE	  (APB1PERIPH_BASE + 0x7000U)
#define SYSCFG_BASE	  (APB2PERIPH_BASE + 0x3800U)
#define EXTI_BASE	  (APB2PERIPH_BASE + 0x3c00U)
#define GPIOA_BASE	  (AHB1PERIPH_BASE + 0x0000U)
#define GPIOB_BASE	  (AHB1PERIPH_BASE + 0x0400U)
#define GPIOC_BASE	  (AHB1PERIPH_BASE + 0x0800U)
#define GPIOD_BASE	  (AHB1PERIPH_BASE + 0x0c00U)
#define GPIOE_BASE	  (AHB1PERIPH_BASE + 0x1000U)
#define GPIOF_BASE	  (AHB1PERIPH_BASE + 0x1400U)
#define GPIOG_BASE	  (AHB1PERIPH_BASE + 0x1800U)
#define GPIOH_BASE	  (AHB1PERIPH_BASE + 0x1c00U)
#define GPIOI_BASE	  (AHB1PERIPH_BASE + 0x2000U)
#define RCC_BASE	  (AHB1PERIPH_BASE + 0x3800U)
#define FLASH_R_BASE	  (AHB1PERIPH_BASE + 0x3c00U)
#define DMA1_BASE	  (AHB1PERIPH_BASE + 0x6000U)
#define DMA1_Stream0_BASE (DMA1_BASE + 0x010U)
#define DMA1_Stream1_BASE (DMA1_BASE + 0x028U)
#define DMA1_Stream2_BASE (DMA1_BASE + 0x040U)
#define DMA1_Stream3_BASE (DMA1_BASE + 0x058U)
#define DMA1_Stream4_BASE (DMA1_BASE + 0x070U)
#define DMA1_Stream5_BASE (DMA1_BASE + 0x088U)
#define DMA1_Stream6_BASE (DMA1_BASE + 0x0a0U)
#define DMA1_Stream7_BASE (DMA1_BASE + 0x0b8U)
#define DBGMCU_BASE	  0xe0042000U

#define I2C1	     ((I2C_TypeDef *)I2C1_BASE)
#define I2C2	     ((I2C_TypeDef *)I2C2_BASE)
#define I2C3	     ((I2C_TypeDef *)I2C3_BASE)
#define PWR	     ((PWR_TypeDef *)PWR_BASE)
#define SYSCFG	     ((SYSCFG_TypeDef *)SYSCFG_BASE)
#define EXTI	     ((EXTI_TypeDef *)EXTI_BASE)
#define RCC	     ((RCC_TypeDef *)RCC_BASE)
#define DMA1	     ((DMA_TypeDef *)DMA1_BASE)
#define DBGMCU	     ((DBGMCU_TypeDef *)DBGMCU_BASE)
#define FLASH	     ((FLASH_TypeDef *)FLASH_R_BASE)
#define GPIOA	     ((GPIO_TypeDef *)GPIOA_BASE)
#define GPIOB	     ((GPIO_TypeDef *)GPIOB_BASE)
#define GPIOC	     ((GPIO_TypeDef *)GPIOC_BASE)
#define GPIOD	     ((GPIO_TypeDef *)GPIOD_BASE)
#define GPIOE	     ((GPIO_TypeDef *)GPIOE_BASE)
#define GPIOF	     ((GPIO_TypeDef *)GPIOF_BASE)
#define GPIOG	     ((GPIO_TypeDef *)GPIOG_BASE)
#define GPIOH	     ((GPIO_TypeDef *)GPIOH_BASE)
#define GPIOI	     ((GPIO_TypeDef *)GPIOI_BASE)
#define DMA1_Stream0 ((DMA_Stream_TypeDef *)DMA1_Stream0_BASE)
#define DMA1_Stream1 ((DMA_Stream_TypeDef *)DMA1_Stream1_BASE)
#define DMA1_Stream2 ((DMA_Stream_TypeDef *)DMA1_Stream2_BASE)
#define DMA1_Stream3 ((DMA_Stream_TypeDef *)DMA1_Stream3_BASE)
#define DMA1_Stream4 ((DMA_Stream_TypeDef *)DMA1_Stream4_BASE)
#define DMA1_Stream5 ((DMA_Stream_TypeDef *)DMA1_Stream5_BASE)
#define DMA1_Stream6 ((DMA_Stream_TypeDef *)DMA1_Stream6_BASE)
#define DMA1_Stream7 ((DMA_Stream_TypeDef *)DMA1_Stream7_BASE)

#include "regs/stm32f4_dma.h"
#include "regs/stm32f4_i2c.h"
#include "regs/stm32f4_rcc.h"
#include "regs/stm32f4_system.h"

#define IS_I2C_ALL_INSTANCE(instance)                                          \
	((instance) == I2C1 || (instance) == I2C2 || (instance) == I2C3)
#define IS_I2C_SLAVE_ALL_INSTANCE IS_I2C_ALL_INSTANCE

#endif /* STM32F407XX_H */
