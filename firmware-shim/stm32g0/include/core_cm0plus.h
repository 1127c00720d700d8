/* SPDX-License-Identifier: MIT */
/* The core's own registers and instructions, in the manner of CMSIS. The
 * device's header defines IRQn_Type and __NVIC_PRIO_BITS before. */
#ifndef CORE_CM0PLUS_H
#define CORE_CM0PLUS_H

#include <stdint.h>

#define __CORTEX_M 0u

#define __I   volatile const
#define __O   volatile
#define __IO  volatile
#define __IM  volatile const
#define __OM  volatile
#define __IOM volatile

#define __STATIC_INLINE	     static inline
#define __STATIC_FORCEINLINE static inline __attribute__((always_inline))
#ifndef __INLINE
#define __INLINE inline
#endif
#ifndef __WEAK
#define __WEAK __attribute__((weak))
#endif
#ifndef __PACKED
#define __PACKED __attribute__((packed))
#endif
#ifndef __USED
#define __USED __attribute__((used))
#endif
#ifndef __ALIGNED
#define __ALIGNED(n) __attribute__((aligned(n)))
#endif
#ifndef __NO_RETURN
#define __NO_RETURN __attribute__((noreturn))
#endif

typedef struct {
	__IOM uint32_t ISER[1];
	uint32_t RESERVED0[31];
	__IOM uint32_t ICER[1];
	uint32_t RESERVED1[31];
	__IOM uint32_t ISPR[1];
	uint32_t RESERVED2[31];
	__IOM uint32_t ICPR[1];
	uint32_t RESERVED3[31];
	uint32_t RESERVED4[64];
	__IOM uint32_t IP[8];
} NVIC_Type;

typedef struct {
	__IM uint32_t CPUID;
	__IOM uint32_t ICSR;
	__IOM uint32_t VTOR;
	__IOM uint32_t AIRCR;
	__IOM uint32_t SCR;
	__IOM uint32_t CCR;
	uint32_t RESERVED1;
	__IOM uint32_t SHP[2];
	__IOM uint32_t SHCSR;
} SCB_Type;

typedef struct {
	__IOM uint32_t CTRL;
	__IOM uint32_t LOAD;
	__IOM uint32_t VAL;
	__IM uint32_t CALIB;
} SysTick_Type;

#define SCS_BASE     0xe000e000u
#define SysTick_BASE (SCS_BASE + 0x010u)
#define NVIC_BASE    (SCS_BASE + 0x100u)
#define SCB_BASE     (SCS_BASE + 0xd00u)

#define SCB	((SCB_Type *)SCB_BASE)
#define SysTick ((SysTick_Type *)SysTick_BASE)
#define NVIC	((NVIC_Type *)NVIC_BASE)

#define SCB_ICSR_PENDSVSET_Msk	   (1u << 28)
#define SCB_ICSR_PENDSVCLR_Msk	   (1u << 27)
#define SCB_ICSR_PENDSTSET_Msk	   (1u << 26)
#define SCB_ICSR_PENDSTCLR_Msk	   (1u << 25)
#define SCB_AIRCR_VECTKEY_Pos	   16u
#define SCB_AIRCR_SYSRESETREQ_Msk  (1u << 2)
#define SCB_SCR_SEVONPEND_Msk	   (1u << 4)
#define SCB_SCR_SLEEPDEEP_Msk	   (1u << 2)
#define SCB_SCR_SLEEPONEXIT_Msk	   (1u << 1)
#define SysTick_CTRL_COUNTFLAG_Msk (1u << 16)
#define SysTick_CTRL_CLKSOURCE_Msk (1u << 2)
#define SysTick_CTRL_TICKINT_Msk   (1u << 1)
#define SysTick_CTRL_ENABLE_Msk	   (1u << 0)
#define SysTick_LOAD_RELOAD_Msk	   0xffffffu
#define SysTick_VAL_CURRENT_Msk	   0xffffffu

/* --- instructions ------------------------------------------------------ */

__STATIC_FORCEINLINE void __NOP(void)
{
	__asm volatile("nop");
}

__STATIC_FORCEINLINE void __WFI(void)
{
	__asm volatile("wfi" ::: "memory");
}

