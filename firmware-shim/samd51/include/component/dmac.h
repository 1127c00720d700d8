/* SPDX-License-Identifier: MIT */
/*
 * DMAC: channels that move data, and their descriptors in memory.
 *
 * From: SAM D5x/E5x Family Data Sheet, 22.8 to 22.10.
 */
#ifndef SAMD51_COMPONENT_DMAC_H
#define SAMD51_COMPONENT_DMAC_H

#include "sam_types.h"

typedef union {
	struct {
		uint16_t SWRST : 1;
		uint16_t DMAENABLE : 1;
		uint16_t : 6;
		uint16_t LVLEN0 : 1;
		uint16_t LVLEN1 : 1;
		uint16_t LVLEN2 : 1;
		uint16_t LVLEN3 : 1;
		uint16_t : 4;
	} bit;
	uint16_t reg;
} DMAC_CTRL_Type;

#define DMAC_CTRL_SWRST_Pos 0
#define DMAC_CTRL_SWRST (1u << 0)
#define DMAC_CTRL_DMAENABLE_Pos 1
#define DMAC_CTRL_DMAENABLE (1u << 1)
#define DMAC_CTRL_LVLEN0_Pos 8
#define DMAC_CTRL_LVLEN0 (1u << 8)
#define DMAC_CTRL_LVLEN1_Pos 9
#define DMAC_CTRL_LVLEN1 (1u << 9)
#define DMAC_CTRL_LVLEN2_Pos 10
#define DMAC_CTRL_LVLEN2 (1u << 10)
#define DMAC_CTRL_LVLEN3_Pos 11
#define DMAC_CTRL_LVLEN3 (1u << 11)

#define DMAC_CTRL_LVLEN_Pos 8
#define DMAC_CTRL_LVLEN_Msk (0xfu << 8)
#define DMAC_CTRL_LVLEN(value) (DMAC_CTRL_LVLEN_Msk & ((uint32_t)(value) << 8))

typedef union {
	struct {
		uint16_t ID : 5;
		uint16_t : 3;
		uint16_t TERR : 1;
		uint16_t TCMPL : 1;
		uint16_t SUSP : 1;
		uint16_t : 2;
		uint16_t FERR : 1;
		uint16_t BUSY : 1;
		uint16_t PEND : 1;
	} bit;
	uint16_t reg;
} DMAC_INTPEND_Type;

#define DMAC_INTPEND_ID_Pos 0
#define DMAC_INTPEND_ID_Msk (0x1fu << 0)
#define DMAC_INTPEND_ID(value) (DMAC_INTPEND_ID_Msk & ((uint32_t)(value) << 0))
#define DMAC_INTPEND_TERR_Pos 8
#define DMAC_INTPEND_TERR (1u << 8)
#define DMAC_INTPEND_TCMPL_Pos 9
#define DMAC_INTPEND_TCMPL (1u << 9)
#define DMAC_INTPEND_SUSP_Pos 10
#define DMAC_INTPEND_SUSP (1u << 10)
#define DMAC_INTPEND_FERR_Pos 13
#define DMAC_INTPEND_FERR (1u << 13)
#define DMAC_INTPEND_BUSY_Pos 14
#define DMAC_INTPEND_BUSY (1u << 14)
#define DMAC_INTPEND_PEND_Pos 15
#define DMAC_INTPEND_PEND (1u << 15)

typedef union {
	struct {
		uint32_t SWRST : 1;
		uint32_t ENABLE : 1;
		uint32_t : 4;
		uint32_t RUNSTDBY : 1;
		uint32_t : 1;
		uint32_t TRIGSRC : 7;
		uint32_t : 5;
		uint32_t TRIGACT : 2;
		uint32_t : 2;
		uint32_t BURSTLEN : 4;
		uint32_t THRESHOLD : 2;
		uint32_t : 2;
	} bit;
	uint32_t reg;
} DMAC_CHCTRLA_Type;

