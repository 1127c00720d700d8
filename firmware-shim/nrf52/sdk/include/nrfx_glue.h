/* SPDX-License-Identifier: MIT */
/* Yours, if its folder is named with -I. Else nrfx on the bare core,
 * its handlers bound to the vectors by their names. */
#if __has_include_next(<nrfx_glue.h>)
#include_next <nrfx_glue.h>
#elif !defined(NRFX_GLUE_H__)
#define NRFX_GLUE_H__

#include <assert.h>
#include <soc/nrfx_coredep.h>
#if __has_include(<soc/nrfx_irqs.h>)
#include <soc/nrfx_irqs.h>
#endif

#define NRFX_ASSERT(expression)	       assert(expression)
#define NRFX_STATIC_ASSERT(expression) _Static_assert(expression, #expression)

#define NRFX_IRQ_PRIORITY_SET(irq, priority) NVIC_SetPriority(irq, priority)
#define NRFX_IRQ_ENABLE(irq)		     NVIC_EnableIRQ(irq)
#define NRFX_IRQ_IS_ENABLED(irq)	     (NVIC_GetEnableIRQ(irq) != 0)
#define NRFX_IRQ_DISABLE(irq)		     NVIC_DisableIRQ(irq)
#define NRFX_IRQ_PENDING_SET(irq)	     NVIC_SetPendingIRQ(irq)
#define NRFX_IRQ_PENDING_CLEAR(irq)	     NVIC_ClearPendingIRQ(irq)
#define NRFX_IRQ_IS_PENDING(irq)	     (NVIC_GetPendingIRQ(irq) != 0)

#define NRFX_CRITICAL_SECTION_ENTER()                                          \
	{                                                                      \
		uint32_t nrfx_primask = __get_PRIMASK();                       \
		__disable_irq();
#define NRFX_CRITICAL_SECTION_EXIT()                                           \
	__set_PRIMASK(nrfx_primask);                                           \
	}

#define NRFX_DELAY_DWT_BASED	     0
#define NRFX_COREDEP_DELAY_DWT_BASED 0
#define NRFX_DELAY_US(us)	     nrfx_coredep_delay_us(us)

#define nrfx_atomic_t uint32_t
#define NRFX_ATOMIC_FETCH_STORE(p_data, value)                                 \
	__atomic_exchange_n(p_data, value, __ATOMIC_SEQ_CST)
#define NRFX_ATOMIC_FETCH_OR(p_data, value)                                    \
	__atomic_fetch_or(p_data, value, __ATOMIC_SEQ_CST)
#define NRFX_ATOMIC_FETCH_AND(p_data, value)                                   \
	__atomic_fetch_and(p_data, value, __ATOMIC_SEQ_CST)
#define NRFX_ATOMIC_FETCH_XOR(p_data, value)                                   \
	__atomic_fetch_xor(p_data, value, __ATOMIC_SEQ_CST)
#define NRFX_ATOMIC_FETCH_ADD(p_data, value)                                   \
	__atomic_fetch_add(p_data, value, __ATOMIC_SEQ_CST)
#define NRFX_ATOMIC_FETCH_SUB(p_data, value)                                   \
	__atomic_fetch_sub(p_data, value, __ATOMIC_SEQ_CST)
#define NRFX_ATOMIC_CAS(p_data, old_value, new_value)                          \
	__sync_bool_compare_and_swap(p_data, old_value, new_value)

#define NRFX_CLZ(value) __builtin_clz(value)
#define NRFX_CTZ(value) __builtin_ctz(value)

#define NRFX_CUSTOM_ERROR_CODES	    0
#define NRFX_EVENT_READBACK_ENABLED 1

#define NRFY_CACHE_WB(p_buffer, size)
#define NRFY_CACHE_INV(p_buffer, size)
#define NRFY_CACHE_WBINV(p_buffer, size)

#define NRFX_DPPI_CHANNELS_USED	  0
#define NRFX_DPPI_GROUPS_USED	  0
#define NRFX_PPI_CHANNELS_USED	  0
#define NRFX_PPI_GROUPS_USED	  0
#define NRFX_GPIOTE_CHANNELS_USED 0
#define NRFX_EGUS_USED		  0
#define NRFX_TIMERS_USED	  0

#endif
