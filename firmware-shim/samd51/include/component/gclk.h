/* SPDX-License-Identifier: MIT */
/*
 * GCLK: clock generators and the channels that bring them to peripherals.
 *
 * From: SAM D5x/E5x Family Data Sheet, 14.8.
 */
#ifndef SAMD51_COMPONENT_GCLK_H
#define SAMD51_COMPONENT_GCLK_H

#include "sam_types.h"

typedef union {
	struct {
		uint8_t SWRST : 1;
		uint8_t : 7;
	} bit;
	uint8_t reg;
} GCLK_CTRLA_Type;

#define GCLK_CTRLA_SWRST_Pos 0
#define GCLK_CTRLA_SWRST (1u << 0)

typedef union {
	struct {
		uint32_t SWRST : 1;
		uint32_t : 1;
		uint32_t GENCTRL0 : 1;
		uint32_t GENCTRL1 : 1;
		uint32_t GENCTRL2 : 1;
		uint32_t GENCTRL3 : 1;
		uint32_t GENCTRL4 : 1;
		uint32_t GENCTRL5 : 1;
		uint32_t GENCTRL6 : 1;
		uint32_t GENCTRL7 : 1;
		uint32_t GENCTRL8 : 1;
		uint32_t GENCTRL9 : 1;
		uint32_t GENCTRL10 : 1;
		uint32_t GENCTRL11 : 1;
		uint32_t : 18;
	} bit;
	struct {
		uint32_t : 2;
		uint32_t GENCTRL : 12;
		uint32_t : 18;
	} vec;
	uint32_t reg;
} GCLK_SYNCBUSY_Type;

#define GCLK_SYNCBUSY_SWRST (1u << 0)
#define GCLK_SYNCBUSY_GENCTRL_Pos 2
#define GCLK_SYNCBUSY_GENCTRL_Msk (0xfffu << 2)
#define GCLK_SYNCBUSY_GENCTRL(value) (GCLK_SYNCBUSY_GENCTRL_Msk & ((uint32_t)(value) << 2))

typedef union {
	struct {
		uint32_t SRC : 4;
		uint32_t : 4;
		uint32_t GENEN : 1;
		uint32_t IDC : 1;
		uint32_t OOV : 1;
		uint32_t OE : 1;
		uint32_t DIVSEL : 1;
		uint32_t RUNSTDBY : 1;
		uint32_t : 2;
		uint32_t DIV : 16;
	} bit;
	uint32_t reg;
} GCLK_GENCTRL_Type;

#define GCLK_GENCTRL_SRC_Pos 0
#define GCLK_GENCTRL_SRC_Msk (0xfu << 0)
#define GCLK_GENCTRL_SRC(value) (GCLK_GENCTRL_SRC_Msk & ((uint32_t)(value) << 0))
#define GCLK_GENCTRL_GENEN_Pos 8
#define GCLK_GENCTRL_GENEN (1u << 8)
#define GCLK_GENCTRL_IDC_Pos 9
#define GCLK_GENCTRL_IDC (1u << 9)
#define GCLK_GENCTRL_OOV_Pos 10
#define GCLK_GENCTRL_OOV (1u << 10)
#define GCLK_GENCTRL_OE_Pos 11
#define GCLK_GENCTRL_OE (1u << 11)
#define GCLK_GENCTRL_DIVSEL_Pos 12
#define GCLK_GENCTRL_DIVSEL (1u << 12)
#define GCLK_GENCTRL_RUNSTDBY_Pos 13
#define GCLK_GENCTRL_RUNSTDBY (1u << 13)
#define GCLK_GENCTRL_DIV_Pos 16
#define GCLK_GENCTRL_DIV_Msk (0xffffu << 16)
#define GCLK_GENCTRL_DIV(value) (GCLK_GENCTRL_DIV_Msk & ((uint32_t)(value) << 16))

