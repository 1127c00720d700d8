/* SPDX-License-Identifier: MIT */
/*
 * MCLK: the CPU's clock divider and the bus clocks of the peripherals.
 *
 * From: SAM D5x/E5x Family Data Sheet, 15.8.
 */
#ifndef SAMD51_COMPONENT_MCLK_H
#define SAMD51_COMPONENT_MCLK_H

#include "sam_types.h"

typedef union {
	struct {
		uint8_t CKRDY : 1;
		uint8_t : 7;
	} bit;
	uint8_t reg;
} MCLK_INTENCLR_Type;

#define MCLK_INTENCLR_CKRDY_Pos 0
#define MCLK_INTENCLR_CKRDY (1u << 0)

typedef union {
	struct {
		uint8_t CKRDY : 1;
		uint8_t : 7;
	} bit;
	uint8_t reg;
} MCLK_INTENSET_Type;

#define MCLK_INTENSET_CKRDY_Pos 0
#define MCLK_INTENSET_CKRDY (1u << 0)

typedef union {
	struct {
		uint8_t CKRDY : 1;
		uint8_t : 7;
	} bit;
	uint8_t reg;
} MCLK_INTFLAG_Type;

#define MCLK_INTFLAG_CKRDY_Pos 0
#define MCLK_INTFLAG_CKRDY (1u << 0)

typedef union {
	struct {
		uint8_t DIV : 8;
	} bit;
	uint8_t reg;
} MCLK_HSDIV_Type;

#define MCLK_HSDIV_DIV_Pos 0
#define MCLK_HSDIV_DIV_Msk (0xffu << 0)
#define MCLK_HSDIV_DIV(value) (MCLK_HSDIV_DIV_Msk & ((uint32_t)(value) << 0))

typedef union {
	struct {
		uint8_t DIV : 8;
	} bit;
	uint8_t reg;
} MCLK_CPUDIV_Type;

#define MCLK_CPUDIV_DIV_Pos 0
#define MCLK_CPUDIV_DIV_Msk (0xffu << 0)
#define MCLK_CPUDIV_DIV(value) (MCLK_CPUDIV_DIV_Msk & ((uint32_t)(value) << 0))

typedef union {
	struct {
		uint32_t HPB0 : 1;
		uint32_t HPB1 : 1;
		uint32_t HPB2 : 1;
		uint32_t HPB3 : 1;
		uint32_t DSU : 1;
		uint32_t : 1;
		uint32_t NVMCTRL : 1;
		uint32_t : 1;
		uint32_t CMCC : 1;
		uint32_t DMAC : 1;
		uint32_t : 22;
	} bit;
	uint32_t reg;
} MCLK_AHBMASK_Type;

#define MCLK_AHBMASK_HPB0_Pos 0
#define MCLK_AHBMASK_HPB0 (1u << 0)
#define MCLK_AHBMASK_HPB1_Pos 1
#define MCLK_AHBMASK_HPB1 (1u << 1)
#define MCLK_AHBMASK_HPB2_Pos 2
#define MCLK_AHBMASK_HPB2 (1u << 2)
#define MCLK_AHBMASK_HPB3_Pos 3
#define MCLK_AHBMASK_HPB3 (1u << 3)
#define MCLK_AHBMASK_DSU_Pos 4
#define MCLK_AHBMASK_DSU (1u << 4)
#define MCLK_AHBMASK_NVMCTRL_Pos 6
#define MCLK_AHBMASK_NVMCTRL (1u << 6)
#define MCLK_AHBMASK_CMCC_Pos 8
#define MCLK_AHBMASK_CMCC (1u << 8)
#define MCLK_AHBMASK_DMAC_Pos 9
#define MCLK_AHBMASK_DMAC (1u << 9)

typedef union {
	struct {
		uint32_t PAC : 1;
		uint32_t PM : 1;
		uint32_t MCLK : 1;
		uint32_t RSTC : 1;
		uint32_t OSCCTRL : 1;
		uint32_t OSC32KCTRL : 1;
		uint32_t SUPC : 1;
		uint32_t GCLK : 1;
		uint32_t WDT : 1;
		uint32_t RTC : 1;
		uint32_t EIC : 1;
		uint32_t FREQM : 1;
		uint32_t SERCOM0 : 1;
		uint32_t SERCOM1 : 1;
		uint32_t TC0 : 1;
		uint32_t TC1 : 1;
		uint32_t : 16;
	} bit;
	uint32_t reg;
} MCLK_APBAMASK_Type;

