/* SPDX-License-Identifier: MIT */
/*
 * PM: the clocks of CPU and buses.
 *
 * From: SAM D21 Family Data Sheet, 16.8.
 */
#ifndef SAMD21_COMPONENT_PM_H
#define SAMD21_COMPONENT_PM_H

#include "sam_types.h"

typedef union {
	struct {
		uint8_t IDLE : 2;
		uint8_t : 6;
	} bit;
	uint8_t reg;
} PM_SLEEP_Type;

#define PM_SLEEP_IDLE_Pos 0
#define PM_SLEEP_IDLE_Msk (0x3u << 0)
#define PM_SLEEP_IDLE(value) (PM_SLEEP_IDLE_Msk & ((uint32_t)(value) << 0))

typedef union {
	struct {
		uint8_t CPUDIV : 3;
		uint8_t : 5;
	} bit;
	uint8_t reg;
} PM_CPUSEL_Type;

#define PM_CPUSEL_CPUDIV_Pos 0
#define PM_CPUSEL_CPUDIV_Msk (0x7u << 0)
#define PM_CPUSEL_CPUDIV(value) (PM_CPUSEL_CPUDIV_Msk & ((uint32_t)(value) << 0))

typedef union {
	struct {
		uint8_t APBADIV : 3;
		uint8_t : 5;
	} bit;
	uint8_t reg;
} PM_APBASEL_Type;

#define PM_APBASEL_APBADIV_Pos 0
#define PM_APBASEL_APBADIV_Msk (0x7u << 0)
#define PM_APBASEL_APBADIV(value) (PM_APBASEL_APBADIV_Msk & ((uint32_t)(value) << 0))

typedef union {
	struct {
		uint8_t APBBDIV : 3;
		uint8_t : 5;
	} bit;
	uint8_t reg;
} PM_APBBSEL_Type;

#define PM_APBBSEL_APBBDIV_Pos 0
#define PM_APBBSEL_APBBDIV_Msk (0x7u << 0)
#define PM_APBBSEL_APBBDIV(value) (PM_APBBSEL_APBBDIV_Msk & ((uint32_t)(value) << 0))

typedef union {
	struct {
		uint8_t APBCDIV : 3;
		uint8_t : 5;
	} bit;
	uint8_t reg;
} PM_APBCSEL_Type;

#define PM_APBCSEL_APBCDIV_Pos 0
#define PM_APBCSEL_APBCDIV_Msk (0x7u << 0)
#define PM_APBCSEL_APBCDIV(value) (PM_APBCSEL_APBCDIV_Msk & ((uint32_t)(value) << 0))

typedef union {
	struct {
		uint32_t HPB0 : 1;
		uint32_t HPB1 : 1;
		uint32_t HPB2 : 1;
		uint32_t DSU : 1;
		uint32_t NVMCTRL : 1;
		uint32_t DMAC : 1;
		uint32_t USB : 1;
		uint32_t : 25;
	} bit;
	uint32_t reg;
} PM_AHBMASK_Type;

#define PM_AHBMASK_HPB0_Pos 0
#define PM_AHBMASK_HPB0 (1u << 0)
#define PM_AHBMASK_HPB1_Pos 1
#define PM_AHBMASK_HPB1 (1u << 1)
#define PM_AHBMASK_HPB2_Pos 2
#define PM_AHBMASK_HPB2 (1u << 2)
#define PM_AHBMASK_DSU_Pos 3
#define PM_AHBMASK_DSU (1u << 3)
#define PM_AHBMASK_NVMCTRL_Pos 4
#define PM_AHBMASK_NVMCTRL (1u << 4)
#define PM_AHBMASK_DMAC_Pos 5
#define PM_AHBMASK_DMAC (1u << 5)
#define PM_AHBMASK_USB_Pos 6
#define PM_AHBMASK_USB (1u << 6)

typedef union {
	struct {
		uint32_t PAC0 : 1;
		uint32_t PM : 1;
		uint32_t SYSCTRL : 1;
		uint32_t GCLK : 1;
		uint32_t WDT : 1;
		uint32_t RTC : 1;
		uint32_t EIC : 1;
		uint32_t : 25;
	} bit;
	uint32_t reg;
} PM_APBAMASK_Type;

