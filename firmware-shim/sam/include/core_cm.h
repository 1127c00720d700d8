/* SPDX-License-Identifier: MIT */
/*
 * The core's own peripherals and instructions, as CMSIS names them: NVIC,
 * SysTick, SCB, DWT. The device's header defines IRQn_Type, __NVIC_PRIO_BITS
 * and __CORTEX_M before.
 *
 * From: Armv6-M Architecture Reference Manual, B3; Armv7-M Architecture
 *       Reference Manual, B3 and C1.8.
 */
#ifndef SAM_CORE_CM_H
#define SAM_CORE_CM_H

#include "sam_types.h"

#define __STATIC_INLINE static inline
#define __ASM		__asm
#define __IM		volatile const
#define __OM		volatile
#define __IOM		volatile
#define __NOP()		__asm volatile("nop")

__STATIC_INLINE void __disable_irq(void)
{
	__asm volatile("cpsid i" : : : "memory");
}

__STATIC_INLINE void __enable_irq(void)
{
	__asm volatile("cpsie i" : : : "memory");
}

__STATIC_INLINE void __WFI(void)
{
	__asm volatile("wfi" : : : "memory");
}

__STATIC_INLINE void __WFE(void)
{
	__asm volatile("wfe" : : : "memory");
}

__STATIC_INLINE void __SEV(void)
{
	__asm volatile("sev" : : : "memory");
}

__STATIC_INLINE void __DMB(void)
{
	__asm volatile("dmb" : : : "memory");
}

__STATIC_INLINE void __DSB(void)
{
	__asm volatile("dsb" : : : "memory");
}

__STATIC_INLINE void __ISB(void)
{
	__asm volatile("isb" : : : "memory");
}

__STATIC_INLINE uint32_t __get_PRIMASK(void)
{
	uint32_t value;

	__asm volatile("mrs %0, primask" : "=r"(value) : : "memory");
	return value;
}

__STATIC_INLINE void __set_PRIMASK(uint32_t value)
{
	__asm volatile("msr primask, %0" : : "r"(value) : "memory");
}

/* --- NVIC, SCB, SysTick, DWT --------------------------------------------- */

typedef struct {
	__IOM uint32_t ISER[8];
	uint32_t RESERVED0[24];
	__IOM uint32_t ICER[8];
	uint32_t RESERVED1[24];
	__IOM uint32_t ISPR[8];
	uint32_t RESERVED2[24];
	__IOM uint32_t ICPR[8];
	uint32_t RESERVED3[24];
	__IOM uint32_t IABR[8];
	uint32_t RESERVED4[56];
	__IOM uint32_t IP[60]; /* four priorities each */
} NVIC_Type;

typedef struct {
	__IM uint32_t CPUID;
	__IOM uint32_t ICSR;
	__IOM uint32_t VTOR;
	__IOM uint32_t AIRCR;
	__IOM uint32_t SCR;
	__IOM uint32_t CCR;
	__IOM uint32_t SHP[3];
	__IOM uint32_t SHCSR;
} SCB_Type;

typedef struct {
	__IOM uint32_t CTRL;
	__IOM uint32_t LOAD;
	__IOM uint32_t VAL;
	__IM uint32_t CALIB;
} SysTick_Type;

#define SysTick ((SysTick_Type *)0xe000e010u)
#define NVIC	((NVIC_Type *)0xe000e100u)
#define SCB	((SCB_Type *)0xe000ed00u)

#if __CORTEX_M >= 3
typedef struct {
	__IOM uint32_t CTRL;
	__IOM uint32_t CYCCNT;
} DWT_Type;

typedef struct {
	__IOM uint32_t DHCSR;
	__OM uint32_t DCRSR;
	__IOM uint32_t DCRDR;
	__IOM uint32_t DEMCR;
} CoreDebug_Type;

#define DWT			   ((DWT_Type *)0xe0001000u)
#define CoreDebug		   ((CoreDebug_Type *)0xe000edf0u)
#define DWT_CTRL_CYCCNTENA_Msk	   1u
#define CoreDebug_DEMCR_TRCENA_Msk (1u << 24)
#endif