#define MCLK_APBAMASK_PAC_Pos 0
#define MCLK_APBAMASK_PAC (1u << 0)
#define MCLK_APBAMASK_PM_Pos 1
#define MCLK_APBAMASK_PM (1u << 1)
#define MCLK_APBAMASK_MCLK_Pos 2
#define MCLK_APBAMASK_MCLK (1u << 2)
#define MCLK_APBAMASK_RSTC_Pos 3
#define MCLK_APBAMASK_RSTC (1u << 3)
#define MCLK_APBAMASK_OSCCTRL_Pos 4
#define MCLK_APBAMASK_OSCCTRL (1u << 4)
#define MCLK_APBAMASK_OSC32KCTRL_Pos 5
#define MCLK_APBAMASK_OSC32KCTRL (1u << 5)
#define MCLK_APBAMASK_SUPC_Pos 6
#define MCLK_APBAMASK_SUPC (1u << 6)
#define MCLK_APBAMASK_GCLK_Pos 7
#define MCLK_APBAMASK_GCLK (1u << 7)
#define MCLK_APBAMASK_WDT_Pos 8
#define MCLK_APBAMASK_WDT (1u << 8)
#define MCLK_APBAMASK_RTC_Pos 9
#define MCLK_APBAMASK_RTC (1u << 9)
#define MCLK_APBAMASK_EIC_Pos 10
#define MCLK_APBAMASK_EIC (1u << 10)
#define MCLK_APBAMASK_FREQM_Pos 11
#define MCLK_APBAMASK_FREQM (1u << 11)
#define MCLK_APBAMASK_SERCOM0_Pos 12
#define MCLK_APBAMASK_SERCOM0 (1u << 12)
#define MCLK_APBAMASK_SERCOM1_Pos 13
#define MCLK_APBAMASK_SERCOM1 (1u << 13)
#define MCLK_APBAMASK_TC0_Pos 14
#define MCLK_APBAMASK_TC0 (1u << 14)
#define MCLK_APBAMASK_TC1_Pos 15
#define MCLK_APBAMASK_TC1 (1u << 15)

typedef union {
	struct {
		uint32_t USB : 1;
		uint32_t DSU : 1;
		uint32_t NVMCTRL : 1;
		uint32_t : 1;
		uint32_t PORT : 1;
		uint32_t : 2;
		uint32_t EVSYS : 1;
		uint32_t : 1;
		uint32_t SERCOM2 : 1;
		uint32_t SERCOM3 : 1;
		uint32_t TCC0 : 1;
		uint32_t TCC1 : 1;
		uint32_t TC2 : 1;
		uint32_t TC3 : 1;
		uint32_t : 1;
		uint32_t RAMECC : 1;
		uint32_t : 15;
	} bit;
	uint32_t reg;
} MCLK_APBBMASK_Type;

#define MCLK_APBBMASK_USB_Pos 0
#define MCLK_APBBMASK_USB (1u << 0)
#define MCLK_APBBMASK_DSU_Pos 1
#define MCLK_APBBMASK_DSU (1u << 1)
#define MCLK_APBBMASK_NVMCTRL_Pos 2
#define MCLK_APBBMASK_NVMCTRL (1u << 2)
#define MCLK_APBBMASK_PORT_Pos 4
#define MCLK_APBBMASK_PORT (1u << 4)
#define MCLK_APBBMASK_EVSYS_Pos 7
#define MCLK_APBBMASK_EVSYS (1u << 7)
#define MCLK_APBBMASK_SERCOM2_Pos 9
#define MCLK_APBBMASK_SERCOM2 (1u << 9)
#define MCLK_APBBMASK_SERCOM3_Pos 10
#define MCLK_APBBMASK_SERCOM3 (1u << 10)
#define MCLK_APBBMASK_TCC0_Pos 11
#define MCLK_APBBMASK_TCC0 (1u << 11)
#define MCLK_APBBMASK_TCC1_Pos 12
#define MCLK_APBBMASK_TCC1 (1u << 12)
#define MCLK_APBBMASK_TC2_Pos 13
#define MCLK_APBBMASK_TC2 (1u << 13)
#define MCLK_APBBMASK_TC3_Pos 14
#define MCLK_APBBMASK_TC3 (1u << 14)
#define MCLK_APBBMASK_RAMECC_Pos 16
#define MCLK_APBBMASK_RAMECC (1u << 16)

typedef union {
	struct {
		uint32_t : 3;
		uint32_t TCC2 : 1;
		uint32_t TCC3 : 1;
		uint32_t TC4 : 1;
		uint32_t TC5 : 1;
		uint32_t PDEC : 1;
		uint32_t AC : 1;
		uint32_t AES : 1;
		uint32_t TRNG : 1;
		uint32_t ICM : 1;
		uint32_t : 1;
		uint32_t QSPI : 1;
		uint32_t CCL : 1;
		uint32_t : 17;
	} bit;
	uint32_t reg;
} MCLK_APBCMASK_Type;