#define PM_APBAMASK_PAC0_Pos 0
#define PM_APBAMASK_PAC0 (1u << 0)
#define PM_APBAMASK_PM_Pos 1
#define PM_APBAMASK_PM (1u << 1)
#define PM_APBAMASK_SYSCTRL_Pos 2
#define PM_APBAMASK_SYSCTRL (1u << 2)
#define PM_APBAMASK_GCLK_Pos 3
#define PM_APBAMASK_GCLK (1u << 3)
#define PM_APBAMASK_WDT_Pos 4
#define PM_APBAMASK_WDT (1u << 4)
#define PM_APBAMASK_RTC_Pos 5
#define PM_APBAMASK_RTC (1u << 5)
#define PM_APBAMASK_EIC_Pos 6
#define PM_APBAMASK_EIC (1u << 6)

typedef union {
	struct {
		uint32_t PAC1 : 1;
		uint32_t DSU : 1;
		uint32_t NVMCTRL : 1;
		uint32_t PORT : 1;
		uint32_t DMAC : 1;
		uint32_t USB : 1;
		uint32_t HMATRIX : 1;
		uint32_t : 25;
	} bit;
	uint32_t reg;
} PM_APBBMASK_Type;

#define PM_APBBMASK_PAC1_Pos 0
#define PM_APBBMASK_PAC1 (1u << 0)
#define PM_APBBMASK_DSU_Pos 1
#define PM_APBBMASK_DSU (1u << 1)
#define PM_APBBMASK_NVMCTRL_Pos 2
#define PM_APBBMASK_NVMCTRL (1u << 2)
#define PM_APBBMASK_PORT_Pos 3
#define PM_APBBMASK_PORT (1u << 3)
#define PM_APBBMASK_DMAC_Pos 4
#define PM_APBBMASK_DMAC (1u << 4)
#define PM_APBBMASK_USB_Pos 5
#define PM_APBBMASK_USB (1u << 5)
#define PM_APBBMASK_HMATRIX_Pos 6
#define PM_APBBMASK_HMATRIX (1u << 6)

typedef union {
	struct {
		uint32_t PAC2 : 1;
		uint32_t EVSYS : 1;
		uint32_t SERCOM0 : 1;
		uint32_t SERCOM1 : 1;
		uint32_t SERCOM2 : 1;
		uint32_t SERCOM3 : 1;
		uint32_t SERCOM4 : 1;
		uint32_t SERCOM5 : 1;
		uint32_t TCC0 : 1;
		uint32_t TCC1 : 1;
		uint32_t TCC2 : 1;
		uint32_t TC3 : 1;
		uint32_t TC4 : 1;
		uint32_t TC5 : 1;
		uint32_t TC6 : 1;
		uint32_t TC7 : 1;
		uint32_t ADC : 1;
		uint32_t AC : 1;
		uint32_t DAC : 1;
		uint32_t PTC : 1;
		uint32_t I2S : 1;
		uint32_t : 11;
	} bit;
	uint32_t reg;
} PM_APBCMASK_Type;

#define PM_APBCMASK_PAC2_Pos 0
#define PM_APBCMASK_PAC2 (1u << 0)
#define PM_APBCMASK_EVSYS_Pos 1
#define PM_APBCMASK_EVSYS (1u << 1)
#define PM_APBCMASK_SERCOM0_Pos 2
#define PM_APBCMASK_SERCOM0 (1u << 2)
#define PM_APBCMASK_SERCOM1_Pos 3
#define PM_APBCMASK_SERCOM1 (1u << 3)
#define PM_APBCMASK_SERCOM2_Pos 4
#define PM_APBCMASK_SERCOM2 (1u << 4)
#define PM_APBCMASK_SERCOM3_Pos 5
#define PM_APBCMASK_SERCOM3 (1u << 5)
#define PM_APBCMASK_SERCOM4_Pos 6
#define PM_APBCMASK_SERCOM4 (1u << 6)
#define PM_APBCMASK_SERCOM5_Pos 7
#define PM_APBCMASK_SERCOM5 (1u << 7)
#define PM_APBCMASK_TCC0_Pos 8
#define PM_APBCMASK_TCC0 (1u << 8)
#define PM_APBCMASK_TCC1_Pos 9
#define PM_APBCMASK_TCC1 (1u << 9)
#define PM_APBCMASK_TCC2_Pos 10
#define PM_APBCMASK_TCC2 (1u << 10)
#define PM_APBCMASK_TC3_Pos 11
#define PM_APBCMASK_TC3 (1u << 11)
#define PM_APBCMASK_TC4_Pos 12
#define PM_APBCMASK_TC4 (1u << 12)
#define PM_APBCMASK_TC5_Pos 13
#define PM_APBCMASK_TC5 (1u << 13)
#define PM_APBCMASK_TC6_Pos 14
#define PM_APBCMASK_TC6 (1u << 14)
#define PM_APBCMASK_TC7_Pos 15
#define PM_APBCMASK_TC7 (1u << 15)
#define PM_APBCMASK_ADC_Pos 16
#define PM_APBCMASK_ADC (1u << 16)
#define PM_APBCMASK_AC_Pos 17
#define PM_APBCMASK_AC (1u << 17)
#define PM_APBCMASK_DAC_Pos 18
#define PM_APBCMASK_DAC (1u << 18)
#define PM_APBCMASK_PTC_Pos 19
#define PM_APBCMASK_PTC (1u << 19)
#define PM_APBCMASK_I2S_Pos 20
#define PM_APBCMASK_I2S (1u << 20)

