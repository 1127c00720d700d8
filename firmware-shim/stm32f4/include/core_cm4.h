/* SPDX-License-Identifier: MIT */
/*
 * The Cortex-M4's own registers and instructions, under CMSIS's names: NVIC,
 * SysTick, system control block, cycle counter.
 *
 * From: Armv7-M Architecture Reference Manual, B3.2 to B3.4, C1.8.
 */
#ifndef CORE_CM4_H
#define CORE_CM4_H

#include <stdint.h>

#define __I   volatile const
#define __O   volatile
#define __IO  volatile
#define __IM  volatile const
#define __OM  volatile
#define __IOM volatile

#ifndef __ASM
#define __ASM __asm
#endif
#ifndef __INLINE
#define __INLINE inline
#endif
#ifndef __STATIC_INLINE
#define __STATIC_INLINE static inline
#endif
#ifndef __STATIC_FORCEINLINE
#define __STATIC_FORCEINLINE static inline __attribute__((always_inline))
#endif
#ifndef __NO_RETURN
#define __NO_RETURN __attribute__((noreturn))
#endif
#ifndef __WEAK
#define __WEAK __attribute__((weak))
#endif
#ifndef __PACKED
#define __PACKED __attribute__((packed))
#endif
#ifndef __ALIGNED
#define __ALIGNED(n) __attribute__((aligned(n)))
#endif

/* --- registers --------------------------------------------------------- */

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
	__IOM uint8_t IP[240];
	uint32_t RESERVED5[644];
	__OM uint32_t STIR;
} NVIC_Type;

typedef struct {
	__IM uint32_t CPUID;
	__IOM uint32_t ICSR;
	__IOM uint32_t VTOR;
	__IOM uint32_t AIRCR;
	__IOM uint32_t SCR;
	__IOM uint32_t CCR;
	__IOM uint8_t SHP[12];
	__IOM uint32_t SHCSR;
	__IOM uint32_t CFSR;
	__IOM uint32_t HFSR;
	__IOM uint32_t DFSR;
	__IOM uint32_t MMFAR;
	__IOM uint32_t BFAR;
	__IOM uint32_t AFSR;
	uint32_t RESERVED0[18];
	__IOM uint32_t CPACR;
} SCB_Type;

typedef struct {
	__IOM uint32_t CTRL;
	__IOM uint32_t LOAD;
	__IOM uint32_t VAL;
	__IM uint32_t CALIB;
} SysTick_Type;

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

#define SCS_BASE       0xe000e000U
#define SysTick_BASE   (SCS_BASE + 0x0010U)
#define NVIC_BASE      (SCS_BASE + 0x0100U)
#define SCB_BASE       (SCS_BASE + 0x0d00U)
#define CoreDebug_BASE 0xe000edf0U
#define DWT_BASE       0xe0001000U
#define SCB	       ((SCB_Type *)SCB_BASE)
#define SysTick	       ((SysTick_Type *)SysTick_BASE)
#define NVIC	       ((NVIC_Type *)NVIC_BASE)
#define DWT	       ((DWT_Type *)DWT_BASE)
#define CoreDebug      ((CoreDebug_Type *)CoreDebug_BASE)

#define SysTick_CTRL_ENABLE_Msk	   (1U << 0)
#define SysTick_CTRL_TICKINT_Msk   (1U << 1)
#define SysTick_CTRL_CLKSOURCE_Msk (1U << 2)
#define SysTick_CTRL_COUNTFLAG_Msk (1U << 16)
#define SysTick_LOAD_RELOAD_Msk	   0xffffffU

#define SCB_ICSR_PENDSTCLR_Msk	   (1U << 25)
#define SCB_ICSR_PENDSTSET_Msk	   (1U << 26)
#define SCB_ICSR_PENDSVCLR_Msk	   (1U << 27)
#define SCB_ICSR_PENDSVSET_Msk	   (1U << 28)
#define SCB_AIRCR_PRIGROUP_Pos	   8U
#define SCB_AIRCR_PRIGROUP_Msk	   (7U << 8)
#define SCB_AIRCR_VECTKEY_Pos	   16U
#define SCB_AIRCR_SYSRESETREQ_Msk  (1U << 2)
#define SCB_SCR_SLEEPONEXIT_Msk	   (1U << 1)
#define SCB_SCR_SLEEPDEEP_Msk	   (1U << 2)
#define SCB_SCR_SEVONPEND_Msk	   (1U << 4)
#define SCB_SHCSR_MEMFAULTENA_Msk  (1U << 16)
#define DWT_CTRL_CYCCNTENA_Msk	   (1U << 0)
#define CoreDebug_DEMCR_TRCENA_Msk (1U << 24)

