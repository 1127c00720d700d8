/* SPDX-License-Identifier: MIT */
/*
 * SERCOM as an I2C target: registers and bits.
 *
 * From: SAM D5x/E5x Family Data Sheet, 36.8; SAM D21 Family Data Sheet, 28.8.
 *       What the SAM D21 has not is left out with SAM_D21.
 */
#ifndef SAM_COMPONENT_SERCOM_I2CS_H
#define SAM_COMPONENT_SERCOM_I2CS_H

#include "sam_types.h"

#define SERCOM_I2CS_CTRLA_MODE_I2C_SLAVE_Val 0x4
#define SERCOM_I2CS_CTRLA_MODE_I2C_SLAVE (0x4u << 2)

typedef union {
	struct {
		uint32_t SWRST : 1;
		uint32_t ENABLE : 1;
		uint32_t MODE : 3;
		uint32_t : 2;
		uint32_t RUNSTDBY : 1;
		uint32_t : 8;
		uint32_t PINOUT : 1;
		uint32_t : 3;
		uint32_t SDAHOLD : 2;
		uint32_t : 1;
		uint32_t SEXTTOEN : 1;
		uint32_t SPEED : 2;
		uint32_t : 1;
		uint32_t SCLSM : 1;
		uint32_t : 2;
		uint32_t LOWTOUTEN : 1;
		uint32_t : 1;
	} bit;
	uint32_t reg;
} SERCOM_I2CS_CTRLA_Type;

#define SERCOM_I2CS_CTRLA_SWRST_Pos 0
#define SERCOM_I2CS_CTRLA_SWRST (1u << 0)
#define SERCOM_I2CS_CTRLA_ENABLE_Pos 1
#define SERCOM_I2CS_CTRLA_ENABLE (1u << 1)
#define SERCOM_I2CS_CTRLA_MODE_Pos 2
#define SERCOM_I2CS_CTRLA_MODE_Msk (0x7u << 2)
#define SERCOM_I2CS_CTRLA_MODE(value) (SERCOM_I2CS_CTRLA_MODE_Msk & ((uint32_t)(value) << 2))
#define SERCOM_I2CS_CTRLA_RUNSTDBY_Pos 7
#define SERCOM_I2CS_CTRLA_RUNSTDBY (1u << 7)
#define SERCOM_I2CS_CTRLA_PINOUT_Pos 16
#define SERCOM_I2CS_CTRLA_PINOUT (1u << 16)
#define SERCOM_I2CS_CTRLA_SDAHOLD_Pos 20
#define SERCOM_I2CS_CTRLA_SDAHOLD_Msk (0x3u << 20)
#define SERCOM_I2CS_CTRLA_SDAHOLD(value) (SERCOM_I2CS_CTRLA_SDAHOLD_Msk & ((uint32_t)(value) << 20))
#define SERCOM_I2CS_CTRLA_SEXTTOEN_Pos 23
#define SERCOM_I2CS_CTRLA_SEXTTOEN (1u << 23)
#define SERCOM_I2CS_CTRLA_SPEED_Pos 24
#define SERCOM_I2CS_CTRLA_SPEED_Msk (0x3u << 24)
#define SERCOM_I2CS_CTRLA_SPEED(value) (SERCOM_I2CS_CTRLA_SPEED_Msk & ((uint32_t)(value) << 24))
#define SERCOM_I2CS_CTRLA_SCLSM_Pos 27
#define SERCOM_I2CS_CTRLA_SCLSM (1u << 27)
#define SERCOM_I2CS_CTRLA_LOWTOUTEN_Pos 30
#define SERCOM_I2CS_CTRLA_LOWTOUTEN (1u << 30)

typedef union {
	struct {
		uint32_t : 8;
		uint32_t SMEN : 1;
		uint32_t GCMD : 1;
		uint32_t AACKEN : 1;
		uint32_t : 3;
		uint32_t AMODE : 2;
		uint32_t CMD : 2;
		uint32_t ACKACT : 1;
		uint32_t : 13;
	} bit;
	uint32_t reg;
} SERCOM_I2CS_CTRLB_Type;

