/* SPDX-License-Identifier: MIT */
/* The nRF52840's interrupts and registers, as far as they are simulated. */
#ifndef NRF52840_H
#define NRF52840_H

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
	Reset_IRQn = -15,
	NonMaskableInt_IRQn = -14,
	HardFault_IRQn = -13,
	MemoryManagement_IRQn = -12,
	BusFault_IRQn = -11,
	UsageFault_IRQn = -10,
	SVCall_IRQn = -5,
	DebugMonitor_IRQn = -4,
	PendSV_IRQn = -2,
	SysTick_IRQn = -1,
	POWER_CLOCK_IRQn = 0,
	RADIO_IRQn = 1,
	UARTE0_UART0_IRQn = 2,
	SPIM0_SPIS0_TWIM0_TWIS0_SPI0_TWI0_IRQn = 3,
	SPIM1_SPIS1_TWIM1_TWIS1_SPI1_TWI1_IRQn = 4,
	NFCT_IRQn = 5,
	GPIOTE_IRQn = 6,
	SAADC_IRQn = 7,
	TIMER0_IRQn = 8,
	TIMER1_IRQn = 9,
	TIMER2_IRQn = 10,
	RTC0_IRQn = 11,
	TEMP_IRQn = 12,
	RNG_IRQn = 13,
	ECB_IRQn = 14,
	CCM_AAR_IRQn = 15,
	WDT_IRQn = 16,
	RTC1_IRQn = 17,
	QDEC_IRQn = 18,
	COMP_LPCOMP_IRQn = 19,
	SWI0_EGU0_IRQn = 20,
	SWI1_EGU1_IRQn = 21,
	SWI2_EGU2_IRQn = 22,
	SWI3_EGU3_IRQn = 23,
	SWI4_EGU4_IRQn = 24,
	SWI5_EGU5_IRQn = 25,
	FPU_IRQn = 38,
} IRQn_Type;

#define __NVIC_PRIO_BITS 3

#include "core_cm4.h"

typedef struct {
	__IOM uint32_t SCL;
	__IOM uint32_t SDA;
} TWIM_PSEL_Type, TWIS_PSEL_Type;

typedef struct {
	__IOM uint32_t PTR;
	__IOM uint32_t MAXCNT;
	__IM uint32_t AMOUNT;
	__IOM uint32_t LIST;
} TWIM_RXD_Type, TWIM_TXD_Type, TWIS_RXD_Type, TWIS_TXD_Type;

typedef struct {
	__OM uint32_t TASKS_STARTRX; /* 0x000 */
	__IM uint32_t RESERVED;
	__OM uint32_t TASKS_STARTTX; /* 0x008 */
	__IM uint32_t RESERVED1[2];
	__OM uint32_t TASKS_STOP; /* 0x014 */
	__IM uint32_t RESERVED2;
	__OM uint32_t TASKS_SUSPEND; /* 0x01c */
	__OM uint32_t TASKS_RESUME;  /* 0x020 */
	__IM uint32_t RESERVED3[56];
	__IOM uint32_t EVENTS_STOPPED; /* 0x104 */
	__IM uint32_t RESERVED4[7];
	__IOM uint32_t EVENTS_ERROR; /* 0x124 */
	__IM uint32_t RESERVED5[8];
	__IOM uint32_t EVENTS_SUSPENDED; /* 0x148 */
	__IOM uint32_t EVENTS_RXSTARTED; /* 0x14c */
	__IOM uint32_t EVENTS_TXSTARTED; /* 0x150 */
	__IM uint32_t RESERVED6[2];
	__IOM uint32_t EVENTS_LASTRX; /* 0x15c */
	__IOM uint32_t EVENTS_LASTTX; /* 0x160 */
	__IM uint32_t RESERVED7[39];
	__IOM uint32_t SHORTS; /* 0x200 */
	__IM uint32_t RESERVED8[63];
	__IOM uint32_t INTEN;	 /* 0x300 */
	__IOM uint32_t INTENSET; /* 0x304 */
	__IOM uint32_t INTENCLR; /* 0x308 */
	__IM uint32_t RESERVED9[110];
	__IOM uint32_t ERRORSRC; /* 0x4c4 */
	__IM uint32_t RESERVED10[14];
	__IOM uint32_t ENABLE; /* 0x500 */
	__IM uint32_t RESERVED11;
	TWIM_PSEL_Type PSEL; /* 0x508 */
	__IM uint32_t RESERVED12[5];
	__IOM uint32_t FREQUENCY; /* 0x524 */
	__IM uint32_t RESERVED13[3];
	TWIM_RXD_Type RXD; /* 0x534 */
	TWIM_TXD_Type TXD; /* 0x544 */
	__IM uint32_t RESERVED14[13];
	__IOM uint32_t ADDRESS; /* 0x588 */
} NRF_TWIM_Type;

