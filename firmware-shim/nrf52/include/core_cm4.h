/* SPDX-License-Identifier: MIT */
/* The core as CMSIS shows it: interrupt controller, SysTick, instructions.
 * Needs IRQn_Type and __NVIC_PRIO_BITS from who includes it. */
#ifndef CORE_CM4_H
#define CORE_CM4_H

#include <stdint.h>

#define __CORTEX_M 4U

#define __I   volatile const
#define __O   volatile
#define __IO  volatile
#define __IM  volatile const
#define __OM  volatile
#define __IOM volatile

#ifndef __STATIC_INLINE
#define __STATIC_INLINE static inline
#endif
#ifndef __STATIC_FORCEINLINE
#define __STATIC_FORCEINLINE static inline __attribute__((always_inline))
#endif
#define __WEAK	    __attribute__((weak))
#define __PACKED    __attribute__((packed))
#define __NO_RETURN __attribute__((noreturn))

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
} NVIC_Type;

typedef struct {
	__IM uint32_t CPUID;
	__IOM uint32_t ICSR;
	__IOM uint32_t VTOR;
	__IOM uint32_t AIRCR;
	__IOM uint32_t SCR;
	__IOM uint32_t CCR;
	__IOM uint8_t SHP[12];
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

#define DWT	  ((DWT_Type *)0xe0001000)
#define SysTick	  ((SysTick_Type *)0xe000e010)
#define NVIC	  ((NVIC_Type *)0xe000e100)
#define SCB	  ((SCB_Type *)0xe000ed00)
#define CoreDebug ((CoreDebug_Type *)0xe000edf0)

#define DWT_CTRL_CYCCNTENA_Msk	   (1u << 0)
#define CoreDebug_DEMCR_TRCENA_Msk (1u << 24)

#define SCB_AIRCR_VECTKEY_Pos	  16u
#define SCB_AIRCR_SYSRESETREQ_Msk (1u << 2)
#define SCB_SCR_SLEEPDEEP_Msk	  (1u << 2)
#define SCB_SCR_SLEEPONEXIT_Msk	  (1u << 1)
#define SCB_SCR_SEVONPEND_Msk	  (1u << 4)

#define SysTick_CTRL_ENABLE_Msk	   (1u << 0)
#define SysTick_CTRL_TICKINT_Msk   (1u << 1)
#define SysTick_CTRL_CLKSOURCE_Msk (1u << 2)
#define SysTick_CTRL_COUNTFLAG_Msk (1u << 16)
#define SysTick_LOAD_RELOAD_Msk	   0xffffffu

/* --- instructions -------------------------------------------------------- */

__STATIC_FORCEINLINE void __NOP(void)
{
	__asm volatile("nop");
}

__STATIC_FORCEINLINE void __WFI(void)
{
	__asm volatile("wfi" : : : "memory");
}

__STATIC_FORCEINLINE void __WFE(void)
{
	__asm volatile("wfe" : : : "memory");
}

__STATIC_FORCEINLINE void __SEV(void)
{
	__asm volatile("sev" : : : "memory");
}

__STATIC_FORCEINLINE void __DMB(void)
{
	__asm volatile("dmb" : : : "memory");
}

__STATIC_FORCEINLINE void __DSB(void)
{
	__asm volatile("dsb" : : : "memory");
}

__STATIC_FORCEINLINE void __ISB(void)
{
	__asm volatile("isb" : : : "memory");
}

__STATIC_FORCEINLINE void __disable_irq(void)
{
	__asm volatile("cpsid i" : : : "memory");
}

__STATIC_FORCEINLINE void __enable_irq(void)
{
	__asm volatile("cpsie i" : : : "memory");
}

__STATIC_FORCEINLINE uint32_t __get_PRIMASK(void)
{
	uint32_t value;

	__asm volatile("mrs %0, primask" : "=r"(value) : : "memory");
	return value;
}

__STATIC_FORCEINLINE void __set_PRIMASK(uint32_t value)
{
	__asm volatile("msr primask, %0" : : "r"(value) : "memory");
}

__STATIC_FORCEINLINE uint32_t __get_IPSR(void)
{
	uint32_t value;

	__asm volatile("mrs %0, ipsr" : "=r"(value));
	return value;
}

/* --- interrupts ------------------------------------------------------------
 */

__STATIC_INLINE void NVIC_EnableIRQ(IRQn_Type irq)
{
	NVIC->ISER[(uint32_t)irq >> 5] = 1u << ((uint32_t)irq & 31);
}

__STATIC_INLINE void NVIC_DisableIRQ(IRQn_Type irq)
{
	NVIC->ICER[(uint32_t)irq >> 5] = 1u << ((uint32_t)irq & 31);
	__DSB();
	__ISB();
}

__STATIC_INLINE uint32_t NVIC_GetEnableIRQ(IRQn_Type irq)
{
	return NVIC->ISER[(uint32_t)irq >> 5] >> ((uint32_t)irq & 31) & 1;
}

__STATIC_INLINE void NVIC_SetPendingIRQ(IRQn_Type irq)
{
	NVIC->ISPR[(uint32_t)irq >> 5] = 1u << ((uint32_t)irq & 31);
}

__STATIC_INLINE void NVIC_ClearPendingIRQ(IRQn_Type irq)
{
	NVIC->ICPR[(uint32_t)irq >> 5] = 1u << ((uint32_t)irq & 31);
}

__STATIC_INLINE uint32_t NVIC_GetPendingIRQ(IRQn_Type irq)
{
	return NVIC->ISPR[(uint32_t)irq >> 5] >> ((uint32_t)irq & 31) & 1;
}

__STATIC_INLINE void NVIC_SetPriority(IRQn_Type irq, uint32_t priority)
{
	uint8_t value = (uint8_t)(priority << (8 - __NVIC_PRIO_BITS));

	if ((int32_t)irq >= 0)
		NVIC->IP[(uint32_t)irq] = value;
	else
		SCB->SHP[((uint32_t)irq & 15) - 4] = value;
}

__STATIC_INLINE uint32_t NVIC_GetPriority(IRQn_Type irq)
{
	uint8_t value = (int32_t)irq >= 0 ? NVIC->IP[(uint32_t)irq]
					  : SCB->SHP[((uint32_t)irq & 15) - 4];

	return (uint32_t)value >> (8 - __NVIC_PRIO_BITS);
}

__NO_RETURN __STATIC_INLINE void NVIC_SystemReset(void)
{
	__DSB();
	SCB->AIRCR =
		0x5fau << SCB_AIRCR_VECTKEY_Pos | SCB_AIRCR_SYSRESETREQ_Msk;
	for (;;)
		__NOP();
}

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

#endif /* CORE_CM4_H */