#define SERCOM_I2CS_CTRLB_SMEN_Pos 8
#define SERCOM_I2CS_CTRLB_SMEN (1u << 8)
#define SERCOM_I2CS_CTRLB_GCMD_Pos 9
#define SERCOM_I2CS_CTRLB_GCMD (1u << 9)
#define SERCOM_I2CS_CTRLB_AACKEN_Pos 10
#define SERCOM_I2CS_CTRLB_AACKEN (1u << 10)
#define SERCOM_I2CS_CTRLB_AMODE_Pos 14
#define SERCOM_I2CS_CTRLB_AMODE_Msk (0x3u << 14)
#define SERCOM_I2CS_CTRLB_AMODE(value) (SERCOM_I2CS_CTRLB_AMODE_Msk & ((uint32_t)(value) << 14))
#define SERCOM_I2CS_CTRLB_CMD_Pos 16
#define SERCOM_I2CS_CTRLB_CMD_Msk (0x3u << 16)
#define SERCOM_I2CS_CTRLB_CMD(value) (SERCOM_I2CS_CTRLB_CMD_Msk & ((uint32_t)(value) << 16))
#define SERCOM_I2CS_CTRLB_ACKACT_Pos 18
#define SERCOM_I2CS_CTRLB_ACKACT (1u << 18)

#ifndef SAM_D21
typedef union {
	struct {
		uint32_t SDASETUP : 4;
		uint32_t : 20;
		uint32_t DATA32B : 1;
		uint32_t : 7;
	} bit;
	uint32_t reg;
} SERCOM_I2CS_CTRLC_Type;

#define SERCOM_I2CS_CTRLC_SDASETUP_Pos 0
#define SERCOM_I2CS_CTRLC_SDASETUP_Msk (0xfu << 0)
#define SERCOM_I2CS_CTRLC_SDASETUP(value) (SERCOM_I2CS_CTRLC_SDASETUP_Msk & ((uint32_t)(value) << 0))
#define SERCOM_I2CS_CTRLC_DATA32B_Pos 24
#define SERCOM_I2CS_CTRLC_DATA32B (1u << 24)

typedef union {
	struct {
		uint16_t LEN : 8;
		uint16_t LENEN : 1;
		uint16_t : 7;
	} bit;
	uint16_t reg;
} SERCOM_I2CS_LENGTH_Type;

#define SERCOM_I2CS_LENGTH_LEN_Pos 0
#define SERCOM_I2CS_LENGTH_LEN_Msk (0xffu << 0)
#define SERCOM_I2CS_LENGTH_LEN(value) (SERCOM_I2CS_LENGTH_LEN_Msk & ((uint32_t)(value) << 0))
#define SERCOM_I2CS_LENGTH_LENEN_Pos 8
#define SERCOM_I2CS_LENGTH_LENEN (1u << 8)
#endif

typedef union {
	struct {
		uint8_t PREC : 1;
		uint8_t AMATCH : 1;
		uint8_t DRDY : 1;
		uint8_t : 4;
		uint8_t ERROR : 1;
	} bit;
	uint8_t reg;
} SERCOM_I2CS_INTENCLR_Type;

#define SERCOM_I2CS_INTENCLR_PREC_Pos 0
#define SERCOM_I2CS_INTENCLR_PREC (1u << 0)
#define SERCOM_I2CS_INTENCLR_AMATCH_Pos 1
#define SERCOM_I2CS_INTENCLR_AMATCH (1u << 1)
#define SERCOM_I2CS_INTENCLR_DRDY_Pos 2
#define SERCOM_I2CS_INTENCLR_DRDY (1u << 2)
#define SERCOM_I2CS_INTENCLR_ERROR_Pos 7
#define SERCOM_I2CS_INTENCLR_ERROR (1u << 7)

typedef union {
	struct {
		uint8_t PREC : 1;
		uint8_t AMATCH : 1;
		uint8_t DRDY : 1;
		uint8_t : 4;
		uint8_t ERROR : 1;
	} bit;
	uint8_t reg;
} SERCOM_I2CS_INTENSET_Type;