typedef union {
	struct {
		uint8_t CKRDY : 1;
		uint8_t : 7;
	} bit;
	uint8_t reg;
} PM_INTENCLR_Type;

#define PM_INTENCLR_CKRDY_Pos 0
#define PM_INTENCLR_CKRDY (1u << 0)

typedef union {
	struct {
		uint8_t CKRDY : 1;
		uint8_t : 7;
	} bit;
	uint8_t reg;
} PM_INTENSET_Type;

#define PM_INTENSET_CKRDY_Pos 0
#define PM_INTENSET_CKRDY (1u << 0)

typedef union {
	struct {
		uint8_t CKRDY : 1;
		uint8_t : 7;
	} bit;
	uint8_t reg;
} PM_INTFLAG_Type;

#define PM_INTFLAG_CKRDY_Pos 0
#define PM_INTFLAG_CKRDY (1u << 0)

typedef union {
	struct {
		uint8_t POR : 1;
		uint8_t BOD12 : 1;
		uint8_t BOD33 : 1;
		uint8_t : 1;
		uint8_t EXT : 1;
		uint8_t WDT : 1;
		uint8_t SYST : 1;
		uint8_t : 1;
	} bit;
	uint8_t reg;
} PM_RCAUSE_Type;

#define PM_RCAUSE_POR_Pos 0
#define PM_RCAUSE_POR (1u << 0)
#define PM_RCAUSE_BOD12_Pos 1
#define PM_RCAUSE_BOD12 (1u << 1)
#define PM_RCAUSE_BOD33_Pos 2
#define PM_RCAUSE_BOD33 (1u << 2)
#define PM_RCAUSE_EXT_Pos 4
#define PM_RCAUSE_EXT (1u << 4)
#define PM_RCAUSE_WDT_Pos 5
#define PM_RCAUSE_WDT (1u << 5)
#define PM_RCAUSE_SYST_Pos 6
#define PM_RCAUSE_SYST (1u << 6)

typedef struct {
	RwReg8 CTRL;                    /* 0x00 */
	__IO PM_SLEEP_Type SLEEP;       /* 0x01 */
	RoReg8 Reserved1[0x6];
	__IO PM_CPUSEL_Type CPUSEL;     /* 0x08 */
	__IO PM_APBASEL_Type APBASEL;   /* 0x09 */
	__IO PM_APBBSEL_Type APBBSEL;   /* 0x0A */
	__IO PM_APBCSEL_Type APBCSEL;   /* 0x0B */
	RoReg8 Reserved2[0x8];
	__IO PM_AHBMASK_Type AHBMASK;   /* 0x14 */
	__IO PM_APBAMASK_Type APBAMASK; /* 0x18 */
	__IO PM_APBBMASK_Type APBBMASK; /* 0x1C */
	__IO PM_APBCMASK_Type APBCMASK; /* 0x20 */
	RoReg8 Reserved3[0x10];
	__IO PM_INTENCLR_Type INTENCLR; /* 0x34 */
	__IO PM_INTENSET_Type INTENSET; /* 0x35 */
	__IO PM_INTFLAG_Type INTFLAG;   /* 0x36 */
	RoReg8 Reserved4[0x1];
	__I PM_RCAUSE_Type RCAUSE;      /* 0x38 */
} Pm;

#endif /* SAMD21_COMPONENT_PM_H */