#define DMAC_CHCTRLA_SWRST_Pos 0
#define DMAC_CHCTRLA_SWRST (1u << 0)
#define DMAC_CHCTRLA_ENABLE_Pos 1
#define DMAC_CHCTRLA_ENABLE (1u << 1)
#define DMAC_CHCTRLA_RUNSTDBY_Pos 6
#define DMAC_CHCTRLA_RUNSTDBY (1u << 6)
#define DMAC_CHCTRLA_TRIGSRC_Pos 8
#define DMAC_CHCTRLA_TRIGSRC_Msk (0x7fu << 8)
#define DMAC_CHCTRLA_TRIGSRC(value) (DMAC_CHCTRLA_TRIGSRC_Msk & ((uint32_t)(value) << 8))
#define DMAC_CHCTRLA_TRIGACT_Pos 20
#define DMAC_CHCTRLA_TRIGACT_Msk (0x3u << 20)
#define DMAC_CHCTRLA_TRIGACT(value) (DMAC_CHCTRLA_TRIGACT_Msk & ((uint32_t)(value) << 20))
#define DMAC_CHCTRLA_BURSTLEN_Pos 24
#define DMAC_CHCTRLA_BURSTLEN_Msk (0xfu << 24)
#define DMAC_CHCTRLA_BURSTLEN(value) (DMAC_CHCTRLA_BURSTLEN_Msk & ((uint32_t)(value) << 24))
#define DMAC_CHCTRLA_THRESHOLD_Pos 28
#define DMAC_CHCTRLA_THRESHOLD_Msk (0x3u << 28)
#define DMAC_CHCTRLA_THRESHOLD(value) (DMAC_CHCTRLA_THRESHOLD_Msk & ((uint32_t)(value) << 28))

typedef union {
	struct {
		uint8_t CMD : 2;
		uint8_t : 6;
	} bit;
	uint8_t reg;
} DMAC_CHCTRLB_Type;

#define DMAC_CHCTRLB_CMD_Pos 0
#define DMAC_CHCTRLB_CMD_Msk (0x3u << 0)
#define DMAC_CHCTRLB_CMD(value) (DMAC_CHCTRLB_CMD_Msk & ((uint32_t)(value) << 0))

typedef union {
	struct {
		uint8_t PRILVL : 2;
		uint8_t : 6;
	} bit;
	uint8_t reg;
} DMAC_CHPRILVL_Type;

#define DMAC_CHPRILVL_PRILVL_Pos 0
#define DMAC_CHPRILVL_PRILVL_Msk (0x3u << 0)
#define DMAC_CHPRILVL_PRILVL(value) (DMAC_CHPRILVL_PRILVL_Msk & ((uint32_t)(value) << 0))

#define DMAC_CHCTRLA_TRIGACT_BLOCK_Val 0x0u
#define DMAC_CHCTRLA_TRIGACT_BLOCK (0x0u << 20)
#define DMAC_CHCTRLA_TRIGACT_BURST_Val 0x2u
#define DMAC_CHCTRLA_TRIGACT_BURST (0x2u << 20)
#define DMAC_CHCTRLA_TRIGACT_TRANSACTION_Val 0x3u
#define DMAC_CHCTRLA_TRIGACT_TRANSACTION (0x3u << 20)
#define DMAC_CHCTRLB_CMD_NOACT_Val 0x0u
#define DMAC_CHCTRLB_CMD_NOACT (0x0u << 0)
#define DMAC_CHCTRLB_CMD_SUSPEND_Val 0x1u
#define DMAC_CHCTRLB_CMD_SUSPEND (0x1u << 0)
#define DMAC_CHCTRLB_CMD_RESUME_Val 0x2u
#define DMAC_CHCTRLB_CMD_RESUME (0x2u << 0)

typedef union {
	struct {
		uint8_t TERR : 1;
		uint8_t TCMPL : 1;
		uint8_t SUSP : 1;
		uint8_t : 5;
	} bit;
	uint8_t reg;
} DMAC_CHINTENCLR_Type;

#define DMAC_CHINTENCLR_TERR_Pos 0
#define DMAC_CHINTENCLR_TERR (1u << 0)
#define DMAC_CHINTENCLR_TCMPL_Pos 1
#define DMAC_CHINTENCLR_TCMPL (1u << 1)
#define DMAC_CHINTENCLR_SUSP_Pos 2
#define DMAC_CHINTENCLR_SUSP (1u << 2)