#include "regs/core_mpu.h"

/* --- instructions ------------------------------------------------------ */

__STATIC_FORCEINLINE void __NOP(void)
{
	__ASM volatile("nop");
}

__STATIC_FORCEINLINE void __WFI(void)
{
	__ASM volatile("wfi" ::: "memory");
}

__STATIC_FORCEINLINE void __WFE(void)
{
	__ASM volatile("wfe" ::: "memory");
}

__STATIC_FORCEINLINE void __SEV(void)
{
	__ASM volatile("sev");
}

__STATIC_FORCEINLINE void __DSB(void)
{
	__ASM volatile("dsb 0xF" ::: "memory");
}

__STATIC_FORCEINLINE void __DMB(void)
{
	__ASM volatile("dmb 0xF" ::: "memory");
}

__STATIC_FORCEINLINE void __ISB(void)
{
	__ASM volatile("isb 0xF" ::: "memory");
}

__STATIC_FORCEINLINE void __disable_irq(void)
{
	__ASM volatile("cpsid i" ::: "memory");
}

__STATIC_FORCEINLINE void __enable_irq(void)
{
	__ASM volatile("cpsie i" ::: "memory");
}

__STATIC_FORCEINLINE uint32_t __get_PRIMASK(void)
{
	uint32_t value;

	__ASM volatile("mrs %0, primask" : "=r"(value)::"memory");
	return value;
}

__STATIC_FORCEINLINE void __set_PRIMASK(uint32_t value)
{
	__ASM volatile("msr primask, %0" ::"r"(value) : "memory");
}

__STATIC_FORCEINLINE uint32_t __get_BASEPRI(void)
{
	uint32_t value;

	__ASM volatile("mrs %0, basepri" : "=r"(value));
	return value;
}

__STATIC_FORCEINLINE void __set_BASEPRI(uint32_t value)
{
	__ASM volatile("msr basepri, %0" ::"r"(value) : "memory");
}

__STATIC_FORCEINLINE uint32_t __get_IPSR(void)
{
	uint32_t value;

	__ASM volatile("mrs %0, ipsr" : "=r"(value));
	return value;
}

#define __CLZ(value)  ((uint8_t)((value) ? __builtin_clz(value) : 32))
#define __REV(value)  __builtin_bswap32(value)
#define __BKPT(value) __ASM volatile("bkpt " #value)

/* --- interrupts -------------------------------------------------------- */

#define NVIC_WORD(irq) ((uint32_t)(irq) >> 5)
#define NVIC_BIT(irq)  (1U << ((uint32_t)(irq)&31U))

__STATIC_INLINE void NVIC_EnableIRQ(IRQn_Type irq)
{
	if (irq >= 0)
		NVIC->ISER[NVIC_WORD(irq)] = NVIC_BIT(irq);
}

__STATIC_INLINE void NVIC_DisableIRQ(IRQn_Type irq)
{
	if (irq < 0)
		return;
	NVIC->ICER[NVIC_WORD(irq)] = NVIC_BIT(irq);
	__DSB();
	__ISB();
}

__STATIC_INLINE uint32_t NVIC_GetEnableIRQ(IRQn_Type irq)
{
	return irq >= 0 && NVIC->ISER[NVIC_WORD(irq)] & NVIC_BIT(irq);
}

__STATIC_INLINE uint32_t NVIC_GetPendingIRQ(IRQn_Type irq)
{
	return irq >= 0 && NVIC->ISPR[NVIC_WORD(irq)] & NVIC_BIT(irq);
}

__STATIC_INLINE void NVIC_SetPendingIRQ(IRQn_Type irq)
{
	if (irq >= 0)
		NVIC->ISPR[NVIC_WORD(irq)] = NVIC_BIT(irq);
}