__STATIC_FORCEINLINE void __WFE(void)
{
	__asm volatile("wfe" ::: "memory");
}

__STATIC_FORCEINLINE void __SEV(void)
{
	__asm volatile("sev" ::: "memory");
}

__STATIC_FORCEINLINE void __DMB(void)
{
	__asm volatile("dmb" ::: "memory");
}

__STATIC_FORCEINLINE void __DSB(void)
{
	__asm volatile("dsb" ::: "memory");
}

__STATIC_FORCEINLINE void __ISB(void)
{
	__asm volatile("isb" ::: "memory");
}

__STATIC_FORCEINLINE void __disable_irq(void)
{
	__asm volatile("cpsid i" ::: "memory");
}

__STATIC_FORCEINLINE void __enable_irq(void)
{
	__asm volatile("cpsie i" ::: "memory");
}

__STATIC_FORCEINLINE uint32_t __get_PRIMASK(void)
{
	uint32_t value;

	__asm volatile("mrs %0, primask" : "=r"(value)::"memory");
	return value;
}

__STATIC_FORCEINLINE void __set_PRIMASK(uint32_t value)
{
	__asm volatile("msr primask, %0" ::"r"(value) : "memory");
}

__STATIC_FORCEINLINE uint32_t __get_IPSR(void)
{
	uint32_t value;

	__asm volatile("mrs %0, ipsr" : "=r"(value));
	return value;
}

/* --- interrupt controller ---------------------------------------------- */

__STATIC_INLINE void NVIC_EnableIRQ(IRQn_Type irq)
{
	if (irq >= 0)
		NVIC->ISER[0] = 1u << (irq & 31);
}

__STATIC_INLINE uint32_t NVIC_GetEnableIRQ(IRQn_Type irq)
{
	return irq >= 0 ? NVIC->ISER[0] >> (irq & 31) & 1 : 0;
}

__STATIC_INLINE void NVIC_DisableIRQ(IRQn_Type irq)
{
	if (irq < 0)
		return;
	NVIC->ICER[0] = 1u << (irq & 31);
	__DSB();
	__ISB();
}

__STATIC_INLINE uint32_t NVIC_GetPendingIRQ(IRQn_Type irq)
{
	return irq >= 0 ? NVIC->ISPR[0] >> (irq & 31) & 1 : 0;
}

__STATIC_INLINE void NVIC_SetPendingIRQ(IRQn_Type irq)
{
	if (irq >= 0)
		NVIC->ISPR[0] = 1u << (irq & 31);
}

__STATIC_INLINE void NVIC_ClearPendingIRQ(IRQn_Type irq)
{
	if (irq >= 0)
		NVIC->ICPR[0] = 1u << (irq & 31);
}

/* The registers hold four priorities a word; those of the core's own
 * exceptions begin with exception 8. */
__STATIC_INLINE void NVIC_SetPriority(IRQn_Type irq, uint32_t priority)
{
	uint32_t n = irq >= 0 ? (uint32_t)irq : (uint32_t)(irq + 16) - 8;
	__IOM uint32_t *reg = irq >= 0 ? &NVIC->IP[n / 4] : &SCB->SHP[n / 4];
	uint32_t shift = n % 4 * 8;
	uint32_t bits = priority << (8 - __NVIC_PRIO_BITS) & 0xff;

	*reg = (*reg & ~(0xffu << shift)) | bits << shift;
}

__STATIC_INLINE uint32_t NVIC_GetPriority(IRQn_Type irq)
{
	uint32_t n = irq >= 0 ? (uint32_t)irq : (uint32_t)(irq + 16) - 8;
	uint32_t reg = irq >= 0 ? NVIC->IP[n / 4] : SCB->SHP[n / 4];

	return (reg >> n % 4 * 8 & 0xff) >> (8 - __NVIC_PRIO_BITS);
}

__STATIC_INLINE __NO_RETURN void NVIC_SystemReset(void)
{
	__DSB();
	SCB->AIRCR =
		0x5fau << SCB_AIRCR_VECTKEY_Pos | SCB_AIRCR_SYSRESETREQ_Msk;
	__DSB();
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

#endif /* CORE_CM0PLUS_H */