typedef union {
	struct {
		uint8_t TERR : 1;
		uint8_t TCMPL : 1;
		uint8_t SUSP : 1;
		uint8_t : 5;
	} bit;
	uint8_t reg;
} DMAC_CHINTENSET_Type;

#define DMAC_CHINTENSET_TERR_Pos 0
#define DMAC_CHINTENSET_TERR (1u << 0)
#define DMAC_CHINTENSET_TCMPL_Pos 1
#define DMAC_CHINTENSET_TCMPL (1u << 1)
#define DMAC_CHINTENSET_SUSP_Pos 2
#define DMAC_CHINTENSET_SUSP (1u << 2)

typedef union {
	struct {
		uint8_t TERR : 1;
		uint8_t TCMPL : 1;
		uint8_t SUSP : 1;
		uint8_t : 5;
	} bit;
	uint8_t reg;
} DMAC_CHINTFLAG_Type;

#define DMAC_CHINTFLAG_TERR_Pos 0
#define DMAC_CHINTFLAG_TERR (1u << 0)
#define DMAC_CHINTFLAG_TCMPL_Pos 1
#define DMAC_CHINTFLAG_TCMPL (1u << 1)
#define DMAC_CHINTFLAG_SUSP_Pos 2
#define DMAC_CHINTFLAG_SUSP (1u << 2)

typedef union {
	struct {
		uint8_t PEND : 1;
		uint8_t BUSY : 1;
		uint8_t FERR : 1;
		uint8_t : 5;
	} bit;
	uint8_t reg;
} DMAC_CHSTATUS_Type;

#define DMAC_CHSTATUS_PEND_Pos 0
#define DMAC_CHSTATUS_PEND (1u << 0)
#define DMAC_CHSTATUS_BUSY_Pos 1
#define DMAC_CHSTATUS_BUSY (1u << 1)
#define DMAC_CHSTATUS_FERR_Pos 2
#define DMAC_CHSTATUS_FERR (1u << 2)

typedef struct {
	__IO DMAC_CHCTRLA_Type CHCTRLA;       /* 0x0 */
	__IO DMAC_CHCTRLB_Type CHCTRLB;       /* 0x4 */
	__IO DMAC_CHPRILVL_Type CHPRILVL;     /* 0x5 */
	RwReg8 CHEVCTRL;                      /* 0x6 */
	RoReg8 Reserved1[0x5];
	__IO DMAC_CHINTENCLR_Type CHINTENCLR; /* 0xC */
	__IO DMAC_CHINTENSET_Type CHINTENSET; /* 0xD */
	__IO DMAC_CHINTFLAG_Type CHINTFLAG;   /* 0xE */
	__IO DMAC_CHSTATUS_Type CHSTATUS;     /* 0xF */
} DmacChannel;

typedef union {
	uint32_t reg;
} DMAC_WORD_Type;

typedef struct {
	__IO DMAC_CTRL_Type CTRL;             /* 0x00 */
	RoReg8 Reserved1[0xE];
	__IO DMAC_WORD_Type SWTRIGCTRL;       /* 0x10 */
	__IO DMAC_WORD_Type PRICTRL0;         /* 0x14 */
	RoReg8 Reserved2[0x8];
	__IO DMAC_INTPEND_Type INTPEND;       /* 0x20 */
	RoReg8 Reserved3[0x2];
	__I DMAC_WORD_Type INTSTATUS;         /* 0x24 */
	__I DMAC_WORD_Type BUSYCH;            /* 0x28 */
	__I DMAC_WORD_Type PENDCH;            /* 0x2C */
	__I DMAC_WORD_Type ACTIVE;            /* 0x30 */
	__IO DMAC_WORD_Type BASEADDR;         /* 0x34 */
	__IO DMAC_WORD_Type WRBADDR;          /* 0x38 */
	RoReg8 Reserved4[0x4];
	DmacChannel Channel[32];              /* 0x40 */
} Dmac;

/* --- descriptors, in memory ---------------------------------------------- */

typedef union {
	struct {
		uint16_t VALID : 1;
		uint16_t EVOSEL : 2;
		uint16_t BLOCKACT : 2;
		uint16_t : 3;
		uint16_t BEATSIZE : 2;
		uint16_t SRCINC : 1;
		uint16_t DSTINC : 1;
		uint16_t STEPSEL : 1;
		uint16_t STEPSIZE : 3;
	} bit;
	uint16_t reg;
} DMAC_BTCTRL_Type;

