/* SPDX-License-Identifier: MIT */
/*
 * PORT: the pins.
 *
 * From: SAM D5x/E5x Family Data Sheet, 32.8; SAM D21 Family Data Sheet, 23.8.
 */
#ifndef SAM_COMPONENT_PORT_H
#define SAM_COMPONENT_PORT_H

#include "sam_types.h"

typedef union {
	struct {
		uint32_t DIR : 32;
	} bit;
	uint32_t reg;
} PORT_DIR_Type;

typedef union {
	struct {
		uint32_t DIRCLR : 32;
	} bit;
	uint32_t reg;
} PORT_DIRCLR_Type;

typedef union {
	struct {
		uint32_t DIRSET : 32;
	} bit;
	uint32_t reg;
} PORT_DIRSET_Type;

typedef union {
	struct {
		uint32_t DIRTGL : 32;
	} bit;
	uint32_t reg;
} PORT_DIRTGL_Type;

typedef union {
	struct {
		uint32_t OUT : 32;
	} bit;
	uint32_t reg;
} PORT_OUT_Type;

typedef union {
	struct {
		uint32_t OUTCLR : 32;
	} bit;
	uint32_t reg;
} PORT_OUTCLR_Type;

typedef union {
	struct {
		uint32_t OUTSET : 32;
	} bit;
	uint32_t reg;
} PORT_OUTSET_Type;

typedef union {
	struct {
		uint32_t OUTTGL : 32;
	} bit;
	uint32_t reg;
} PORT_OUTTGL_Type;

typedef union {
	struct {
		uint32_t IN : 32;
	} bit;
	uint32_t reg;
} PORT_IN_Type;

typedef union {
	struct {
		uint32_t SAMPLING : 32;
	} bit;
	uint32_t reg;
} PORT_CTRL_Type;

#define PORT_CTRL_SAMPLING_Pos 0
#define PORT_CTRL_SAMPLING_Msk (0xffffffffu << 0)
#define PORT_CTRL_SAMPLING(value) (PORT_CTRL_SAMPLING_Msk & ((uint32_t)(value) << 0))

typedef union {
	struct {
		uint32_t PINMASK : 16;
		uint32_t PMUXEN : 1;
		uint32_t INEN : 1;
		uint32_t PULLEN : 1;
		uint32_t : 3;
		uint32_t DRVSTR : 1;
		uint32_t : 1;
		uint32_t PMUX : 4;
		uint32_t WRPMUX : 1;
		uint32_t : 1;
		uint32_t WRPINCFG : 1;
		uint32_t HWSEL : 1;
	} bit;
	uint32_t reg;
} PORT_WRCONFIG_Type;

#define PORT_WRCONFIG_PINMASK_Pos 0
#define PORT_WRCONFIG_PINMASK_Msk (0xffffu << 0)
#define PORT_WRCONFIG_PINMASK(value) (PORT_WRCONFIG_PINMASK_Msk & ((uint32_t)(value) << 0))
#define PORT_WRCONFIG_PMUXEN_Pos 16
#define PORT_WRCONFIG_PMUXEN (1u << 16)
#define PORT_WRCONFIG_INEN_Pos 17
#define PORT_WRCONFIG_INEN (1u << 17)
#define PORT_WRCONFIG_PULLEN_Pos 18
#define PORT_WRCONFIG_PULLEN (1u << 18)
#define PORT_WRCONFIG_DRVSTR_Pos 22
#define PORT_WRCONFIG_DRVSTR (1u << 22)
#define PORT_WRCONFIG_PMUX_Pos 24
#define PORT_WRCONFIG_PMUX_Msk (0xfu << 24)
#define PORT_WRCONFIG_PMUX(value) (PORT_WRCONFIG_PMUX_Msk & ((uint32_t)(value) << 24))
#define PORT_WRCONFIG_WRPMUX_Pos 28
#define PORT_WRCONFIG_WRPMUX (1u << 28)
#define PORT_WRCONFIG_WRPINCFG_Pos 30
#define PORT_WRCONFIG_WRPINCFG (1u << 30)
#define PORT_WRCONFIG_HWSEL_Pos 31
#define PORT_WRCONFIG_HWSEL (1u << 31)