#define GCLK_GENCTRL_SRC_XOSC0_Val 0x0u
#define GCLK_GENCTRL_SRC_XOSC0 (0x0u << 0)
#define GCLK_GENCTRL_SRC_XOSC1_Val 0x1u
#define GCLK_GENCTRL_SRC_XOSC1 (0x1u << 0)
#define GCLK_GENCTRL_SRC_GCLKIN_Val 0x2u
#define GCLK_GENCTRL_SRC_GCLKIN (0x2u << 0)
#define GCLK_GENCTRL_SRC_GCLKGEN1_Val 0x3u
#define GCLK_GENCTRL_SRC_GCLKGEN1 (0x3u << 0)
#define GCLK_GENCTRL_SRC_OSCULP32K_Val 0x4u
#define GCLK_GENCTRL_SRC_OSCULP32K (0x4u << 0)
#define GCLK_GENCTRL_SRC_XOSC32K_Val 0x5u
#define GCLK_GENCTRL_SRC_XOSC32K (0x5u << 0)
#define GCLK_GENCTRL_SRC_DFLL_Val 0x6u
#define GCLK_GENCTRL_SRC_DFLL (0x6u << 0)
#define GCLK_GENCTRL_SRC_DPLL0_Val 0x7u
#define GCLK_GENCTRL_SRC_DPLL0 (0x7u << 0)
#define GCLK_GENCTRL_SRC_DPLL1_Val 0x8u
#define GCLK_GENCTRL_SRC_DPLL1 (0x8u << 0)

typedef union {
	struct {
		uint32_t GEN : 4;
		uint32_t : 2;
		uint32_t CHEN : 1;
		uint32_t WRTLOCK : 1;
		uint32_t : 24;
	} bit;
	uint32_t reg;
} GCLK_PCHCTRL_Type;

#define GCLK_PCHCTRL_GEN_Pos 0
#define GCLK_PCHCTRL_GEN_Msk (0xfu << 0)
#define GCLK_PCHCTRL_GEN(value) (GCLK_PCHCTRL_GEN_Msk & ((uint32_t)(value) << 0))
#define GCLK_PCHCTRL_CHEN_Pos 6
#define GCLK_PCHCTRL_CHEN (1u << 6)
#define GCLK_PCHCTRL_WRTLOCK_Pos 7
#define GCLK_PCHCTRL_WRTLOCK (1u << 7)

#define GCLK_PCHCTRL_GEN_GCLK0_Val 0x0u
#define GCLK_PCHCTRL_GEN_GCLK0 (0x0u << 0)
#define GCLK_PCHCTRL_GEN_GCLK1_Val 0x1u
#define GCLK_PCHCTRL_GEN_GCLK1 (0x1u << 0)
#define GCLK_PCHCTRL_GEN_GCLK2_Val 0x2u
#define GCLK_PCHCTRL_GEN_GCLK2 (0x2u << 0)
#define GCLK_PCHCTRL_GEN_GCLK3_Val 0x3u
#define GCLK_PCHCTRL_GEN_GCLK3 (0x3u << 0)
#define GCLK_PCHCTRL_GEN_GCLK4_Val 0x4u
#define GCLK_PCHCTRL_GEN_GCLK4 (0x4u << 0)
#define GCLK_PCHCTRL_GEN_GCLK5_Val 0x5u
#define GCLK_PCHCTRL_GEN_GCLK5 (0x5u << 0)
#define GCLK_PCHCTRL_GEN_GCLK6_Val 0x6u
#define GCLK_PCHCTRL_GEN_GCLK6 (0x6u << 0)
#define GCLK_PCHCTRL_GEN_GCLK7_Val 0x7u
#define GCLK_PCHCTRL_GEN_GCLK7 (0x7u << 0)
#define GCLK_PCHCTRL_GEN_GCLK8_Val 0x8u
#define GCLK_PCHCTRL_GEN_GCLK8 (0x8u << 0)
#define GCLK_PCHCTRL_GEN_GCLK9_Val 0x9u
#define GCLK_PCHCTRL_GEN_GCLK9 (0x9u << 0)
#define GCLK_PCHCTRL_GEN_GCLK10_Val 0xau
#define GCLK_PCHCTRL_GEN_GCLK10 (0xau << 0)
#define GCLK_PCHCTRL_GEN_GCLK11_Val 0xbu
#define GCLK_PCHCTRL_GEN_GCLK11 (0xbu << 0)

typedef struct {
	__IO GCLK_CTRLA_Type CTRLA;       /* 0x00 */
	RoReg8 Reserved1[0x3];
	__I GCLK_SYNCBUSY_Type SYNCBUSY;  /* 0x04 */
	RoReg8 Reserved2[0x18];
	__IO GCLK_GENCTRL_Type GENCTRL[12]; /* 0x20 */
	RoReg8 Reserved3[0x30];
	__IO GCLK_PCHCTRL_Type PCHCTRL[48]; /* 0x80 */
} Gclk;

#endif /* SAMD51_COMPONENT_GCLK_H */
