/* SPDX-License-Identifier: MIT */
/*
 * SERCOM as an I2C controller: registers and bits.
 *
 * From: SAM D5x/E5x Family Data Sheet, 36.10; SAM D21 Family Data Sheet, 28.10.
 *       What the SAM D21 has not is left out with SAM_D21.
 */
#ifndef SAM_COMPONENT_SERCOM_I2CM_H
#define SAM_COMPONENT_SERCOM_I2CM_H

#include "sam_types.h"

#define SERCOM_I2CM_CTRLA_MODE_I2C_MASTER_Val 0x5
#define SERCOM_I2CM_CTRLA_MODE_I2C_MASTER (0x5u << 2)

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
		uint32_t MEXTTOEN : 1;
		uint32_t SEXTTOEN : 1;
		uint32_t SPEED : 2;
		uint32_t : 1;
		uint32_t SCLSM : 1;
		uint32_t INACTOUT : 2;
		uint32_t LOWTOUTEN : 1;
		uint32_t : 1;
	} bit;
	uint32_t reg;
} SERCOM_I2CM_CTRLA_Type;

#define SERCOM_I2CM_CTRLA_SWRST_Pos 0
#define SERCOM_I2CM_CTRLA_SWRST (1u << 0)
#define SERCOM_I2CM_CTRLA_ENABLE_Pos 1
#define SERCOM_I2CM_CTRLA_ENABLE (1u << 1)
#define SERCOM_I2CM_CTRLA_MODE_Pos 2
#define SERCOM_I2CM_CTRLA_MODE_Msk (0x7u << 2)
#define SERCOM_I2CM_CTRLA_MODE(value) (SERCOM_I2CM_CTRLA_MODE_Msk & ((uint32_t)(value) << 2))
#define SERCOM_I2CM_CTRLA_RUNSTDBY_Pos 7
#define SERCOM_I2CM_CTRLA_RUNSTDBY (1u << 7)
#define SERCOM_I2CM_CTRLA_PINOUT_Pos 16
#define SERCOM_I2CM_CTRLA_PINOUT (1u << 16)
#define SERCOM_I2CM_CTRLA_SDAHOLD_Pos 20
#define SERCOM_I2CM_CTRLA_SDAHOLD_Msk (0x3u << 20)
#define SERCOM_I2CM_CTRLA_SDAHOLD(value) (SERCOM_I2CM_CTRLA_SDAHOLD_Msk & ((uint32_t)(value) << 20))
#define SERCOM_I2CM_CTRLA_MEXTTOEN_Pos 22
#define SERCOM_I2CM_CTRLA_MEXTTOEN (1u << 22)
#define SERCOM_I2CM_CTRLA_SEXTTOEN_Pos 23
#define SERCOM_I2CM_CTRLA_SEXTTOEN (1u << 23)
#define SERCOM_I2CM_CTRLA_SPEED_Pos 24
#define SERCOM_I2CM_CTRLA_SPEED_Msk (0x3u << 24)
#define SERCOM_I2CM_CTRLA_SPEED(value) (SERCOM_I2CM_CTRLA_SPEED_Msk & ((uint32_t)(value) << 24))
#define SERCOM_I2CM_CTRLA_SCLSM_Pos 27
#define SERCOM_I2CM_CTRLA_SCLSM (1u << 27)
#define SERCOM_I2CM_CTRLA_INACTOUT_Pos 28
#define SERCOM_I2CM_CTRLA_INACTOUT_Msk (0x3u << 28)
#define SERCOM_I2CM_CTRLA_INACTOUT(value) (SERCOM_I2CM_CTRLA_INACTOUT_Msk & ((uint32_t)(value) << 28))
#define SERCOM_I2CM_CTRLA_LOWTOUTEN_Pos 30
#define SERCOM_I2CM_CTRLA_LOWTOUTEN (1u << 30)

typedef union {
	struct {
		uint32_t : 8;
		uint32_t SMEN : 1;
		uint32_t QCEN : 1;
		uint32_t : 6;
		uint32_t CMD : 2;
		uint32_t ACKACT : 1;
		uint32_t : 13;
	} bit;
	uint32_t reg;
} SERCOM_I2CM_CTRLB_Type;