typedef union {
	struct {
		uint32_t PID0 : 5;
		uint32_t EVACT0 : 2;
		uint32_t PORTEI0 : 1;
		uint32_t PID1 : 5;
		uint32_t EVACT1 : 2;
		uint32_t PORTEI1 : 1;
		uint32_t PID2 : 5;
		uint32_t EVACT2 : 2;
		uint32_t PORTEI2 : 1;
		uint32_t PID3 : 5;
		uint32_t EVACT3 : 2;
		uint32_t PORTEI3 : 1;
	} bit;
	uint32_t reg;
} PORT_EVCTRL_Type;

#define PORT_EVCTRL_PID0_Pos 0
#define PORT_EVCTRL_PID0_Msk (0x1fu << 0)
#define PORT_EVCTRL_PID0(value) (PORT_EVCTRL_PID0_Msk & ((uint32_t)(value) << 0))
#define PORT_EVCTRL_EVACT0_Pos 5
#define PORT_EVCTRL_EVACT0_Msk (0x3u << 5)
#define PORT_EVCTRL_EVACT0(value) (PORT_EVCTRL_EVACT0_Msk & ((uint32_t)(value) << 5))
#define PORT_EVCTRL_PORTEI0_Pos 7
#define PORT_EVCTRL_PORTEI0 (1u << 7)
#define PORT_EVCTRL_PID1_Pos 8
#define PORT_EVCTRL_PID1_Msk (0x1fu << 8)
#define PORT_EVCTRL_PID1(value) (PORT_EVCTRL_PID1_Msk & ((uint32_t)(value) << 8))
#define PORT_EVCTRL_EVACT1_Pos 13
#define PORT_EVCTRL_EVACT1_Msk (0x3u << 13)
#define PORT_EVCTRL_EVACT1(value) (PORT_EVCTRL_EVACT1_Msk & ((uint32_t)(value) << 13))
#define PORT_EVCTRL_PORTEI1_Pos 15
#define PORT_EVCTRL_PORTEI1 (1u << 15)
#define PORT_EVCTRL_PID2_Pos 16
#define PORT_EVCTRL_PID2_Msk (0x1fu << 16)
#define PORT_EVCTRL_PID2(value) (PORT_EVCTRL_PID2_Msk & ((uint32_t)(value) << 16))
#define PORT_EVCTRL_EVACT2_Pos 21
#define PORT_EVCTRL_EVACT2_Msk (0x3u << 21)
#define PORT_EVCTRL_EVACT2(value) (PORT_EVCTRL_EVACT2_Msk & ((uint32_t)(value) << 21))
#define PORT_EVCTRL_PORTEI2_Pos 23
#define PORT_EVCTRL_PORTEI2 (1u << 23)
#define PORT_EVCTRL_PID3_Pos 24
#define PORT_EVCTRL_PID3_Msk (0x1fu << 24)
#define PORT_EVCTRL_PID3(value) (PORT_EVCTRL_PID3_Msk & ((uint32_t)(value) << 24))
#define PORT_EVCTRL_EVACT3_Pos 29
#define PORT_EVCTRL_EVACT3_Msk (0x3u << 29)
#define PORT_EVCTRL_EVACT3(value) (PORT_EVCTRL_EVACT3_Msk & ((uint32_t)(value) << 29))
#define PORT_EVCTRL_PORTEI3_Pos 31
#define PORT_EVCTRL_PORTEI3 (1u << 31)

typedef union {
	struct {
		uint8_t PMUXE : 4;
		uint8_t PMUXO : 4;
	} bit;
	uint8_t reg;
} PORT_PMUX_Type;

#define PORT_PMUX_PMUXE_Pos 0
#define PORT_PMUX_PMUXE_Msk (0xfu << 0)
#define PORT_PMUX_PMUXE(value) (PORT_PMUX_PMUXE_Msk & ((uint32_t)(value) << 0))
#define PORT_PMUX_PMUXO_Pos 4
#define PORT_PMUX_PMUXO_Msk (0xfu << 4)
#define PORT_PMUX_PMUXO(value) (PORT_PMUX_PMUXO_Msk & ((uint32_t)(value) << 4))

