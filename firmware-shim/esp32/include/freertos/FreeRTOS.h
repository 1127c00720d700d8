/* SPDX-License-Identifier: MIT */
/*
 * FreeRTOS as ESP-IDF has it, on one CPU: tasks with priorities and
 * preemption, queues, semaphores, notifications, event groups.
 *
 * Left out: what is allocated statically, software timers, stream buffers,
 *           queue sets, hooks, run-time statistics; the second CPU.
 * Approx.:  there is no tick interrupt where nobody waits for one; ticks are
 *           counted by the system timer. A task's stack has 192 KiB, whatever
 *           it asked for.
 */
#ifndef INC_FREERTOS_H
#define INC_FREERTOS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <esp_attr.h>
#include <esp_err.h>
#include <esp_heap_caps.h>
#include <esp_intr_alloc.h>
#include <sdkconfig.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int BaseType_t;
typedef unsigned UBaseType_t;
#define portBASE_TYPE BaseType_t
typedef uint32_t TickType_t;
typedef uint8_t StackType_t;

/* A name for structs of drivers; what is in one is not used. */
typedef struct {
	void *nothing;
} StaticQueue_t;
typedef StaticQueue_t StaticSemaphore_t;

#define pdFALSE ((BaseType_t)0)
#define pdTRUE	((BaseType_t)1)
#define pdFAIL	pdFALSE
#define pdPASS	pdTRUE

#define errQUEUE_EMPTY			      ((BaseType_t)0)
#define errQUEUE_FULL			      ((BaseType_t)0)
#define errCOULD_NOT_ALLOCATE_REQUIRED_MEMORY (-1)

#define configTICK_RATE_HZ	 CONFIG_FREERTOS_HZ
#define configMAX_PRIORITIES	 25
#define configMINIMAL_STACK_SIZE 768
#define configNUM_CORES		 1
#define portNUM_PROCESSORS	 1
#define portMAX_DELAY		 ((TickType_t)0xffffffffu)
#define portTICK_PERIOD_MS	 ((TickType_t)1000 / configTICK_RATE_HZ)
#define portTICK_RATE_MS	 portTICK_PERIOD_MS
#define tskNO_AFFINITY		 ((BaseType_t)0x7fffffff)

#define pdMS_TO_TICKS(ms)                                                      \
	((TickType_t)((uint64_t)(ms)*configTICK_RATE_HZ / 1000u))
#define pdTICKS_TO_MS(ticks)                                                   \
	((TickType_t)((uint64_t)(ticks)*1000u / configTICK_RATE_HZ))

#define configASSERT(x) assert(x)

/* --- Critical sections: no interrupt is taken -------------------------- */

typedef struct {
	uint32_t owner;
	uint32_t count;
} portMUX_TYPE;
typedef portMUX_TYPE spinlock_t;

#define portMUX_FREE_VAL 0xb33fffffu
#define portMUX_INITIALIZER_UNLOCKED                                           \
	{                                                                      \
		.owner = portMUX_FREE_VAL, .count = 0                          \
	}
#define SPINLOCK_INITIALIZER	     portMUX_INITIALIZER_UNLOCKED
#define portMUX_INITIALIZE(mux)	     spinlock_initialize(mux)
#define vPortCPUInitializeMutex(mux) spinlock_initialize(mux)

static inline void spinlock_initialize(spinlock_t *lock)
{
	lock->owner = portMUX_FREE_VAL;
	lock->count = 0;
}

void vPortEnterCritical(portMUX_TYPE *mux);
void vPortExitCritical(portMUX_TYPE *mux);

#define portENTER_CRITICAL(mux)	     vPortEnterCritical(mux)
#define portEXIT_CRITICAL(mux)	     vPortExitCritical(mux)
#define portENTER_CRITICAL_ISR(mux)  vPortEnterCritical(mux)
#define portEXIT_CRITICAL_ISR(mux)   vPortExitCritical(mux)
#define portENTER_CRITICAL_SAFE(mux) vPortEnterCritical(mux)
#define portEXIT_CRITICAL_SAFE(mux)  vPortExitCritical(mux)
#define taskENTER_CRITICAL(mux)	     vPortEnterCritical(mux)
#define taskEXIT_CRITICAL(mux)	     vPortExitCritical(mux)
#define taskENTER_CRITICAL_ISR(mux)  vPortEnterCritical(mux)
#define taskEXIT_CRITICAL_ISR(mux)   vPortExitCritical(mux)

UBaseType_t xPortSetInterruptMaskFromISR(void);
void vPortClearInterruptMaskFromISR(UBaseType_t previous);
#define portSET_INTERRUPT_MASK_FROM_ISR xPortSetInterruptMaskFromISR
#define portCLEAR_INTERRUPT_MASK_FROM_ISR(previous)                            \
	vPortClearInterruptMaskFromISR(previous)
#define portDISABLE_INTERRUPTS() ((void)xPortSetInterruptMaskFromISR())
#define portENABLE_INTERRUPTS()	 vPortClearInterruptMaskFromISR(0)

/* --- Switching --------------------------------------------------------- */

void vPortYield(void);
void vPortYieldFromISR(void);
BaseType_t xPortInIsrContext(void);
BaseType_t xPortGetCoreID(void);

#define portYIELD() vPortYield()
/* With no argument, or with one that says whether. */
#define portYIELD_FROM_ISR(...)                                                \
	do {                                                                   \
		if (portYIELD_WANTED(__VA_ARGS__))                             \
			vPortYieldFromISR();                                   \
	} while (0)
#define portYIELD_WANTED(...)	      portYIELD_CHOOSE(0, ##__VA_ARGS__, 1)
#define portYIELD_CHOOSE(x, yes, ...) ((yes) != pdFALSE)
#define portEND_SWITCHING_ISR(x)      portYIELD_FROM_ISR(x)
#define portYIELD_WITHIN_API()	      vPortYield()

void *pvPortMalloc(size_t size);
void vPortFree(void *p);

#ifdef __cplusplus
}
#endif

#endif /* INC_FREERTOS_H */