#define SERCOM_I2CM_CTRLB_SMEN_Pos 8
#define SERCOM_I2CM_CTRLB_SMEN (1u << 8)
#define SERCOM_I2CM_CTRLB_QCEN_Pos 9
#define SERCOM_I2CM_CTRLB_QCEN (1u << 9)
#define SERCOM_I2CM_CTRLB_CMD_Pos 16
#define SERCOM_I2CM_CTRLB_CMD_Msk (0x3u << 16)
#define SERCOM_I2CM_CTRLB_CMD(value) (SERCOM_I2CM_CTRLB_CMD_Msk & ((uint32_t)(value) << 16))
#define SERCOM_I2CM_CTRLB_ACKACT_Pos 18
#define SERCOM_I2CM_CTRLB_ACKACT (1u << 18)

#ifndef SAM_D21
typedef union {
	struct {
		uint32_t : 24;
		uint32_t DATA32B : 1;
		uint32_t : 7;
	} bit;
	uint32_t reg;
} SERCOM_I2CM_CTRLC_Type;

#define SERCOM_I2CM_CTRLC_DATA32B_Pos 24
#define SERCOM_I2CM_CTRLC_DATA32B (1u << 24)
#endif

typedef union {
	struct {
		uint32_t BAUD : 8;
		uint32_t BAUDLOW : 8;
		uint32_t HSBAUD : 8;
		uint32_t HSBAUDLOW : 8;
	} bit;
	uint32_t reg;
} SERCOM_I2CM_BAUD_Type;

#define SERCOM_I2CM_BAUD_BAUD_Pos 0
#define SERCOM_I2CM_BAUD_BAUD_Msk (0xffu << 0)
#define SERCOM_I2CM_BAUD_BAUD(value) (SERCOM_I2CM_BAUD_BAUD_Msk & ((uint32_t)(value) << 0))
#define SERCOM_I2CM_BAUD_BAUDLOW_Pos 8
#define SERCOM_I2CM_BAUD_BAUDLOW_Msk (0xffu << 8)
#define SERCOM_I2CM_BAUD_BAUDLOW(value) (SERCOM_I2CM_BAUD_BAUDLOW_Msk & ((uint32_t)(value) << 8))
#define SERCOM_I2CM_BAUD_HSBAUD_Pos 16
#define SERCOM_I2CM_BAUD_HSBAUD_Msk (0xffu << 16)
#define SERCOM_I2CM_BAUD_HSBAUD(value) (SERCOM_I2CM_BAUD_HSBAUD_Msk & ((uint32_t)(value) << 16))
#define SERCOM_I2CM_BAUD_HSBAUDLOW_Pos 24
#define SERCOM_I2CM_BAUD_HSBAUDLOW_Msk (0xffu << 24)
#define SERCOM_I2CM_BAUD_HSBAUDLOW(value) (SERCOM_I2CM_BAUD_HSBAUDLOW_Msk & ((uint32_t)(value) << 24))

typedef union {
	struct {
		uint8_t MB : 1;
		uint8_t SB : 1;
		uint8_t : 5;
		uint8_t ERROR : 1;
	} bit;
	uint8_t reg;
} SERCOM_I2CM_INTENCLR_Type;

#define SERCOM_I2CM_INTENCLR_MB_Pos 0
#define SERCOM_I2CM_INTENCLR_MB (1u << 0)
#define SERCOM_I2CM_INTENCLR_SB_Pos 1
#define SERCOM_I2CM_INTENCLR_SB (1u << 1)
#define SERCOM_I2CM_INTENCLR_ERROR_Pos 7
#define SERCOM_I2CM_INTENCLR_ERROR (1u << 7)

typedef union {
	struct {
		uint8_t MB : 1;
		uint8_t SB : 1;
		uint8_t : 5;
		uint8_t ERROR : 1;
	} bit;
	uint8_t reg;
} SERCOM_I2CM_INTENSET_Type;

#define SERCOM_I2CM_INTENSET_MB_Pos 0
#define SERCOM_I2CM_INTENSET_MB (1u << 0)
#define SERCOM_I2CM_INTENSET_SB_Pos 1
#define SERCOM_I2CM_INTENSET_SB (1u << 1)
#define SERCOM_I2CM_INTENSET_ERROR_Pos 7
#define SERCOM_I2CM_INTENSET_ERROR (1u << 7)

