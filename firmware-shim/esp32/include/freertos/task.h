/* SPDX-License-Identifier: MIT */
#ifndef INC_TASK_H
#define INC_TASK_H

#include <freertos/FreeRTOS.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tskTaskControlBlock *TaskHandle_t;
typedef void (*TaskFunction_t)(void *arg);

typedef enum {
	eRunning,
	eReady,
	eBlocked,
	eSuspended,
	eDeleted,
	eInvalid,
} eTaskState;

typedef enum {
	eNoAction,
	eSetBits,
	eIncrement,
	eSetValueWithOverwrite,
	eSetValueWithoutOverwrite,
} eNotifyAction;

#define tskIDLE_PRIORITY ((UBaseType_t)0)

/* At most 15 at a time. @created may be NULL. */
BaseType_t xTaskCreate(TaskFunction_t code, const char *name,
		       uint32_t stack_depth, void *arg, UBaseType_t priority,
		       TaskHandle_t *created);
BaseType_t xTaskCreatePinnedToCore(TaskFunction_t code, const char *name,
				   uint32_t stack_depth, void *arg,
				   UBaseType_t priority, TaskHandle_t *created,
				   BaseType_t core);
void vTaskDelete(TaskHandle_t task); /* NULL: the caller */
void vTaskDelay(TickType_t ticks);
BaseType_t xTaskDelayUntil(TickType_t *previous_wake, TickType_t increment);
#define vTaskDelayUntil(previous, increment)                                   \
	((void)xTaskDelayUntil(previous, increment))
void vTaskSuspend(TaskHandle_t task);
void vTaskResume(TaskHandle_t task);
BaseType_t xTaskResumeFromISR(TaskHandle_t task);
void vTaskSuspendAll(void);
BaseType_t xTaskResumeAll(void);

TickType_t xTaskGetTickCount(void);
TickType_t xTaskGetTickCountFromISR(void);
TaskHandle_t xTaskGetCurrentTaskHandle(void);
TaskHandle_t xTaskGetHandle(const char *name);
char *pcTaskGetName(TaskHandle_t task);
#define pcTaskGetTaskName(task) pcTaskGetName(task)
UBaseType_t uxTaskPriorityGet(TaskHandle_t task);
void vTaskPrioritySet(TaskHandle_t task, UBaseType_t priority);
eTaskState eTaskGetState(TaskHandle_t task);
UBaseType_t uxTaskGetNumberOfTasks(void);
/* Always what was asked for: stacks are larger here. */
UBaseType_t uxTaskGetStackHighWaterMark(TaskHandle_t task);

#define taskYIELD() vPortYield()

BaseType_t xTaskNotify(TaskHandle_t task, uint32_t value, eNotifyAction action);
BaseType_t xTaskNotifyFromISR(TaskHandle_t task, uint32_t value,
			      eNotifyAction action, BaseType_t *woken);
BaseType_t xTaskNotifyWait(uint32_t clear_on_entry, uint32_t clear_on_exit,
			   uint32_t *value, TickType_t ticks);
#define xTaskNotifyGive(task) xTaskNotify(task, 0, eIncrement)
void vTaskNotifyGiveFromISR(TaskHandle_t task, BaseType_t *woken);
uint32_t ulTaskNotifyTake(BaseType_t clear_on_exit, TickType_t ticks);
BaseType_t xTaskNotifyStateClear(TaskHandle_t task);

#ifdef __cplusplus
}
#endif

#endif /* INC_TASK_H */
