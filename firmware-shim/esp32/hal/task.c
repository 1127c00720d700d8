/* SPDX-License-Identifier: MIT */
/* freertos/task.h: delays, priorities, suspension, notifications. */
#include "freertos/task.h"

#include "kernel.h"
#include "twowire/firmware.h"

#define TICK_US (1000000u / configTICK_RATE_HZ)

BaseType_t xTaskCreatePinnedToCore(TaskFunction_t code, const char *name,
				   uint32_t stack_depth, void *arg,
				   UBaseType_t priority, TaskHandle_t *created,
				   BaseType_t core)
{
	(void)core;
	return xTaskCreate(code, name, stack_depth, arg, priority, created);
}

/* --- time -------------------------------------------------------------- */

TickType_t xTaskGetTickCount(void)
{
	return (TickType_t)(kernel_now_us() / TICK_US);
}

TickType_t xTaskGetTickCountFromISR(void)
{
	return xTaskGetTickCount();
}

void vTaskDelay(TickType_t ticks)
{
	uint32_t before;

	if (!ticks) {
		vPortYield();
		return;
	}
	before = kernel_mask();
	kernel_wait(NULL, kernel_due_us(ticks));
	kernel_unmask(before);
}

BaseType_t xTaskDelayUntil(TickType_t *previous_wake, TickType_t increment)
{
	TickType_t due = *previous_wake + increment;
	TickType_t now = xTaskGetTickCount();
	bool ahead = (int32_t)(due - now) > 0;

	*previous_wake = due;
	if (ahead)
		vTaskDelay(due - now);
	return ahead;
}

/* --- priorities, suspension -------------------------------------------- */

static TaskHandle_t or_self(TaskHandle_t task)
{
	return task ? task : kernel_current();
}

TaskHandle_t xTaskGetCurrentTaskHandle(void)
{
	return kernel_current();
}

char *pcTaskGetName(TaskHandle_t task)
{
	return or_self(task)->name;
}

UBaseType_t uxTaskPriorityGet(TaskHandle_t task)
{
	return or_self(task)->priority;
}

void vTaskPrioritySet(TaskHandle_t task, UBaseType_t priority)
{
	uint32_t before = kernel_mask();

	task = or_self(task);
	task->own_priority = priority;
	kernel_set_priority(task, priority);
	kernel_preempt();
	kernel_unmask(before);
}

UBaseType_t uxTaskGetStackHighWaterMark(TaskHandle_t task)
{
	return or_self(task)->stack_depth;
}

/* One that is suspended waits for ever, for itself. */
void vTaskSuspend(TaskHandle_t task)
{
	uint32_t before = kernel_mask();

	task = or_self(task);
	if (task == kernel_current()) {
		kernel_wait(task, KERNEL_FOR_EVER);
	} else {
		task->state = eBlocked;
		task->waits_for = task;
		task->due_us = KERNEL_FOR_EVER;
	}
	kernel_unmask(before);
}

BaseType_t xTaskResumeFromISR(TaskHandle_t task)
{
	uint32_t before = kernel_mask();
	bool urgent;

	if (task->state == eBlocked && task->waits_for == task)
		kernel_ready(task, true);
	urgent = kernel_urgent();
	kernel_preempt();
	kernel_unmask(before);
	return urgent;
}

void vTaskResume(TaskHandle_t task)
{
	xTaskResumeFromISR(task);
}

/* --- notifications ------------------------------------------------------ */

static bool act(TaskHandle_t task, uint32_t value, eNotifyAction action)
{
	switch (action) {
	case eSetBits:
		task->notified |= value;
		return true;
	case eIncrement:
		task->notified++;
		return true;
	case eSetValueWithoutOverwrite:
		if (task->notify_pending)
			return false;
		task->notified = value;
		return true;
	case eSetValueWithOverwrite:
		task->notified = value;
		return true;
	case eNoAction:
		return true;
	}
	return true;
}

BaseType_t xTaskNotifyFromISR(TaskHandle_t task, uint32_t value,
			      eNotifyAction action, BaseType_t *woken)
{
	uint32_t before = kernel_mask();
	bool ok = act(task, value, action);

	task->notify_pending = true;
	if (task->notify_waits) {
		task->notify_waits = false;
		kernel_wake(&task->notified);
		if (woken && kernel_urgent())
			*woken = pdTRUE;
	}
	kernel_preempt();
	kernel_unmask(before);
	return ok;
}

BaseType_t xTaskNotify(TaskHandle_t task, uint32_t value, eNotifyAction action)
{
	return xTaskNotifyFromISR(task, value, action, NULL);
}

void vTaskNotifyGiveFromISR(TaskHandle_t task, BaseType_t *woken)
{
	xTaskNotifyFromISR(task, 0, eIncrement, woken);
}

static void wait_notified(TaskHandle_t self, TickType_t ticks)
{
	if (!ticks)
		return;
	self->notify_waits = true;
	kernel_wait(&self->notified, kernel_due_us(ticks));
	self->notify_waits = false;
}

uint32_t ulTaskNotifyTake(BaseType_t clear_on_exit, TickType_t ticks)
{
	uint32_t before = kernel_mask();
	TaskHandle_t self = kernel_current();
	uint32_t value;

	if (!self->notified)
		wait_notified(self, ticks);
	value = self->notified;
	if (value)
		self->notified = clear_on_exit ? 0 : value - 1;
	self->notify_pending = false;
	kernel_unmask(before);
	return value;
}

BaseType_t xTaskNotifyWait(uint32_t clear_on_entry, uint32_t clear_on_exit,
			   uint32_t *value, TickType_t ticks)
{
	uint32_t before = kernel_mask();
	TaskHandle_t self = kernel_current();
	bool got;

	if (!self->notify_pending) {
		self->notified &= ~clear_on_entry;
		wait_notified(self, ticks);
	}
	if (value)
		*value = self->notified;
	got = self->notify_pending;
	if (got)
		self->notified &= ~clear_on_exit;
	self->notify_pending = false;
	kernel_unmask(before);
	return got;
}

BaseType_t xTaskNotifyStateClear(TaskHandle_t task)
{
	bool was = or_self(task)->notify_pending;

	or_self(task)->notify_pending = false;
	return was;
}
