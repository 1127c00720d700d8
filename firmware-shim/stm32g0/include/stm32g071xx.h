/* SPDX-License-Identifier: MIT */
/* The STM32G071: interrupts, and the registers of what the platform has. */
#ifndef STM32G071XX_H
#define STM32G071XX_H

#ifdef __cplusplus
extern "C" {
#endif

#define __CM0PLUS_REV	       0
#define __MPU_PRESENT	       1
#define __VTOR_PRESENT	       1
#define __NVIC_PRIO_BITS       2
#define __Vendor_SysTickConfig 0

typedef enum {
	NonMaskableInt_IRQn = -14,
	HardFault_IRQn = -13,
	SVC_IRQn = -5,
	PendSV_IRQn = -2,
	SysTick_IRQn = -1,
	WWDG_IRQn = 0,
	PVD_IRQn = 1,
	RTC_TAMP_IRQn = 2,
	FLASH_IRQn = 3,
	RCC_IRQn = 4,
	EXTI0_1_IRQn = 5,
	EXTI2_3_IRQn = 6,
	EXTI4_15_IRQn = 7,
	UCPD1_2_IRQn = 8,
	DMA1_Channel1_IRQn = 9,
	DMA1_Channel2_3_IRQn = 10,
	DMA1_Ch4_7_DMAMUX1_OVR_IRQn = 11,
	ADC1_COMP_IRQn = 12,
	TIM1_BRK_UP_TRG_COM_IRQn = 13,
	TIM1_CC_IRQn = 14,
	TIM2_IRQn = 15,
	TIM3_IRQn = 16,
	TIM6_DAC_LPTIM1_IRQn = 17,
	TIM7_LPTIM2_IRQn = 18,
	TIM14_IRQn = 19,
	TIM15_IRQn = 20,
	TIM16_IRQn = 21,
	TIM17_IRQn = 22,
	I2C1_IRQn = 23,
	I2C2_IRQn = 24,
	SPI1_IRQn = 25,
	SPI2_IRQn = 26,
	USART1_IRQn = 27,
	USART2_IRQn = 28,
	USART3_4_LPUART1_IRQn = 29,
	CEC_IRQn = 30,
} IRQn_Type;

#include "core_cm0plus.h"
#include "stm32g0xx_i2c_regs.h"
#include "stm32g0xx_rcc_regs.h"
#include "system_stm32g0xx.h"

typedef struct {
	__IO uint32_t CR1;
	__IO uint32_t CR2;
	__IO uint32_t OAR1;
	__IO uint32_t OAR2;
	__IO uint32_t TIMINGR;
	__IO uint32_t TIMEOUTR;
	__IO uint32_t ISR;
	__IO uint32_t ICR;
	__IO uint32_t PECR;
	__IO uint32_t RXDR;
	__IO uint32_t TXDR;
} I2C_TypeDef;

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
	__IO uint32_t BRR;
} GPIO_TypeDef;

typedef struct {
	__IO uint32_t CR;
	__IO uint32_t ICSCR;
	__IO uint32_t CFGR;
	__IO uint32_t PLLCFGR;
	uint32_t RESERVED0[2];
	__IO uint32_t CIER;
	__IO uint32_t CIFR;
	__IO uint32_t CICR;
	__IO uint32_t IOPRSTR;
	__IO uint32_t AHBRSTR;
	__IO uint32_t APBRSTR1;
	__IO uint32_t APBRSTR2;
	__IO uint32_t IOPENR;
	__IO uint32_t AHBENR;
	__IO uint32_t APBENR1;
	__IO uint32_t APBENR2;
	__IO uint32_t IOPSMENR;
	__IO uint32_t AHBSMENR;
	__IO uint32_t APBSMENR1;
	__IO uint32_t APBSMENR2;
	__IO uint32_t CCIPR;
	uint32_t RESERVED2;
	__IO uint32_t BDCR;
	__IO uint32_t CSR;
} RCC_TypeDef;

typedef struct {
	__IO uint32_t ACR;
	uint32_t RESERVED1;
	__IO uint32_t KEYR;
	__IO uint32_t OPTKEYR;
	__IO uint32_t SR;
	__IO uint32_t CR;
} FLASH_TypeDef;

typedef struct {
	__IO uint32_t CR1;
	__IO uint32_t CR2;
	__IO uint32_t CR3;
	__IO uint32_t CR4;
	__IO uint32_t SR1;
	__IO uint32_t SR2;
	__IO uint32_t SCR;
} PWR_TypeDef;