typedef union {
	struct {
		uint8_t PMUXEN : 1;
		uint8_t INEN : 1;
		uint8_t PULLEN : 1;
		uint8_t : 3;
		uint8_t DRVSTR : 1;
		uint8_t : 1;
	} bit;
	uint8_t reg;
} PORT_PINCFG_Type;

#define PORT_PINCFG_PMUXEN_Pos 0
#define PORT_PINCFG_PMUXEN (1u << 0)
#define PORT_PINCFG_INEN_Pos 1
#define PORT_PINCFG_INEN (1u << 1)
#define PORT_PINCFG_PULLEN_Pos 2
#define PORT_PINCFG_PULLEN (1u << 2)
#define PORT_PINCFG_DRVSTR_Pos 6
#define PORT_PINCFG_DRVSTR (1u << 6)

#define PORT_PMUX_PMUXE_A_Val 0x0u
#define PORT_PMUX_PMUXO_A_Val 0x0u
#define PORT_PMUX_PMUXE_A (0x0u << 0)
#define PORT_PMUX_PMUXO_A (0x0u << 4)
#define PORT_PMUX_PMUXE_B_Val 0x1u
#define PORT_PMUX_PMUXO_B_Val 0x1u
#define PORT_PMUX_PMUXE_B (0x1u << 0)
#define PORT_PMUX_PMUXO_B (0x1u << 4)
#define PORT_PMUX_PMUXE_C_Val 0x2u
#define PORT_PMUX_PMUXO_C_Val 0x2u
#define PORT_PMUX_PMUXE_C (0x2u << 0)
#define PORT_PMUX_PMUXO_C (0x2u << 4)
#define PORT_PMUX_PMUXE_D_Val 0x3u
#define PORT_PMUX_PMUXO_D_Val 0x3u
#define PORT_PMUX_PMUXE_D (0x3u << 0)
#define PORT_PMUX_PMUXO_D (0x3u << 4)
#define PORT_PMUX_PMUXE_E_Val 0x4u
#define PORT_PMUX_PMUXO_E_Val 0x4u
#define PORT_PMUX_PMUXE_E (0x4u << 0)
#define PORT_PMUX_PMUXO_E (0x4u << 4)
#define PORT_PMUX_PMUXE_F_Val 0x5u
#define PORT_PMUX_PMUXO_F_Val 0x5u
#define PORT_PMUX_PMUXE_F (0x5u << 0)
#define PORT_PMUX_PMUXO_F (0x5u << 4)
#define PORT_PMUX_PMUXE_G_Val 0x6u
#define PORT_PMUX_PMUXO_G_Val 0x6u
#define PORT_PMUX_PMUXE_G (0x6u << 0)
#define PORT_PMUX_PMUXO_G (0x6u << 4)
#define PORT_PMUX_PMUXE_H_Val 0x7u
#define PORT_PMUX_PMUXO_H_Val 0x7u
#define PORT_PMUX_PMUXE_H (0x7u << 0)
#define PORT_PMUX_PMUXO_H (0x7u << 4)

typedef struct {
	__IO PORT_DIR_Type DIR;           /* 0x00 */
	__IO PORT_DIRCLR_Type DIRCLR;     /* 0x04 */
	__IO PORT_DIRSET_Type DIRSET;     /* 0x08 */
	__IO PORT_DIRTGL_Type DIRTGL;     /* 0x0C */
	__IO PORT_OUT_Type OUT;           /* 0x10 */
	__IO PORT_OUTCLR_Type OUTCLR;     /* 0x14 */
	__IO PORT_OUTSET_Type OUTSET;     /* 0x18 */
	__IO PORT_OUTTGL_Type OUTTGL;     /* 0x1C */
	__I PORT_IN_Type IN;              /* 0x20 */
	__IO PORT_CTRL_Type CTRL;         /* 0x24 */
	__O PORT_WRCONFIG_Type WRCONFIG;  /* 0x28 */
	__IO PORT_EVCTRL_Type EVCTRL;     /* 0x2C */
	__IO PORT_PMUX_Type PMUX[16];     /* 0x30 */
	__IO PORT_PINCFG_Type PINCFG[32]; /* 0x40 */
	RoReg8 Reserved1[0x20];
} PortGroup;

typedef struct {
	PortGroup Group[2];
} Port;

#endif /* SAM_COMPONENT_PORT_H */
