/* SPDX-License-Identifier: MIT */
/*
 * The scheduler: of the ready tasks the one of highest priority runs; equals
 * take turns at each tick. What ran at the start is the idle task.
 *
 * Ticks are multiples of the tick's time; the alarm is set to the next one at
 * which something may change, and not at all if there is none.
 */
#include "kernel.h"

#include <string.h>

#include "alarm.h"
#include "esp_timer.h"
#include "twowire/firmware.h"

#define TICK_US (1000000u / configTICK_RATE_HZ)

static struct tskTaskControlBlock tasks[KERNEL_TASKS];
static TaskHandle_t current;
static uint64_t turns;
static bool switch_wanted; /* at the end of the last handler */
static bool tick_wanted;   /* a handler woke somebody and did not yield */
static UBaseType_t suspended;
static bool started;

uint32_t kernel_mask(void)
{
	uint32_t before = tw_fw_primask();

	tw_fw_set_primask(1);
	return before;
}

void kernel_unmask(uint32_t before)
{
	tw_fw_set_primask(before);
}

TaskHandle_t kernel_current(void)
{
	return current;
}

uint64_t kernel_now_us(void)
{
	return (uint64_t)esp_timer_get_time();
}

uint64_t kernel_due_us(TickType_t ticks)
{
	if (ticks == portMAX_DELAY)
		return KERNEL_FOR_EVER;
	return (kernel_now_us() / TICK_US + ticks) * TICK_US;
}

/* --- who runs ---------------------------------------------------------- */

static bool before(const struct tskTaskControlBlock *a,
		   const struct tskTaskControlBlock *b)
{
	return a->priority > b->priority ||
	       (a->priority == b->priority && a->turn < b->turn);
}

static TaskHandle_t first_ready(void)
{
	TaskHandle_t found = NULL;

	for (unsigned i = 0; i < KERNEL_TASKS; i++)
		if (tasks[i].state == eReady &&
		    (!found || before(&tasks[i], found)))
			found = &tasks[i];
	return found;
}

static bool has_equal(void)
{
	for (unsigned i = 0; current && i < KERNEL_TASKS; i++)
		if (&tasks[i] != current && tasks[i].state == eReady &&
		    tasks[i].priority == current->priority)
			return true;
	return false;
}

static void set_alarm(void)
{
	uint64_t due = KERNEL_FOR_EVER;

	for (unsigned i = 0; i < KERNEL_TASKS; i++)
		if (tasks[i].state == eBlocked && tasks[i].due_us < due)
			due = tasks[i].due_us;
	if ((tick_wanted || has_equal()) && kernel_due_us(1) < due)
		due = kernel_due_us(1);
	alarm_set(ALARM_KERNEL, due);
}

static void run(TaskHandle_t next)
{
	if (next != current) {
		current = next;
		set_alarm();
		tw_fw_task_switch(next ? next->fiber : 0);
	} else {
		set_alarm();
	}
}

bool kernel_urgent(void)
{
	TaskHandle_t next = first_ready();

	return next && (!current || current->state != eReady ||
			next->priority > current->priority);
}

void kernel_preempt(void)
{
	if (!started || !kernel_urgent())
		return;
	if (tw_fw_exception()) {
		tick_wanted = true;
		set_alarm();
	} else if (!suspended) {
		run(first_ready());
	}
}

/* --- waiting ----------------------------------------------------------- */

bool kernel_wait(const void *what, uint64_t due_us)
{
	TaskHandle_t self = current;

	if (!self || tw_fw_exception())
		tw_fw_fail("a call that waits, where nothing can wait", NULL);
	if (suspended)
		tw_fw_fail("a call that waits while vTaskSuspendAll() holds",
			   NULL);
	if (due_us <= kernel_now_us())
		return false;
	self->state = eBlocked;
	self->waits_for = what;
	self->due_us = due_us;
	self->woken = false;
	run(first_ready());
	return self->woken;
}

void kernel_ready(TaskHandle_t task, bool woken)
{
	task->state = eReady;
	task->waits_for = NULL;
	task->woken = woken;
	task->turn = ++turns;
}

TaskHandle_t kernel_wake(const void *what)
{
	TaskHandle_t found = NULL;

	for (unsigned i = 0; i < KERNEL_TASKS; i++)
		if (tasks[i].state == eBlocked && tasks[i].waits_for == what &&
		    (!found || before(&tasks[i], found)))
			found = &tasks[i];
	if (found)
		kernel_ready(found, true);
	return found;
}

