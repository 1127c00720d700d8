/* SPDX-License-Identifier: MIT */
/* ST's device repository alone has no CMSIS core. */
#if __has_include_next(<core_cm0plus.h>)
#include_next <core_cm0plus.h>
#else
#include "../../include/core_cm0plus.h"
#ifndef CORE_MPU_H
#define CORE_MPU_H

/* The memory protection unit as far as ST's sources name it: using it is a
 * crash. */
typedef struct {
	__IM uint32_t TYPE;
	__IOM uint32_t CTRL;
	__IOM uint32_t RNR;
	__IOM uint32_t RBAR;
	__IOM uint32_t RASR;
} MPU_Type;

#define MPU ((MPU_Type *)(SCS_BASE + 0xd90u))

#define MPU_CTRL_ENABLE_Msk (1u << 0)
#define MPU_RBAR_ADDR_Msk   (0xffffffu << 8)
#define MPU_RASR_XN_Pos	    28u
#define MPU_RASR_AP_Pos	    24u
#define MPU_RASR_TEX_Pos    19u
#define MPU_RASR_S_Pos	    18u
#define MPU_RASR_C_Pos	    17u
#define MPU_RASR_B_Pos	    16u
#define MPU_RASR_SRD_Pos    8u
#define MPU_RASR_SIZE_Pos   1u
#define MPU_RASR_ENABLE_Pos 0u
#define MPU_RASR_ENABLE_Msk (1u << 0)

#endif
#endif
