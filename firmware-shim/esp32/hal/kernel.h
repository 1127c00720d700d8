/* SPDX-License-Identifier: MIT */
/*
 * The inside of the kernel: who runs, who waits for what, until when.
 *
 * All of it is called with interrupts masked, or from an interrupt's handler.
 */
#ifndef ESP_KERNEL_H
#define ESP_KERNEL_H

#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

enum { KERNEL_TASKS = 15, KERNEL_NAME = 16 };

#define KERNEL_FOR_EVER UINT64_MAX

struct tskTaskControlBlock {
	eTaskState state; /* eInvalid: free. eReady also while it runs */
	unsigned fiber;	  /* as the runtime counts them */
	char name[KERNEL_NAME];
	UBaseType_t priority;
	UBaseType_t own_priority; /* before a mutex raised it */
	uint64_t turn;		  /* among equals the lowest goes first */
	const void *waits_for;
	uint64_t due_us; /* KERNEL_FOR_EVER: no time-out */
	bool woken;	 /* by what it waited for */
	uint32_t stack_depth;
	TaskFunction_t code;
	void *arg;
	uint32_t notified; /* value */
	bool notify_pending;
	bool notify_waits;
};

uint32_t kernel_mask(void);
void kernel_unmask(uint32_t before);

TaskHandle_t kernel_current(void); /* NULL: idle, or not yet started */
uint64_t kernel_now_us(void);
/* When @ticks from now end. */
uint64_t kernel_due_us(TickType_t ticks);

/* The caller waits for @what until then; true: it was woken by that. */
bool kernel_wait(const void *what, uint64_t due_us);
/* The one of highest priority that waits for @what goes on, or NULL if nobody
 * did. Whether it goes on before the caller: kernel_preempt(). */
TaskHandle_t kernel_wake(const void *what);
void kernel_ready(TaskHandle_t task, bool woken);
/* Is somebody ready who is more urgent than the one that runs? */
bool kernel_urgent(void);
/* Outside of handlers: lets the more urgent run. In a handler it only notes
 * that for the next tick, as vPortYieldFromISR() does for its end. */
void kernel_preempt(void);
void kernel_set_priority(TaskHandle_t task, UBaseType_t priority);
void kernel_start(void);

#endif /* ESP_KERNEL_H */