#define SERCOM_I2CS_INTENSET_PREC_Pos 0
#define SERCOM_I2CS_INTENSET_PREC (1u << 0)
#define SERCOM_I2CS_INTENSET_AMATCH_Pos 1
#define SERCOM_I2CS_INTENSET_AMATCH (1u << 1)
#define SERCOM_I2CS_INTENSET_DRDY_Pos 2
#define SERCOM_I2CS_INTENSET_DRDY (1u << 2)
#define SERCOM_I2CS_INTENSET_ERROR_Pos 7
#define SERCOM_I2CS_INTENSET_ERROR (1u << 7)

typedef union {
	struct {
		uint8_t PREC : 1;
		uint8_t AMATCH : 1;
		uint8_t DRDY : 1;
		uint8_t : 4;
		uint8_t ERROR : 1;
	} bit;
	uint8_t reg;
} SERCOM_I2CS_INTFLAG_Type;

#define SERCOM_I2CS_INTFLAG_PREC_Pos 0
#define SERCOM_I2CS_INTFLAG_PREC (1u << 0)
#define SERCOM_I2CS_INTFLAG_AMATCH_Pos 1
#define SERCOM_I2CS_INTFLAG_AMATCH (1u << 1)
#define SERCOM_I2CS_INTFLAG_DRDY_Pos 2
#define SERCOM_I2CS_INTFLAG_DRDY (1u << 2)
#define SERCOM_I2CS_INTFLAG_ERROR_Pos 7
#define SERCOM_I2CS_INTFLAG_ERROR (1u << 7)

typedef union {
	struct {
		uint16_t BUSERR : 1;
		uint16_t COLL : 1;
		uint16_t RXNACK : 1;
		uint16_t DIR : 1;
		uint16_t SR : 1;
		uint16_t : 1;
		uint16_t LOWTOUT : 1;
		uint16_t CLKHOLD : 1;
		uint16_t : 1;
		uint16_t SEXTTOUT : 1;
		uint16_t HS : 1;
		uint16_t LENERR : 1;
		uint16_t : 4;
	} bit;
	uint16_t reg;
} SERCOM_I2CS_STATUS_Type;

#define SERCOM_I2CS_STATUS_BUSERR_Pos 0
#define SERCOM_I2CS_STATUS_BUSERR (1u << 0)
#define SERCOM_I2CS_STATUS_COLL_Pos 1
#define SERCOM_I2CS_STATUS_COLL (1u << 1)
#define SERCOM_I2CS_STATUS_RXNACK_Pos 2
#define SERCOM_I2CS_STATUS_RXNACK (1u << 2)
#define SERCOM_I2CS_STATUS_DIR_Pos 3
#define SERCOM_I2CS_STATUS_DIR (1u << 3)
#define SERCOM_I2CS_STATUS_SR_Pos 4
#define SERCOM_I2CS_STATUS_SR (1u << 4)
#define SERCOM_I2CS_STATUS_LOWTOUT_Pos 6
#define SERCOM_I2CS_STATUS_LOWTOUT (1u << 6)
#define SERCOM_I2CS_STATUS_CLKHOLD_Pos 7
#define SERCOM_I2CS_STATUS_CLKHOLD (1u << 7)
#define SERCOM_I2CS_STATUS_SEXTTOUT_Pos 9
#define SERCOM_I2CS_STATUS_SEXTTOUT (1u << 9)
#define SERCOM_I2CS_STATUS_HS_Pos 10
#define SERCOM_I2CS_STATUS_HS (1u << 10)
#define SERCOM_I2CS_STATUS_LENERR_Pos 11
#define SERCOM_I2CS_STATUS_LENERR (1u << 11)

typedef union {
	struct {
		uint32_t SWRST : 1;
		uint32_t ENABLE : 1;
		uint32_t : 2;
		uint32_t LENGTH : 1;
		uint32_t : 27;
	} bit;
	uint32_t reg;
} SERCOM_I2CS_SYNCBUSY_Type;

#define SERCOM_I2CS_SYNCBUSY_SWRST_Pos 0
#define SERCOM_I2CS_SYNCBUSY_SWRST (1u << 0)
#define SERCOM_I2CS_SYNCBUSY_ENABLE_Pos 1
#define SERCOM_I2CS_SYNCBUSY_ENABLE (1u << 1)
#define SERCOM_I2CS_SYNCBUSY_LENGTH_Pos 4
#define SERCOM_I2CS_SYNCBUSY_LENGTH (1u << 4)

