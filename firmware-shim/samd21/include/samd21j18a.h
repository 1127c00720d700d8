/* SPDX-License-Identifier: MIT */
/*
 * The SAMD21J18A as far as it is simulated: interrupts, addresses, and which
 * clock and pins each SERCOM has.
 *
 * From: SAM D21 Family Data Sheet, 7 (pins), 11.2 (interrupts), 12
 *       (addresses), 15.8.3 (clock channels).
 */
#ifndef SAMD21J18A_H
#define SAMD21J18A_H

#include <stdint.h>

/* Registers of SERCOMs are those of this family. */
#define SAM_D21

typedef enum IRQn {
	PendSV_IRQn = -2,
	SysTick_IRQn = -1,
	PM_IRQn = 0,
	SYSCTRL_IRQn = 1,
	WDT_IRQn = 2,
	RTC_IRQn = 3,
	EIC_IRQn = 4,
	NVMCTRL_IRQn = 5,
	DMAC_IRQn = 6,
	USB_IRQn = 7,
	EVSYS_IRQn = 8,
	SERCOM0_IRQn = 9,
	SERCOM1_IRQn = 10,
	SERCOM2_IRQn = 11,
	SERCOM3_IRQn = 12,
	SERCOM4_IRQn = 13,
	SERCOM5_IRQn = 14,
	PERIPH_COUNT_IRQn = 28,
} IRQn_Type;

#define __CORTEX_M	 0
#define __NVIC_PRIO_BITS 2
#define __MPU_PRESENT	 0
#define __VTOR_PRESENT	 1

#include "core_cm.h"

#include "component/dmac.h"
#include "component/gclk.h"
#include "component/pm.h"
#include "component/port.h"
#include "component/sercom.h"

extern uint32_t SystemCoreClock;
void SystemInit(void);
void SystemCoreClockUpdate(void);

void PM_Handler(void);
void SYSCTRL_Handler(void);
void WDT_Handler(void);
void RTC_Handler(void);
void EIC_Handler(void);
void NVMCTRL_Handler(void);
void DMAC_Handler(void);
void USB_Handler(void);
void EVSYS_Handler(void);
void SERCOM0_Handler(void);
void SERCOM1_Handler(void);
void SERCOM2_Handler(void);
void SERCOM3_Handler(void);
void SERCOM4_Handler(void);
void SERCOM5_Handler(void);
void SysTick_Handler(void);
void PendSV_Handler(void);

#define PM ((Pm *)0x40000400u)
#define GCLK ((Gclk *)0x40000c00u)
#define PORT ((Port *)0x41004400u)
#define DMAC ((Dmac *)0x41004800u)
#define PORT_IOBUS ((Port *)0x60000000u)
#define SERCOM0 ((Sercom *)0x42000800u)
#define SERCOM1 ((Sercom *)0x42000c00u)
#define SERCOM2 ((Sercom *)0x42001000u)
#define SERCOM3 ((Sercom *)0x42001400u)
#define SERCOM4 ((Sercom *)0x42001800u)
#define SERCOM5 ((Sercom *)0x42001c00u)
#define SERCOM_INST_NUM 6
#define SERCOM_INSTS {SERCOM0, SERCOM1, SERCOM2, SERCOM3, SERCOM4, SERCOM5}

#define SERCOM0_GCLK_ID_CORE 20
#define SERCOM0_GCLK_ID_SLOW 19
#define SERCOM0_DMAC_ID_RX 1
#define SERCOM0_DMAC_ID_TX 2
#define SERCOM1_GCLK_ID_CORE 21
#define SERCOM1_GCLK_ID_SLOW 19
#define SERCOM1_DMAC_ID_RX 3
#define SERCOM1_DMAC_ID_TX 4
#define SERCOM2_GCLK_ID_CORE 22
#define SERCOM2_GCLK_ID_SLOW 19
#define SERCOM2_DMAC_ID_RX 5
#define SERCOM2_DMAC_ID_TX 6
#define SERCOM3_GCLK_ID_CORE 23
#define SERCOM3_GCLK_ID_SLOW 19
#define SERCOM3_DMAC_ID_RX 7
#define SERCOM3_DMAC_ID_TX 8
#define SERCOM4_GCLK_ID_CORE 24
#define SERCOM4_GCLK_ID_SLOW 19
#define SERCOM4_DMAC_ID_RX 9
#define SERCOM4_DMAC_ID_TX 10
#define SERCOM5_GCLK_ID_CORE 25
#define SERCOM5_GCLK_ID_SLOW 19
#define SERCOM5_DMAC_ID_RX 11
#define SERCOM5_DMAC_ID_TX 12

