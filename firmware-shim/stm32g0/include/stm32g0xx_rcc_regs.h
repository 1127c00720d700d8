/* SPDX-License-Identifier: MIT */
/* RCC's registers: offsets and bits, as far as the platform has them. */
#ifndef STM32G0XX_RCC_REGS_H
#define STM32G0XX_RCC_REGS_H

#define RCC_CR_OFFSET	    0x00u
#define RCC_ICSCR_OFFSET    0x04u
#define RCC_CFGR_OFFSET	    0x08u
#define RCC_PLLCFGR_OFFSET  0x0cu
#define RCC_IOPRSTR_OFFSET  0x24u
#define RCC_AHBRSTR_OFFSET  0x28u
#define RCC_APBRSTR1_OFFSET 0x2cu
#define RCC_APBRSTR2_OFFSET 0x30u
#define RCC_IOPENR_OFFSET   0x34u
#define RCC_AHBENR_OFFSET   0x38u
#define RCC_APBENR1_OFFSET  0x3cu
#define RCC_APBENR2_OFFSET  0x40u
#define RCC_CCIPR_OFFSET    0x54u
#define RCC_BDCR_OFFSET	    0x5cu
#define RCC_CSR_OFFSET	    0x60u

#define RCC_CR_HSION	  (1u << 8)
#define RCC_CR_HSIKERON	  (1u << 9)
#define RCC_CR_HSIRDY	  (1u << 10)
#define RCC_CR_HSIDIV_Pos 11u
#define RCC_CR_HSIDIV	  (7u << 11)
#define RCC_CR_HSEON	  (1u << 16)
#define RCC_CR_HSERDY	  (1u << 17)
#define RCC_CR_HSEBYP	  (1u << 18)
#define RCC_CR_CSSON	  (1u << 19)
#define RCC_CR_PLLON	  (1u << 24)
#define RCC_CR_PLLRDY	  (1u << 25)

#define RCC_CFGR_SW_Pos	  0u
#define RCC_CFGR_SW	  (7u << 0)
#define RCC_CFGR_SW_0	  (1u << 0)
#define RCC_CFGR_SW_1	  (2u << 0)
#define RCC_CFGR_SW_2	  (4u << 0)
#define RCC_CFGR_SWS_Pos  3u
#define RCC_CFGR_SWS	  (7u << 3)
#define RCC_CFGR_SWS_0	  (1u << 3)
#define RCC_CFGR_SWS_1	  (2u << 3)
#define RCC_CFGR_SWS_2	  (4u << 3)
#define RCC_CFGR_HPRE_Pos 8u
#define RCC_CFGR_HPRE	  (15u << 8)
#define RCC_CFGR_PPRE_Pos 12u
#define RCC_CFGR_PPRE	  (7u << 12)

#define RCC_PLLCFGR_PLLSRC_Pos 0u
#define RCC_PLLCFGR_PLLSRC     (3u << 0)
#define RCC_PLLCFGR_PLLSRC_HSI (2u << 0)
#define RCC_PLLCFGR_PLLSRC_HSE (3u << 0)
#define RCC_PLLCFGR_PLLM_Pos   4u
#define RCC_PLLCFGR_PLLM       (7u << 4)
#define RCC_PLLCFGR_PLLN_Pos   8u
#define RCC_PLLCFGR_PLLN       (0x7fu << 8)
#define RCC_PLLCFGR_PLLREN     (1u << 28)
#define RCC_PLLCFGR_PLLR_Pos   29u
#define RCC_PLLCFGR_PLLR       (7u << 29)

#define RCC_IOPENR_GPIOAEN (1u << 0)
#define RCC_IOPENR_GPIOBEN (1u << 1)
#define RCC_IOPENR_GPIOCEN (1u << 2)
#define RCC_IOPENR_GPIODEN (1u << 3)
#define RCC_IOPENR_GPIOFEN (1u << 5)

#define RCC_IOPRSTR_GPIOARST (1u << 0)
#define RCC_IOPRSTR_GPIOBRST (1u << 1)
#define RCC_IOPRSTR_GPIOCRST (1u << 2)
#define RCC_IOPRSTR_GPIODRST (1u << 3)
#define RCC_IOPRSTR_GPIOFRST (1u << 5)

#define RCC_AHBENR_DMA1EN   (1u << 0)
#define RCC_AHBENR_FLASHEN  (1u << 8)
#define RCC_AHBRSTR_DMA1RST (1u << 0)

#define RCC_APBENR1_I2C1EN   (1u << 21)
#define RCC_APBENR1_I2C2EN   (1u << 22)
#define RCC_APBENR1_PWREN    (1u << 28)
#define RCC_APBRSTR1_I2C1RST (1u << 21)
#define RCC_APBRSTR1_I2C2RST (1u << 22)
#define RCC_APBRSTR1_PWRRST  (1u << 28)

#define RCC_APBENR2_SYSCFGEN   (1u << 0)
#define RCC_APBRSTR2_SYSCFGRST (1u << 0)

#define RCC_CCIPR_I2C1SEL_Pos 12u
#define RCC_CCIPR_I2C1SEL     (3u << 12)
#define RCC_CCIPR_I2C1SEL_0   (1u << 12)
#define RCC_CCIPR_I2C1SEL_1   (2u << 12)

#endif /* STM32G0XX_RCC_REGS_H */