#define MCLK_APBCMASK_TCC2_Pos 3
#define MCLK_APBCMASK_TCC2 (1u << 3)
#define MCLK_APBCMASK_TCC3_Pos 4
#define MCLK_APBCMASK_TCC3 (1u << 4)
#define MCLK_APBCMASK_TC4_Pos 5
#define MCLK_APBCMASK_TC4 (1u << 5)
#define MCLK_APBCMASK_TC5_Pos 6
#define MCLK_APBCMASK_TC5 (1u << 6)
#define MCLK_APBCMASK_PDEC_Pos 7
#define MCLK_APBCMASK_PDEC (1u << 7)
#define MCLK_APBCMASK_AC_Pos 8
#define MCLK_APBCMASK_AC (1u << 8)
#define MCLK_APBCMASK_AES_Pos 9
#define MCLK_APBCMASK_AES (1u << 9)
#define MCLK_APBCMASK_TRNG_Pos 10
#define MCLK_APBCMASK_TRNG (1u << 10)
#define MCLK_APBCMASK_ICM_Pos 11
#define MCLK_APBCMASK_ICM (1u << 11)
#define MCLK_APBCMASK_QSPI_Pos 13
#define MCLK_APBCMASK_QSPI (1u << 13)
#define MCLK_APBCMASK_CCL_Pos 14
#define MCLK_APBCMASK_CCL (1u << 14)

typedef union {
	struct {
		uint32_t SERCOM4 : 1;
		uint32_t SERCOM5 : 1;
		uint32_t SERCOM6 : 1;
		uint32_t SERCOM7 : 1;
		uint32_t TCC4 : 1;
		uint32_t TC6 : 1;
		uint32_t TC7 : 1;
		uint32_t ADC0 : 1;
		uint32_t ADC1 : 1;
		uint32_t DAC : 1;
		uint32_t I2S : 1;
		uint32_t PCC : 1;
		uint32_t : 20;
	} bit;
	uint32_t reg;
} MCLK_APBDMASK_Type;

#define MCLK_APBDMASK_SERCOM4_Pos 0
#define MCLK_APBDMASK_SERCOM4 (1u << 0)
#define MCLK_APBDMASK_SERCOM5_Pos 1
#define MCLK_APBDMASK_SERCOM5 (1u << 1)
#define MCLK_APBDMASK_SERCOM6_Pos 2
#define MCLK_APBDMASK_SERCOM6 (1u << 2)
#define MCLK_APBDMASK_SERCOM7_Pos 3
#define MCLK_APBDMASK_SERCOM7 (1u << 3)
#define MCLK_APBDMASK_TCC4_Pos 4
#define MCLK_APBDMASK_TCC4 (1u << 4)
#define MCLK_APBDMASK_TC6_Pos 5
#define MCLK_APBDMASK_TC6 (1u << 5)
#define MCLK_APBDMASK_TC7_Pos 6
#define MCLK_APBDMASK_TC7 (1u << 6)
#define MCLK_APBDMASK_ADC0_Pos 7
#define MCLK_APBDMASK_ADC0 (1u << 7)
#define MCLK_APBDMASK_ADC1_Pos 8
#define MCLK_APBDMASK_ADC1 (1u << 8)
#define MCLK_APBDMASK_DAC_Pos 9
#define MCLK_APBDMASK_DAC (1u << 9)
#define MCLK_APBDMASK_I2S_Pos 10
#define MCLK_APBDMASK_I2S (1u << 10)
#define MCLK_APBDMASK_PCC_Pos 11
#define MCLK_APBDMASK_PCC (1u << 11)

typedef struct {
	RoReg8 Reserved1[0x1];
	__IO MCLK_INTENCLR_Type INTENCLR; /* 0x01 */
	__IO MCLK_INTENSET_Type INTENSET; /* 0x02 */
	__IO MCLK_INTFLAG_Type INTFLAG;   /* 0x03 */
	__I MCLK_HSDIV_Type HSDIV;        /* 0x04 */
	__IO MCLK_CPUDIV_Type CPUDIV;     /* 0x05 */
	RoReg8 Reserved2[0xA];
	__IO MCLK_AHBMASK_Type AHBMASK;   /* 0x10 */
	__IO MCLK_APBAMASK_Type APBAMASK; /* 0x14 */
	__IO MCLK_APBBMASK_Type APBBMASK; /* 0x18 */
	__IO MCLK_APBCMASK_Type APBCMASK; /* 0x1C */
	__IO MCLK_APBDMASK_Type APBDMASK; /* 0x20 */
} Mclk;

#endif /* SAMD51_COMPONENT_MCLK_H */