#define SysTick_CTRL_ENABLE_Msk	   (1u << 0)
#define SysTick_CTRL_TICKINT_Msk   (1u << 1)
#define SysTick_CTRL_CLKSOURCE_Msk (1u << 2)
#define SysTick_CTRL_COUNTFLAG_Msk (1u << 16)
#define SysTick_LOAD_RELOAD_Msk	   0xffffffu
#define SCB_ICSR_PENDSTSET_Msk	   (1u << 26)
#define SCB_ICSR_PENDSVSET_Msk	   (1u << 28)
#define SCB_SCR_SLEEPDEEP_Msk	   (1u << 2)

__STATIC_INLINE void NVIC_EnableIRQ(IRQn_Type irq)
{
	if ((int)irq >= 0)
		NVIC->ISER[(unsigned)irq / 32] = 1u << (unsigned)irq % 32;
}

__STATIC_INLINE void NVIC_DisableIRQ(IRQn_Type irq)
{
	if ((int)irq >= 0)
		NVIC->ICER[(unsigned)irq / 32] = 1u << (unsigned)irq % 32;
}

__STATIC_INLINE void NVIC_SetPendingIRQ(IRQn_Type irq)
{
	if ((int)irq >= 0)
		NVIC->ISPR[(unsigned)irq / 32] = 1u << (unsigned)irq % 32;
}

__STATIC_INLINE void NVIC_ClearPendingIRQ(IRQn_Type irq)
{
	if ((int)irq >= 0)
		NVIC->ICPR[(unsigned)irq / 32] = 1u << (unsigned)irq % 32;
}

__STATIC_INLINE uint32_t NVIC_GetPendingIRQ(IRQn_Type irq)
{
	if ((int)irq < 0)
		return 0;
	return NVIC->ISPR[(unsigned)irq / 32] >> (unsigned)irq % 32 & 1;
}

/* Below 0 are the core's exceptions, in SHP from number 4 on. */
__STATIC_INLINE void NVIC_SetPriority(IRQn_Type irq, uint32_t priority)
{
	int exception = (int)irq + 16;
	unsigned n = (int)irq >= 0 ? (unsigned)irq : (unsigned)exception - 4;
	__IOM uint32_t *word =
		(int)irq >= 0 ? &NVIC->IP[n / 4] : &SCB->SHP[n / 4];
	uint32_t byte = priority << (8 - __NVIC_PRIO_BITS) & 0xff;

	*word = (*word & ~(0xffu << n % 4 * 8)) | byte << n % 4 * 8;
}

__STATIC_INLINE uint32_t NVIC_GetPriority(IRQn_Type irq)
{
	int exception = (int)irq + 16;
	unsigned n = (int)irq >= 0 ? (unsigned)irq : (unsigned)exception - 4;
	uint32_t word = (int)irq >= 0 ? NVIC->IP[n / 4] : SCB->SHP[n / 4];

	return (word >> n % 4 * 8 & 0xff) >> (8 - __NVIC_PRIO_BITS);
}

__STATIC_INLINE void NVIC_SystemReset(void)
{
	__DSB();
	SCB->AIRCR = 0x05fa0004u;
	for (;;)
		__NOP();
}

/* An interrupt every @ticks clocks, with the lowest priority. 1: too many. */
__STATIC_INLINE uint32_t SysTick_Config(uint32_t ticks)
{
	if (ticks - 1 > SysTick_LOAD_RELOAD_Msk)
		return 1;
	SysTick->LOAD = ticks - 1;
	NVIC_SetPriority(SysTick_IRQn, (1u << __NVIC_PRIO_BITS) - 1);
	SysTick->VAL = 0;
	SysTick->CTRL = SysTick_CTRL_CLKSOURCE_Msk | SysTick_CTRL_TICKINT_Msk |
			SysTick_CTRL_ENABLE_Msk;
	return 0;
}

#endif /* SAM_CORE_CM_H */