void kernel_set_priority(TaskHandle_t task, UBaseType_t priority)
{
	task->priority = priority;
}

/* --- ticks and the ends of handlers ------------------------------------ */

static void tick(void)
{
	uint64_t now = kernel_now_us();

	for (unsigned i = 0; i < KERNEL_TASKS; i++)
		if (tasks[i].state == eBlocked && tasks[i].due_us <= now)
			kernel_ready(&tasks[i], false);
	if (has_equal())
		current->turn = ++turns;
	tick_wanted = false;
	switch_wanted = true;
}

/* On the task that was interrupted. */
static void after_interrupts(void)
{
	uint32_t before;

	if (!switch_wanted || suspended)
		return;
	before = kernel_mask();
	switch_wanted = false;
	run(first_ready());
	kernel_unmask(before);
}

void vPortYieldFromISR(void)
{
	switch_wanted = true;
}

void vPortYield(void)
{
	uint32_t before = kernel_mask();

	if (tw_fw_exception()) {
		switch_wanted = true;
	} else if (current) {
		current->turn = ++turns;
		if (!suspended)
			run(first_ready());
	}
	kernel_unmask(before);
}

void vTaskSuspendAll(void)
{
	suspended++;
}

BaseType_t xTaskResumeAll(void)
{
	uint32_t before = kernel_mask();
	bool due = !--suspended && (switch_wanted || kernel_urgent());

	if (due) {
		switch_wanted = false;
		run(first_ready());
	}
	kernel_unmask(before);
	return due;
}

void kernel_start(void)
{
	uint32_t before = kernel_mask();

	alarm_on(ALARM_KERNEL, tick);
	tw_fw_on_irq_exit(after_interrupts);
	started = true;
	run(first_ready());
	kernel_unmask(before);
}

/* --- tasks ------------------------------------------------------------- */

static void task_main(void *arg)
{
	TaskHandle_t self = arg;
	char what[64];

	self->code(self->arg);
	snprintf(what, sizeof(what), "FreeRTOS task \"%s\" should not return",
		 self->name);
	tw_fw_fail(what, NULL);
}

static TaskHandle_t find_free(void)
{
	for (unsigned i = 0; i < KERNEL_TASKS; i++) {
		struct tskTaskControlBlock *t = &tasks[i];

		if (t->state == eDeleted && t != current) {
			tw_fw_task_free(t->fiber);
			t->state = eInvalid;
		}
		if (t->state == eInvalid || !t->fiber)
			return t;
	}
	return NULL;
}

BaseType_t xTaskCreate(TaskFunction_t code, const char *name,
		       uint32_t stack_depth, void *arg, UBaseType_t priority,
		       TaskHandle_t *created)
{
	uint32_t before = kernel_mask();
	TaskHandle_t t = find_free();
	BaseType_t result = errCOULD_NOT_ALLOCATE_REQUIRED_MEMORY;

	configASSERT(priority < configMAX_PRIORITIES);
	if (t) {
		*t = (struct tskTaskControlBlock){
			.priority = priority,
			.own_priority = priority,
			.stack_depth = stack_depth,
			.code = code,
			.arg = arg,
		};
		strncpy(t->name, name ? name : "", sizeof(t->name) - 1);
		t->fiber = tw_fw_task_new(task_main, t);
	}
	if (t && t->fiber) {
		if (created)
			*created = t;
		kernel_ready(t, false);
		result = pdPASS;
		kernel_preempt();
	}
	kernel_unmask(before);
	return result;
}

void vTaskDelete(TaskHandle_t task)
{
	uint32_t before = kernel_mask();

	if (!task)
		task = current;
	task->state = eDeleted;
	if (task == current)
		run(first_ready());
	kernel_unmask(before);
}

TaskHandle_t xTaskGetHandle(const char *name)
{
	for (unsigned i = 0; i < KERNEL_TASKS; i++)
		if (tasks[i].fiber && tasks[i].state != eDeleted &&
		    tasks[i].state != eInvalid && !strcmp(tasks[i].name, name))
			return &tasks[i];
	return NULL;
}

UBaseType_t uxTaskGetNumberOfTasks(void)
{
	UBaseType_t n = 1; /* idle */

	for (unsigned i = 0; i < KERNEL_TASKS; i++)
		n += tasks[i].fiber && tasks[i].state != eDeleted &&
		     tasks[i].state != eInvalid;
	return n;
}

eTaskState eTaskGetState(TaskHandle_t task)
{
	return task == current ? eRunning : task->state;
}