typedef struct {
	__IO uint32_t CFGR1;
	uint32_t RESERVED0[5];
	__IO uint32_t CFGR2;
} SYSCFG_TypeDef;

typedef struct {
	__IO uint32_t ISR;
	__IO uint32_t IFCR;
} DMA_TypeDef;

typedef struct {
	__IO uint32_t CCR;
	__IO uint32_t CNDTR;
	__IO uint32_t CPAR;
	__IO uint32_t CMAR;
} DMA_Channel_TypeDef;

typedef struct {
	__IO uint32_t CCR;
} DMAMUX_Channel_TypeDef;

#define I2C1_BASE    0x40005400u
#define I2C2_BASE    0x40005800u
#define PWR_BASE     0x40007000u
#define SYSCFG_BASE  0x40010000u
#define DMA1_BASE    0x40020000u
#define DMAMUX1_BASE 0x40020800u
#define RCC_BASE     0x40021000u
#define FLASH_R_BASE 0x40022000u
#define GPIOA_BASE   0x50000000u
#define GPIOB_BASE   0x50000400u
#define GPIOC_BASE   0x50000800u
#define GPIOD_BASE   0x50000c00u
#define GPIOF_BASE   0x50001400u

#define I2C1   ((I2C_TypeDef *)I2C1_BASE)
#define I2C2   ((I2C_TypeDef *)I2C2_BASE)
#define PWR    ((PWR_TypeDef *)PWR_BASE)
#define SYSCFG ((SYSCFG_TypeDef *)SYSCFG_BASE)
#define RCC    ((RCC_TypeDef *)RCC_BASE)
#define FLASH  ((FLASH_TypeDef *)FLASH_R_BASE)
#define GPIOA  ((GPIO_TypeDef *)GPIOA_BASE)
#define GPIOB  ((GPIO_TypeDef *)GPIOB_BASE)
#define GPIOC  ((GPIO_TypeDef *)GPIOC_BASE)
#define GPIOD  ((GPIO_TypeDef *)GPIOD_BASE)
#define GPIOF  ((GPIO_TypeDef *)GPIOF_BASE)

#define DMA1		 ((DMA_TypeDef *)DMA1_BASE)
#define DMA1_Channel1	 ((DMA_Channel_TypeDef *)(DMA1_BASE + 0x08u))
#define DMA1_Channel2	 ((DMA_Channel_TypeDef *)(DMA1_BASE + 0x1cu))
#define DMA1_Channel3	 ((DMA_Channel_TypeDef *)(DMA1_BASE + 0x30u))
#define DMA1_Channel4	 ((DMA_Channel_TypeDef *)(DMA1_BASE + 0x44u))
#define DMA1_Channel5	 ((DMA_Channel_TypeDef *)(DMA1_BASE + 0x58u))
#define DMA1_Channel6	 ((DMA_Channel_TypeDef *)(DMA1_BASE + 0x6cu))
#define DMA1_Channel7	 ((DMA_Channel_TypeDef *)(DMA1_BASE + 0x80u))
#define DMAMUX1_Channel0 ((DMAMUX_Channel_TypeDef *)DMAMUX1_BASE)

#define DMA_CCR_EN    (1u << 0)
#define DMA_CCR_TCIE  (1u << 1)
#define DMA_CCR_HTIE  (1u << 2)
#define DMA_CCR_TEIE  (1u << 3)
#define DMA_CCR_DIR   (1u << 4)
#define DMA_CCR_CIRC  (1u << 5)
#define DMA_CCR_PINC  (1u << 6)
#define DMA_CCR_MINC  (1u << 7)
#define DMA_CCR_PSIZE (3u << 8)
#define DMA_CCR_MSIZE (3u << 10)
#define DMA_CCR_PL    (3u << 12)

#define FLASH_ACR_LATENCY_Pos 0u
#define FLASH_ACR_LATENCY     (7u << 0)
#define FLASH_ACR_LATENCY_0   (1u << 0)
#define FLASH_ACR_LATENCY_1   (2u << 0)
#define FLASH_ACR_PRFTEN      (1u << 8)
#define FLASH_ACR_ICEN	      (1u << 9)

#ifdef __cplusplus
}
#endif

#endif /* STM32G071XX_H */