typedef union {
	struct {
		uint8_t MB : 1;
		uint8_t SB : 1;
		uint8_t : 5;
		uint8_t ERROR : 1;
	} bit;
	uint8_t reg;
} SERCOM_I2CM_INTFLAG_Type;

#define SERCOM_I2CM_INTFLAG_MB_Pos 0
#define SERCOM_I2CM_INTFLAG_MB (1u << 0)
#define SERCOM_I2CM_INTFLAG_SB_Pos 1
#define SERCOM_I2CM_INTFLAG_SB (1u << 1)
#define SERCOM_I2CM_INTFLAG_ERROR_Pos 7
#define SERCOM_I2CM_INTFLAG_ERROR (1u << 7)

typedef union {
	struct {
		uint16_t BUSERR : 1;
		uint16_t ARBLOST : 1;
		uint16_t RXNACK : 1;
		uint16_t : 1;
		uint16_t BUSSTATE : 2;
		uint16_t LOWTOUT : 1;
		uint16_t CLKHOLD : 1;
		uint16_t MEXTTOUT : 1;
		uint16_t SEXTTOUT : 1;
		uint16_t LENERR : 1;
		uint16_t : 5;
	} bit;
	uint16_t reg;
} SERCOM_I2CM_STATUS_Type;

#define SERCOM_I2CM_STATUS_BUSERR_Pos 0
#define SERCOM_I2CM_STATUS_BUSERR (1u << 0)
#define SERCOM_I2CM_STATUS_ARBLOST_Pos 1
#define SERCOM_I2CM_STATUS_ARBLOST (1u << 1)
#define SERCOM_I2CM_STATUS_RXNACK_Pos 2
#define SERCOM_I2CM_STATUS_RXNACK (1u << 2)
#define SERCOM_I2CM_STATUS_BUSSTATE_Pos 4
#define SERCOM_I2CM_STATUS_BUSSTATE_Msk (0x3u << 4)
#define SERCOM_I2CM_STATUS_BUSSTATE(value) (SERCOM_I2CM_STATUS_BUSSTATE_Msk & ((uint32_t)(value) << 4))
#define SERCOM_I2CM_STATUS_LOWTOUT_Pos 6
#define SERCOM_I2CM_STATUS_LOWTOUT (1u << 6)
#define SERCOM_I2CM_STATUS_CLKHOLD_Pos 7
#define SERCOM_I2CM_STATUS_CLKHOLD (1u << 7)
#define SERCOM_I2CM_STATUS_MEXTTOUT_Pos 8
#define SERCOM_I2CM_STATUS_MEXTTOUT (1u << 8)
#define SERCOM_I2CM_STATUS_SEXTTOUT_Pos 9
#define SERCOM_I2CM_STATUS_SEXTTOUT (1u << 9)
#define SERCOM_I2CM_STATUS_LENERR_Pos 10
#define SERCOM_I2CM_STATUS_LENERR (1u << 10)

typedef union {
	struct {
		uint32_t SWRST : 1;
		uint32_t ENABLE : 1;
		uint32_t SYSOP : 1;
		uint32_t : 1;
		uint32_t LENGTH : 1;
		uint32_t : 27;
	} bit;
	uint32_t reg;
} SERCOM_I2CM_SYNCBUSY_Type;

#define SERCOM_I2CM_SYNCBUSY_SWRST_Pos 0
#define SERCOM_I2CM_SYNCBUSY_SWRST (1u << 0)
#define SERCOM_I2CM_SYNCBUSY_ENABLE_Pos 1
#define SERCOM_I2CM_SYNCBUSY_ENABLE (1u << 1)
#define SERCOM_I2CM_SYNCBUSY_SYSOP_Pos 2
#define SERCOM_I2CM_SYNCBUSY_SYSOP (1u << 2)
#define SERCOM_I2CM_SYNCBUSY_LENGTH_Pos 4
#define SERCOM_I2CM_SYNCBUSY_LENGTH (1u << 4)

typedef union {
	struct {
		uint32_t ADDR : 11;
		uint32_t : 2;
		uint32_t LENEN : 1;
		uint32_t HS : 1;
		uint32_t TENBITEN : 1;
		uint32_t LEN : 8;
		uint32_t : 8;
	} bit;
	uint32_t reg;
} SERCOM_I2CM_ADDR_Type;

