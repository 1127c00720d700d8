/* SPDX-License-Identifier: MIT */
/*
 * GCLK: clock generators and what they clock. One register stands for all
 * generators, and one for all peripherals; ID says which is meant.
 *
 * From: SAM D21 Family Data Sheet, 15.8.
 */
#ifndef SAMD21_COMPONENT_GCLK_H
#define SAMD21_COMPONENT_GCLK_H

#include "sam_types.h"

typedef union {
	struct {
		uint8_t SWRST : 1;
		uint8_t : 7;
	} bit;
	uint8_t reg;
} GCLK_CTRL_Type;

#define GCLK_CTRL_SWRST_Pos 0
#define GCLK_CTRL_SWRST (1u << 0)

typedef union {
	struct {
		uint8_t : 7;
		uint8_t SYNCBUSY : 1;
	} bit;
	uint8_t reg;
} GCLK_STATUS_Type;

#define GCLK_STATUS_SYNCBUSY_Pos 7
#define GCLK_STATUS_SYNCBUSY (1u << 7)

typedef union {
	struct {
		uint16_t ID : 6;
		uint16_t : 2;
		uint16_t GEN : 4;
		uint16_t : 2;
		uint16_t CLKEN : 1;
		uint16_t WRTLOCK : 1;
	} bit;
	uint16_t reg;
} GCLK_CLKCTRL_Type;

#define GCLK_CLKCTRL_ID_Pos 0
#define GCLK_CLKCTRL_ID_Msk (0x3fu << 0)
#define GCLK_CLKCTRL_ID(value) (GCLK_CLKCTRL_ID_Msk & ((uint32_t)(value) << 0))
#define GCLK_CLKCTRL_ID_SERCOMX_SLOW_Val 0x13u
#define GCLK_CLKCTRL_ID_SERCOMX_SLOW (0x13u << 0)
#define GCLK_CLKCTRL_ID_SERCOM0_CORE_Val 0x14u
#define GCLK_CLKCTRL_ID_SERCOM0_CORE (0x14u << 0)
#define GCLK_CLKCTRL_ID_SERCOM1_CORE_Val 0x15u
#define GCLK_CLKCTRL_ID_SERCOM1_CORE (0x15u << 0)
#define GCLK_CLKCTRL_ID_SERCOM2_CORE_Val 0x16u
#define GCLK_CLKCTRL_ID_SERCOM2_CORE (0x16u << 0)
#define GCLK_CLKCTRL_ID_SERCOM3_CORE_Val 0x17u
#define GCLK_CLKCTRL_ID_SERCOM3_CORE (0x17u << 0)
#define GCLK_CLKCTRL_ID_SERCOM4_CORE_Val 0x18u
#define GCLK_CLKCTRL_ID_SERCOM4_CORE (0x18u << 0)
#define GCLK_CLKCTRL_ID_SERCOM5_CORE_Val 0x19u
#define GCLK_CLKCTRL_ID_SERCOM5_CORE (0x19u << 0)
#define GCLK_CLKCTRL_GEN_Pos 8
#define GCLK_CLKCTRL_GEN_Msk (0xfu << 8)
#define GCLK_CLKCTRL_GEN(value) (GCLK_CLKCTRL_GEN_Msk & ((uint32_t)(value) << 8))
#define GCLK_CLKCTRL_GEN_GCLK0_Val 0x0u
#define GCLK_CLKCTRL_GEN_GCLK0 (0x0u << 8)
#define GCLK_CLKCTRL_GEN_GCLK1_Val 0x1u
#define GCLK_CLKCTRL_GEN_GCLK1 (0x1u << 8)
#define GCLK_CLKCTRL_GEN_GCLK2_Val 0x2u
#define GCLK_CLKCTRL_GEN_GCLK2 (0x2u << 8)
#define GCLK_CLKCTRL_GEN_GCLK3_Val 0x3u
#define GCLK_CLKCTRL_GEN_GCLK3 (0x3u << 8)
#define GCLK_CLKCTRL_GEN_GCLK4_Val 0x4u
#define GCLK_CLKCTRL_GEN_GCLK4 (0x4u << 8)
#define GCLK_CLKCTRL_GEN_GCLK5_Val 0x5u
#define GCLK_CLKCTRL_GEN_GCLK5 (0x5u << 8)
#define GCLK_CLKCTRL_GEN_GCLK6_Val 0x6u
#define GCLK_CLKCTRL_GEN_GCLK6 (0x6u << 8)
#define GCLK_CLKCTRL_GEN_GCLK7_Val 0x7u
#define GCLK_CLKCTRL_GEN_GCLK7 (0x7u << 8)
#define GCLK_CLKCTRL_GEN_GCLK8_Val 0x8u
#define GCLK_CLKCTRL_GEN_GCLK8 (0x8u << 8)
#define GCLK_CLKCTRL_CLKEN_Pos 14
#define GCLK_CLKCTRL_CLKEN (1u << 14)
#define GCLK_CLKCTRL_WRTLOCK_Pos 15
#define GCLK_CLKCTRL_WRTLOCK (1u << 15)