typedef union {
	struct {
		uint32_t GENCEN : 1;
		uint32_t ADDR : 10;
		uint32_t : 4;
		uint32_t TENBITEN : 1;
		uint32_t : 1;
		uint32_t ADDRMASK : 10;
		uint32_t : 5;
	} bit;
	uint32_t reg;
} SERCOM_I2CS_ADDR_Type;

#define SERCOM_I2CS_ADDR_GENCEN_Pos 0
#define SERCOM_I2CS_ADDR_GENCEN (1u << 0)
#define SERCOM_I2CS_ADDR_ADDR_Pos 1
#define SERCOM_I2CS_ADDR_ADDR_Msk (0x3ffu << 1)
#define SERCOM_I2CS_ADDR_ADDR(value) (SERCOM_I2CS_ADDR_ADDR_Msk & ((uint32_t)(value) << 1))
#define SERCOM_I2CS_ADDR_TENBITEN_Pos 15
#define SERCOM_I2CS_ADDR_TENBITEN (1u << 15)
#define SERCOM_I2CS_ADDR_ADDRMASK_Pos 17
#define SERCOM_I2CS_ADDR_ADDRMASK_Msk (0x3ffu << 17)
#define SERCOM_I2CS_ADDR_ADDRMASK(value) (SERCOM_I2CS_ADDR_ADDRMASK_Msk & ((uint32_t)(value) << 17))

#ifdef SAM_D21
typedef union {
	struct {
		uint8_t DATA : 8;
	} bit;
	uint8_t reg;
} SERCOM_I2CS_DATA_Type;

#define SERCOM_I2CS_DATA_DATA_Pos 0
#define SERCOM_I2CS_DATA_DATA_Msk (0xffu << 0)
#define SERCOM_I2CS_DATA_DATA(value) (SERCOM_I2CS_DATA_DATA_Msk & ((uint32_t)(value) << 0))
#else
typedef union {
	struct {
		uint32_t DATA : 32;
	} bit;
	uint32_t reg;
} SERCOM_I2CS_DATA_Type;

#define SERCOM_I2CS_DATA_DATA_Pos 0
#define SERCOM_I2CS_DATA_DATA_Msk (0xffffffffu << 0)
#define SERCOM_I2CS_DATA_DATA(value) (SERCOM_I2CS_DATA_DATA_Msk & ((uint32_t)(value) << 0))
#endif

typedef struct {
	__IO SERCOM_I2CS_CTRLA_Type CTRLA;       /* 0x00 */
	__IO SERCOM_I2CS_CTRLB_Type CTRLB;       /* 0x04 */
#ifdef SAM_D21
	RoReg8 Reserved1[0xC];
#else
	__IO SERCOM_I2CS_CTRLC_Type CTRLC;       /* 0x08 */
	RoReg8 Reserved1[0x8];
#endif
	__IO SERCOM_I2CS_INTENCLR_Type INTENCLR; /* 0x14 */
	RoReg8 Reserved2[0x1];
	__IO SERCOM_I2CS_INTENSET_Type INTENSET; /* 0x16 */
	RoReg8 Reserved3[0x1];
	__IO SERCOM_I2CS_INTFLAG_Type INTFLAG;   /* 0x18 */
	RoReg8 Reserved4[0x1];
	__IO SERCOM_I2CS_STATUS_Type STATUS;     /* 0x1A */
	__I SERCOM_I2CS_SYNCBUSY_Type SYNCBUSY;  /* 0x1C */
#ifdef SAM_D21
	RoReg8 Reserved5[0x4];
#else
	RoReg8 Reserved5[0x2];
	__IO SERCOM_I2CS_LENGTH_Type LENGTH;     /* 0x22 */
#endif
	__IO SERCOM_I2CS_ADDR_Type ADDR;         /* 0x24 */
	__IO SERCOM_I2CS_DATA_Type DATA;         /* 0x28 */
} SercomI2cs;

#endif /* SAM_COMPONENT_SERCOM_I2CS_H */