#define SERCOM_I2CM_ADDR_ADDR_Pos 0
#define SERCOM_I2CM_ADDR_ADDR_Msk (0x7ffu << 0)
#define SERCOM_I2CM_ADDR_ADDR(value) (SERCOM_I2CM_ADDR_ADDR_Msk & ((uint32_t)(value) << 0))
#define SERCOM_I2CM_ADDR_LENEN_Pos 13
#define SERCOM_I2CM_ADDR_LENEN (1u << 13)
#define SERCOM_I2CM_ADDR_HS_Pos 14
#define SERCOM_I2CM_ADDR_HS (1u << 14)
#define SERCOM_I2CM_ADDR_TENBITEN_Pos 15
#define SERCOM_I2CM_ADDR_TENBITEN (1u << 15)
#define SERCOM_I2CM_ADDR_LEN_Pos 16
#define SERCOM_I2CM_ADDR_LEN_Msk (0xffu << 16)
#define SERCOM_I2CM_ADDR_LEN(value) (SERCOM_I2CM_ADDR_LEN_Msk & ((uint32_t)(value) << 16))

#ifdef SAM_D21
typedef union {
	struct {
		uint8_t DATA : 8;
	} bit;
	uint8_t reg;
} SERCOM_I2CM_DATA_Type;

#define SERCOM_I2CM_DATA_DATA_Pos 0
#define SERCOM_I2CM_DATA_DATA_Msk (0xffu << 0)
#define SERCOM_I2CM_DATA_DATA(value) (SERCOM_I2CM_DATA_DATA_Msk & ((uint32_t)(value) << 0))
#else
typedef union {
	struct {
		uint32_t DATA : 32;
	} bit;
	uint32_t reg;
} SERCOM_I2CM_DATA_Type;

#define SERCOM_I2CM_DATA_DATA_Pos 0
#define SERCOM_I2CM_DATA_DATA_Msk (0xffffffffu << 0)
#define SERCOM_I2CM_DATA_DATA(value) (SERCOM_I2CM_DATA_DATA_Msk & ((uint32_t)(value) << 0))
#endif

typedef union {
	struct {
		uint8_t DBGSTOP : 1;
		uint8_t : 7;
	} bit;
	uint8_t reg;
} SERCOM_I2CM_DBGCTRL_Type;

#define SERCOM_I2CM_DBGCTRL_DBGSTOP_Pos 0
#define SERCOM_I2CM_DBGCTRL_DBGSTOP (1u << 0)

typedef struct {
	__IO SERCOM_I2CM_CTRLA_Type CTRLA;       /* 0x00 */
	__IO SERCOM_I2CM_CTRLB_Type CTRLB;       /* 0x04 */
#ifdef SAM_D21
	RoReg8 Reserved1[0x4];
#else
	__IO SERCOM_I2CM_CTRLC_Type CTRLC;       /* 0x08 */
#endif
	__IO SERCOM_I2CM_BAUD_Type BAUD;         /* 0x0C */
	RoReg8 Reserved2[0x4];
	__IO SERCOM_I2CM_INTENCLR_Type INTENCLR; /* 0x14 */
	RoReg8 Reserved3[0x1];
	__IO SERCOM_I2CM_INTENSET_Type INTENSET; /* 0x16 */
	RoReg8 Reserved4[0x1];
	__IO SERCOM_I2CM_INTFLAG_Type INTFLAG;   /* 0x18 */
	RoReg8 Reserved5[0x1];
	__IO SERCOM_I2CM_STATUS_Type STATUS;     /* 0x1A */
	__I SERCOM_I2CM_SYNCBUSY_Type SYNCBUSY;  /* 0x1C */
	RoReg8 Reserved6[0x4];
	__IO SERCOM_I2CM_ADDR_Type ADDR;         /* 0x24 */
	__IO SERCOM_I2CM_DATA_Type DATA;         /* 0x28 */
#ifdef SAM_D21
	RoReg8 Reserved7[0x7];
#else
	RoReg8 Reserved7[0x4];
#endif
	__IO SERCOM_I2CM_DBGCTRL_Type DBGCTRL;   /* 0x30 */
} SercomI2cm;

#endif /* SAM_COMPONENT_SERCOM_I2CM_H */