__STATIC_INLINE void NVIC_ClearPendingIRQ(IRQn_Type irq)
{
	if (irq >= 0)
		NVIC->ICPR[NVIC_WORD(irq)] = NVIC_BIT(irq);
}

__STATIC_INLINE uint32_t NVIC_GetActive(IRQn_Type irq)
{
	return irq >= 0 && NVIC->IABR[NVIC_WORD(irq)] & NVIC_BIT(irq);
}

__STATIC_INLINE void NVIC_SetPriority(IRQn_Type irq, uint32_t priority)
{
	uint8_t value = (uint8_t)(priority << (8U - __NVIC_PRIO_BITS));

	if (irq >= 0)
		NVIC->IP[irq] = value;
	else
		SCB->SHP[((uint32_t)irq & 15U) - 4U] = value;
}

__STATIC_INLINE uint32_t NVIC_GetPriority(IRQn_Type irq)
{
	uint32_t value =
		irq >= 0 ? NVIC->IP[irq] : SCB->SHP[((uint32_t)irq & 15U) - 4U];

	return value >> (8U - __NVIC_PRIO_BITS);
}

__STATIC_INLINE void NVIC_SetPriorityGrouping(uint32_t group)
{
	SCB->AIRCR = 0x5faU << SCB_AIRCR_VECTKEY_Pos |
		     (group & 7U) << SCB_AIRCR_PRIGROUP_Pos;
}

__STATIC_INLINE uint32_t NVIC_GetPriorityGrouping(void)
{
	return (SCB->AIRCR & SCB_AIRCR_PRIGROUP_Msk) >> SCB_AIRCR_PRIGROUP_Pos;
}

/* How many of a priority's bits are its subpriority's. */
__STATIC_INLINE uint32_t NVIC_SubBits(uint32_t group)
{
	return (group & 7U) + __NVIC_PRIO_BITS < 7U
		       ? 0U
		       : (group & 7U) - 7U + __NVIC_PRIO_BITS;
}

__STATIC_INLINE uint32_t NVIC_PreemptBits(uint32_t group)
{
	uint32_t left = 7U - (group & 7U);

	return left > __NVIC_PRIO_BITS ? __NVIC_PRIO_BITS : left;
}

__STATIC_INLINE uint32_t NVIC_EncodePriority(uint32_t group, uint32_t preempt,
					     uint32_t sub)
{
	uint32_t sub_bits = NVIC_SubBits(group);

	return (preempt & ((1U << NVIC_PreemptBits(group)) - 1U)) << sub_bits |
	       (sub & ((1U << sub_bits) - 1U));
}

__STATIC_INLINE void NVIC_DecodePriority(uint32_t priority, uint32_t group,
					 uint32_t *const preempt,
					 uint32_t *const sub)
{
	uint32_t sub_bits = NVIC_SubBits(group);

	*preempt =
		priority >> sub_bits & ((1U << NVIC_PreemptBits(group)) - 1U);
	*sub = priority & ((1U << sub_bits) - 1U);
}

__NO_RETURN __STATIC_INLINE void NVIC_SystemReset(void)
{
	__DSB();
	SCB->AIRCR = 0x5faU << SCB_AIRCR_VECTKEY_Pos |
		     (SCB->AIRCR & SCB_AIRCR_PRIGROUP_Msk) |
		     SCB_AIRCR_SYSRESETREQ_Msk;
	__DSB();
	for (;;)
		__NOP();
}

/* 1: the number of ticks does not fit. */
__STATIC_INLINE uint32_t SysTick_Config(uint32_t ticks)
{
	if (ticks - 1U > SysTick_LOAD_RELOAD_Msk)
		return 1U;
	SysTick->LOAD = ticks - 1U;
	NVIC_SetPriority(SysTick_IRQn, (1U << __NVIC_PRIO_BITS) - 1U);
	SysTick->VAL = 0U;
	SysTick->CTRL = SysTick_CTRL_CLKSOURCE_Msk | SysTick_CTRL_TICKINT_Msk |
			SysTick_CTRL_ENABLE_Msk;
	return 0U;
}

#endif /* CORE_CM4_H */