#define DMAC_BTCTRL_VALID_Pos 0
#define DMAC_BTCTRL_VALID (1u << 0)
#define DMAC_BTCTRL_EVOSEL_Pos 1
#define DMAC_BTCTRL_EVOSEL_Msk (0x3u << 1)
#define DMAC_BTCTRL_EVOSEL(value) (DMAC_BTCTRL_EVOSEL_Msk & ((uint32_t)(value) << 1))
#define DMAC_BTCTRL_BLOCKACT_Pos 3
#define DMAC_BTCTRL_BLOCKACT_Msk (0x3u << 3)
#define DMAC_BTCTRL_BLOCKACT(value) (DMAC_BTCTRL_BLOCKACT_Msk & ((uint32_t)(value) << 3))
#define DMAC_BTCTRL_BEATSIZE_Pos 8
#define DMAC_BTCTRL_BEATSIZE_Msk (0x3u << 8)
#define DMAC_BTCTRL_BEATSIZE(value) (DMAC_BTCTRL_BEATSIZE_Msk & ((uint32_t)(value) << 8))
#define DMAC_BTCTRL_SRCINC_Pos 10
#define DMAC_BTCTRL_SRCINC (1u << 10)
#define DMAC_BTCTRL_DSTINC_Pos 11
#define DMAC_BTCTRL_DSTINC (1u << 11)
#define DMAC_BTCTRL_STEPSEL_Pos 12
#define DMAC_BTCTRL_STEPSEL (1u << 12)
#define DMAC_BTCTRL_STEPSIZE_Pos 13
#define DMAC_BTCTRL_STEPSIZE_Msk (0x7u << 13)
#define DMAC_BTCTRL_STEPSIZE(value) (DMAC_BTCTRL_STEPSIZE_Msk & ((uint32_t)(value) << 13))

#define DMAC_BTCTRL_BLOCKACT_NOACT_Val 0x0u
#define DMAC_BTCTRL_BLOCKACT_NOACT (0x0u << 3)
#define DMAC_BTCTRL_BLOCKACT_INT_Val 0x1u
#define DMAC_BTCTRL_BLOCKACT_INT (0x1u << 3)
#define DMAC_BTCTRL_BLOCKACT_SUSPEND_Val 0x2u
#define DMAC_BTCTRL_BLOCKACT_SUSPEND (0x2u << 3)
#define DMAC_BTCTRL_BLOCKACT_BOTH_Val 0x3u
#define DMAC_BTCTRL_BLOCKACT_BOTH (0x3u << 3)
#define DMAC_BTCTRL_BEATSIZE_BYTE_Val 0x0u
#define DMAC_BTCTRL_BEATSIZE_BYTE (0x0u << 8)
#define DMAC_BTCTRL_BEATSIZE_HWORD_Val 0x1u
#define DMAC_BTCTRL_BEATSIZE_HWORD (0x1u << 8)
#define DMAC_BTCTRL_BEATSIZE_WORD_Val 0x2u
#define DMAC_BTCTRL_BEATSIZE_WORD (0x2u << 8)
#define DMAC_BTCTRL_STEPSEL_DST_Val 0x0u
#define DMAC_BTCTRL_STEPSEL_DST (0x0u << 12)
#define DMAC_BTCTRL_STEPSEL_SRC_Val 0x1u
#define DMAC_BTCTRL_STEPSEL_SRC (0x1u << 12)

typedef union {
	uint16_t reg;
} DMAC_BTCNT_Type;

typedef struct {
	__IO DMAC_BTCTRL_Type BTCTRL;  /* 0x0 */
	__IO DMAC_BTCNT_Type BTCNT;    /* 0x2 */
	__IO DMAC_WORD_Type SRCADDR;   /* 0x4: behind the end, if it moves */
	__IO DMAC_WORD_Type DSTADDR;   /* 0x8: the same */
	__IO DMAC_WORD_Type DESCADDR;  /* 0xC: the next; 0: none */
} __attribute__((aligned(8))) DmacDescriptor;

#endif /* SAMD51_COMPONENT_DMAC_H */
