/* SPDX-License-Identifier: MIT */
/*
 * The Cortex-M4's memory protection unit, under CMSIS's names. It protects
 * nothing here: its registers only store.
 *
 * From: Armv7-M Architecture Reference Manual, B3.5.
 */
#ifndef CORE_MPU_H
#define CORE_MPU_H

typedef struct {
	__IM uint32_t TYPE;
	__IOM uint32_t CTRL;
	__IOM uint32_t RNR;
	__IOM uint32_t RBAR;
	__IOM uint32_t RASR;
} MPU_Type;

#define MPU_BASE 0xe000ed90U
#define MPU	 ((MPU_Type *)MPU_BASE)

#define MPU_CTRL_ENABLE_Msk	1U
#define MPU_CTRL_HFNMIENA_Msk	(1U << 1)
#define MPU_CTRL_PRIVDEFENA_Msk (1U << 2)
#define MPU_RASR_ENABLE_Pos	0U
#define MPU_RASR_ENABLE_Msk	1U
#define MPU_RASR_SIZE_Pos	1U
#define MPU_RASR_SRD_Pos	8U
#define MPU_RASR_B_Pos		16U
#define MPU_RASR_C_Pos		17U
#define MPU_RASR_S_Pos		18U
#define MPU_RASR_TEX_Pos	19U
#define MPU_RASR_AP_Pos		24U
#define MPU_RASR_XN_Pos		28U

#endif /* CORE_MPU_H */