typedef struct {
	__IM uint32_t RESERVED[5];
	__OM uint32_t TASKS_STOP; /* 0x014 */
	__IM uint32_t RESERVED1;
	__OM uint32_t TASKS_SUSPEND; /* 0x01c */
	__OM uint32_t TASKS_RESUME;  /* 0x020 */
	__IM uint32_t RESERVED2[3];
	__OM uint32_t TASKS_PREPARERX; /* 0x030 */
	__OM uint32_t TASKS_PREPARETX; /* 0x034 */
	__IM uint32_t RESERVED3[51];
	__IOM uint32_t EVENTS_STOPPED; /* 0x104 */
	__IM uint32_t RESERVED4[7];
	__IOM uint32_t EVENTS_ERROR; /* 0x124 */
	__IM uint32_t RESERVED5[9];
	__IOM uint32_t EVENTS_RXSTARTED; /* 0x14c */
	__IOM uint32_t EVENTS_TXSTARTED; /* 0x150 */
	__IM uint32_t RESERVED6[4];
	__IOM uint32_t EVENTS_WRITE; /* 0x164 */
	__IOM uint32_t EVENTS_READ;  /* 0x168 */
	__IM uint32_t RESERVED7[37];
	__IOM uint32_t SHORTS; /* 0x200 */
	__IM uint32_t RESERVED8[63];
	__IOM uint32_t INTEN;	 /* 0x300 */
	__IOM uint32_t INTENSET; /* 0x304 */
	__IOM uint32_t INTENCLR; /* 0x308 */
	__IM uint32_t RESERVED9[113];
	__IOM uint32_t ERRORSRC; /* 0x4d0 */
	__IM uint32_t MATCH;	 /* 0x4d4 */
	__IM uint32_t RESERVED10[10];
	__IOM uint32_t ENABLE; /* 0x500 */
	__IM uint32_t RESERVED11;
	TWIS_PSEL_Type PSEL; /* 0x508 */
	__IM uint32_t RESERVED12[9];
	TWIS_RXD_Type RXD; /* 0x534 */
	TWIS_TXD_Type TXD; /* 0x544 */
	__IM uint32_t RESERVED13[13];
	__IOM uint32_t ADDRESS[2]; /* 0x588 */
	__IM uint32_t RESERVED14;
	__IOM uint32_t CONFIG; /* 0x594 */
	__IM uint32_t RESERVED15[10];
	__IOM uint32_t ORC; /* 0x5c0 */
} NRF_TWIS_Type;

typedef struct {
	__IM uint32_t RESERVED[321];
	__IOM uint32_t OUT; /* 0x504 */
	__IOM uint32_t OUTSET;
	__IOM uint32_t OUTCLR;
	__IM uint32_t IN; /* 0x510 */
	__IOM uint32_t DIR;
	__IOM uint32_t DIRSET;
	__IOM uint32_t DIRCLR;
	__IOM uint32_t LATCH;
	__IOM uint32_t DETECTMODE; /* 0x524 */
	__IM uint32_t RESERVED1[118];
	__IOM uint32_t PIN_CNF[32]; /* 0x700 */
} NRF_GPIO_Type;

typedef struct {
	__OM uint32_t TASKS_HFCLKSTART; /* 0x000 */
	__OM uint32_t TASKS_HFCLKSTOP;
	__OM uint32_t TASKS_LFCLKSTART;
	__OM uint32_t TASKS_LFCLKSTOP;
	__IM uint32_t RESERVED[60];
	__IOM uint32_t EVENTS_HFCLKSTARTED; /* 0x100 */
	__IOM uint32_t EVENTS_LFCLKSTARTED;
	__IM uint32_t RESERVED1[127];
	__IOM uint32_t INTENSET; /* 0x304 */
	__IOM uint32_t INTENCLR;
	__IM uint32_t RESERVED2[63];
	__IM uint32_t HFCLKRUN; /* 0x408 */
	__IM uint32_t HFCLKSTAT;
	__IM uint32_t RESERVED3;
	__IM uint32_t LFCLKRUN; /* 0x414 */
	__IM uint32_t LFCLKSTAT;
	__IM uint32_t LFCLKSRCCOPY;
	__IM uint32_t RESERVED4[62];
	__IOM uint32_t LFCLKSRC; /* 0x518 */
} NRF_CLOCK_Type;

#define NRF_CLOCK ((NRF_CLOCK_Type *)0x40000000)
#define NRF_TWIM0 ((NRF_TWIM_Type *)0x40003000)
#define NRF_TWIS0 ((NRF_TWIS_Type *)0x40003000)
#define NRF_TWIM1 ((NRF_TWIM_Type *)0x40004000)
#define NRF_TWIS1 ((NRF_TWIS_Type *)0x40004000)
#define NRF_P0	  ((NRF_GPIO_Type *)0x50000000)
#define NRF_P1	  ((NRF_GPIO_Type *)0x50000300)

#ifdef __cplusplus
}
#endif

#endif /* NRF52840_H */