#define PIN_PA00 0
#define PORT_PA00 (1u << 0)
#define PIN_PA01 1
#define PORT_PA01 (1u << 1)
#define PIN_PA02 2
#define PORT_PA02 (1u << 2)
#define PIN_PA03 3
#define PORT_PA03 (1u << 3)
#define PIN_PA04 4
#define PORT_PA04 (1u << 4)
#define PIN_PA05 5
#define PORT_PA05 (1u << 5)
#define PIN_PA06 6
#define PORT_PA06 (1u << 6)
#define PIN_PA07 7
#define PORT_PA07 (1u << 7)
#define PIN_PA08 8
#define PORT_PA08 (1u << 8)
#define PIN_PA09 9
#define PORT_PA09 (1u << 9)
#define PIN_PA10 10
#define PORT_PA10 (1u << 10)
#define PIN_PA11 11
#define PORT_PA11 (1u << 11)
#define PIN_PA12 12
#define PORT_PA12 (1u << 12)
#define PIN_PA13 13
#define PORT_PA13 (1u << 13)
#define PIN_PA14 14
#define PORT_PA14 (1u << 14)
#define PIN_PA15 15
#define PORT_PA15 (1u << 15)
#define PIN_PA16 16
#define PORT_PA16 (1u << 16)
#define PIN_PA17 17
#define PORT_PA17 (1u << 17)
#define PIN_PA18 18
#define PORT_PA18 (1u << 18)
#define PIN_PA19 19
#define PORT_PA19 (1u << 19)
#define PIN_PA20 20
#define PORT_PA20 (1u << 20)
#define PIN_PA21 21
#define PORT_PA21 (1u << 21)
#define PIN_PA22 22
#define PORT_PA22 (1u << 22)
#define PIN_PA23 23
#define PORT_PA23 (1u << 23)
#define PIN_PA24 24
#define PORT_PA24 (1u << 24)
#define PIN_PA25 25
#define PORT_PA25 (1u << 25)
#define PIN_PA27 27
#define PORT_PA27 (1u << 27)
#define PIN_PA28 28
#define PORT_PA28 (1u << 28)
#define PIN_PA30 30
#define PORT_PA30 (1u << 30)
#define PIN_PA31 31
#define PORT_PA31 (1u << 31)
#define PIN_PB00 32
#define PORT_PB00 (1u << 0)
#define PIN_PB01 33
#define PORT_PB01 (1u << 1)
#define PIN_PB02 34
#define PORT_PB02 (1u << 2)
#define PIN_PB03 35
#define PORT_PB03 (1u << 3)
#define PIN_PB04 36
#define PORT_PB04 (1u << 4)
#define PIN_PB05 37
#define PORT_PB05 (1u << 5)
#define PIN_PB06 38
#define PORT_PB06 (1u << 6)
#define PIN_PB07 39
#define PORT_PB07 (1u << 7)
#define PIN_PB08 40
#define PORT_PB08 (1u << 8)
#define PIN_PB09 41
#define PORT_PB09 (1u << 9)
#define PIN_PB10 42
#define PORT_PB10 (1u << 10)
#define PIN_PB11 43
#define PORT_PB11 (1u << 11)
#define PIN_PB12 44
#define PORT_PB12 (1u << 12)
#define PIN_PB13 45
#define PORT_PB13 (1u << 13)
#define PIN_PB14 46
#define PORT_PB14 (1u << 14)
#define PIN_PB15 47
#define PORT_PB15 (1u << 15)
#define PIN_PB16 48
#define PORT_PB16 (1u << 16)
#define PIN_PB17 49
#define PORT_PB17 (1u << 17)
#define PIN_PB22 54
#define PORT_PB22 (1u << 22)
#define PIN_PB23 55
#define PORT_PB23 (1u << 23)
#define PIN_PB30 62
#define PORT_PB30 (1u << 30)
#define PIN_PB31 63
#define PORT_PB31 (1u << 31)