typedef union {
	struct {
		uint32_t ID : 4;
		uint32_t : 4;
		uint32_t SRC : 5;
		uint32_t : 3;
		uint32_t GENEN : 1;
		uint32_t IDC : 1;
		uint32_t OOV : 1;
		uint32_t OE : 1;
		uint32_t DIVSEL : 1;
		uint32_t RUNSTDBY : 1;
		uint32_t : 10;
	} bit;
	uint32_t reg;
} GCLK_GENCTRL_Type;

#define GCLK_GENCTRL_ID_Pos 0
#define GCLK_GENCTRL_ID_Msk (0xfu << 0)
#define GCLK_GENCTRL_ID(value) (GCLK_GENCTRL_ID_Msk & ((uint32_t)(value) << 0))
#define GCLK_GENCTRL_SRC_Pos 8
#define GCLK_GENCTRL_SRC_Msk (0x1fu << 8)
#define GCLK_GENCTRL_SRC(value) (GCLK_GENCTRL_SRC_Msk & ((uint32_t)(value) << 8))
#define GCLK_GENCTRL_SRC_XOSC_Val 0x0u
#define GCLK_GENCTRL_SRC_XOSC (0x0u << 8)
#define GCLK_GENCTRL_SRC_GCLKIN_Val 0x1u
#define GCLK_GENCTRL_SRC_GCLKIN (0x1u << 8)
#define GCLK_GENCTRL_SRC_GCLKGEN1_Val 0x2u
#define GCLK_GENCTRL_SRC_GCLKGEN1 (0x2u << 8)
#define GCLK_GENCTRL_SRC_OSCULP32K_Val 0x3u
#define GCLK_GENCTRL_SRC_OSCULP32K (0x3u << 8)
#define GCLK_GENCTRL_SRC_OSC32K_Val 0x4u
#define GCLK_GENCTRL_SRC_OSC32K (0x4u << 8)
#define GCLK_GENCTRL_SRC_XOSC32K_Val 0x5u
#define GCLK_GENCTRL_SRC_XOSC32K (0x5u << 8)
#define GCLK_GENCTRL_SRC_OSC8M_Val 0x6u
#define GCLK_GENCTRL_SRC_OSC8M (0x6u << 8)
#define GCLK_GENCTRL_SRC_DFLL48M_Val 0x7u
#define GCLK_GENCTRL_SRC_DFLL48M (0x7u << 8)
#define GCLK_GENCTRL_SRC_FDPLL_Val 0x8u
#define GCLK_GENCTRL_SRC_FDPLL (0x8u << 8)
#define GCLK_GENCTRL_GENEN_Pos 16
#define GCLK_GENCTRL_GENEN (1u << 16)
#define GCLK_GENCTRL_IDC_Pos 17
#define GCLK_GENCTRL_IDC (1u << 17)
#define GCLK_GENCTRL_OOV_Pos 18
#define GCLK_GENCTRL_OOV (1u << 18)
#define GCLK_GENCTRL_OE_Pos 19
#define GCLK_GENCTRL_OE (1u << 19)
#define GCLK_GENCTRL_DIVSEL_Pos 20
#define GCLK_GENCTRL_DIVSEL (1u << 20)
#define GCLK_GENCTRL_RUNSTDBY_Pos 21
#define GCLK_GENCTRL_RUNSTDBY (1u << 21)

typedef union {
	struct {
		uint32_t ID : 4;
		uint32_t : 4;
		uint32_t DIV : 16;
		uint32_t : 8;
	} bit;
	uint32_t reg;
} GCLK_GENDIV_Type;

#define GCLK_GENDIV_ID_Pos 0
#define GCLK_GENDIV_ID_Msk (0xfu << 0)
#define GCLK_GENDIV_ID(value) (GCLK_GENDIV_ID_Msk & ((uint32_t)(value) << 0))
#define GCLK_GENDIV_DIV_Pos 8
#define GCLK_GENDIV_DIV_Msk (0xffffu << 8)
#define GCLK_GENDIV_DIV(value) (GCLK_GENDIV_DIV_Msk & ((uint32_t)(value) << 8))

typedef struct {
	__IO GCLK_CTRL_Type CTRL;       /* 0x0 */
	__I GCLK_STATUS_Type STATUS;    /* 0x1 */
	__IO GCLK_CLKCTRL_Type CLKCTRL; /* 0x2 */
	__IO GCLK_GENCTRL_Type GENCTRL; /* 0x4 */
	__IO GCLK_GENDIV_Type GENDIV;   /* 0x8 */
} Gclk;

#endif /* SAMD21_COMPONENT_GCLK_H */