/* Pads 0 (SDA) and 1 (SCL) of the SERCOMs. */
#define PIN_PA04D_SERCOM0_PAD0 PIN_PA04
#define MUX_PA04D_SERCOM0_PAD0 3
#define PINMUX_PA04D_SERCOM0_PAD0 ((PIN_PA04 << 16) | 3)
#define PIN_PA08C_SERCOM0_PAD0 PIN_PA08
#define MUX_PA08C_SERCOM0_PAD0 2
#define PINMUX_PA08C_SERCOM0_PAD0 ((PIN_PA08 << 16) | 2)
#define PIN_PA05D_SERCOM0_PAD1 PIN_PA05
#define MUX_PA05D_SERCOM0_PAD1 3
#define PINMUX_PA05D_SERCOM0_PAD1 ((PIN_PA05 << 16) | 3)
#define PIN_PA09C_SERCOM0_PAD1 PIN_PA09
#define MUX_PA09C_SERCOM0_PAD1 2
#define PINMUX_PA09C_SERCOM0_PAD1 ((PIN_PA09 << 16) | 2)
#define PIN_PA00D_SERCOM1_PAD0 PIN_PA00
#define MUX_PA00D_SERCOM1_PAD0 3
#define PINMUX_PA00D_SERCOM1_PAD0 ((PIN_PA00 << 16) | 3)
#define PIN_PA16C_SERCOM1_PAD0 PIN_PA16
#define MUX_PA16C_SERCOM1_PAD0 2
#define PINMUX_PA16C_SERCOM1_PAD0 ((PIN_PA16 << 16) | 2)
#define PIN_PA01D_SERCOM1_PAD1 PIN_PA01
#define MUX_PA01D_SERCOM1_PAD1 3
#define PINMUX_PA01D_SERCOM1_PAD1 ((PIN_PA01 << 16) | 3)
#define PIN_PA17C_SERCOM1_PAD1 PIN_PA17
#define MUX_PA17C_SERCOM1_PAD1 2
#define PINMUX_PA17C_SERCOM1_PAD1 ((PIN_PA17 << 16) | 2)
#define PIN_PA08D_SERCOM2_PAD0 PIN_PA08
#define MUX_PA08D_SERCOM2_PAD0 3
#define PINMUX_PA08D_SERCOM2_PAD0 ((PIN_PA08 << 16) | 3)
#define PIN_PA12C_SERCOM2_PAD0 PIN_PA12
#define MUX_PA12C_SERCOM2_PAD0 2
#define PINMUX_PA12C_SERCOM2_PAD0 ((PIN_PA12 << 16) | 2)
#define PIN_PA09D_SERCOM2_PAD1 PIN_PA09
#define MUX_PA09D_SERCOM2_PAD1 3
#define PINMUX_PA09D_SERCOM2_PAD1 ((PIN_PA09 << 16) | 3)
#define PIN_PA13C_SERCOM2_PAD1 PIN_PA13
#define MUX_PA13C_SERCOM2_PAD1 2
#define PINMUX_PA13C_SERCOM2_PAD1 ((PIN_PA13 << 16) | 2)
#define PIN_PA16D_SERCOM3_PAD0 PIN_PA16
#define MUX_PA16D_SERCOM3_PAD0 3
#define PINMUX_PA16D_SERCOM3_PAD0 ((PIN_PA16 << 16) | 3)
#define PIN_PA22C_SERCOM3_PAD0 PIN_PA22
#define MUX_PA22C_SERCOM3_PAD0 2
#define PINMUX_PA22C_SERCOM3_PAD0 ((PIN_PA22 << 16) | 2)
#define PIN_PA17D_SERCOM3_PAD1 PIN_PA17
#define MUX_PA17D_SERCOM3_PAD1 3
#define PINMUX_PA17D_SERCOM3_PAD1 ((PIN_PA17 << 16) | 3)
#define PIN_PA23C_SERCOM3_PAD1 PIN_PA23
#define MUX_PA23C_SERCOM3_PAD1 2
#define PINMUX_PA23C_SERCOM3_PAD1 ((PIN_PA23 << 16) | 2)
#define PIN_PA12D_SERCOM4_PAD0 PIN_PA12
#define MUX_PA12D_SERCOM4_PAD0 3
#define PINMUX_PA12D_SERCOM4_PAD0 ((PIN_PA12 << 16) | 3)
#define PIN_PB08D_SERCOM4_PAD0 PIN_PB08
#define MUX_PB08D_SERCOM4_PAD0 3
#define PINMUX_PB08D_SERCOM4_PAD0 ((PIN_PB08 << 16) | 3)
#define PIN_PB12C_SERCOM4_PAD0 PIN_PB12
#define MUX_PB12C_SERCOM4_PAD0 2
#define PINMUX_PB12C_SERCOM4_PAD0 ((PIN_PB12 << 16) | 2)
#define PIN_PA13D_SERCOM4_PAD1 PIN_PA13
#define MUX_PA13D_SERCOM4_PAD1 3
#define PINMUX_PA13D_SERCOM4_PAD1 ((PIN_PA13 << 16) | 3)
#define PIN_PB09D_SERCOM4_PAD1 PIN_PB09
#define MUX_PB09D_SERCOM4_PAD1 3
#define PINMUX_PB09D_SERCOM4_PAD1 ((PIN_PB09 << 16) | 3)
#define PIN_PB13C_SERCOM4_PAD1 PIN_PB13
#define MUX_PB13C_SERCOM4_PAD1 2
#define PINMUX_PB13C_SERCOM4_PAD1 ((PIN_PB13 << 16) | 2)
#define PIN_PA22D_SERCOM5_PAD0 PIN_PA22
#define MUX_PA22D_SERCOM5_PAD0 3
#define PINMUX_PA22D_SERCOM5_PAD0 ((PIN_PA22 << 16) | 3)
#define PIN_PB02D_SERCOM5_PAD0 PIN_PB02
#define MUX_PB02D_SERCOM5_PAD0 3
#define PINMUX_PB02D_SERCOM5_PAD0 ((PIN_PB02 << 16) | 3)
#define PIN_PB16C_SERCOM5_PAD0 PIN_PB16
#define MUX_PB16C_SERCOM5_PAD0 2
#define PINMUX_PB16C_SERCOM5_PAD0 ((PIN_PB16 << 16) | 2)
#define PIN_PB30D_SERCOM5_PAD0 PIN_PB30
#define MUX_PB30D_SERCOM5_PAD0 3
#define PINMUX_PB30D_SERCOM5_PAD0 ((PIN_PB30 << 16) | 3)
#define PIN_PA23D_SERCOM5_PAD1 PIN_PA23
#define MUX_PA23D_SERCOM5_PAD1 3
#define PINMUX_PA23D_SERCOM5_PAD1 ((PIN_PA23 << 16) | 3)
#define PIN_PB03D_SERCOM5_PAD1 PIN_PB03
#define MUX_PB03D_SERCOM5_PAD1 3
#define PINMUX_PB03D_SERCOM5_PAD1 ((PIN_PB03 << 16) | 3)
#define PIN_PB17C_SERCOM5_PAD1 PIN_PB17
#define MUX_PB17C_SERCOM5_PAD1 2
#define PINMUX_PB17C_SERCOM5_PAD1 ((PIN_PB17 << 16) | 2)
#define PIN_PB31D_SERCOM5_PAD1 PIN_PB31
#define MUX_PB31D_SERCOM5_PAD1 3
#define PINMUX_PB31D_SERCOM5_PAD1 ((PIN_PB31 << 16) | 3)

#endif /* SAMD21J18A_H */
