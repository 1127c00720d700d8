/* SPDX-License-Identifier: MIT */
/*
 * Several stacks in turns on one CPU: what an operating system's HAL makes its
 * tasks of. The engine sees one CPU, whose stack is that of the task that runs.
 */
#include "runtime/runtime.h"

#include "runtime/asan.h"
#include "twowire/firmware.h"

struct task {
	bool used;
	struct fiber fiber; /* while another one runs */
	struct stack stack;
	bool primask;
	void (*fn)(void *arg);
	void *arg;
};

/* Before the CPU is made: its own stack, then the tasks'. */
void task_setup(struct cpu *c)
{
	const mcu *m = c->mcu;
	unsigned n = c->index ? 0 : m->config.n_tasks;

	c->tasks = g_new0(struct task, n + 1);
	c->tasks[0].used = true;
	c->tasks[0].stack = c->stack;
	for (unsigned i = 1; i <= n; i++)
		c->tasks[i].stack =
			image_stack(m->image, m->config.n_cpus + i - 1);
}

void task_reset(struct cpu *c)
{
	unsigned n = c->index ? 0 : c->mcu->config.n_tasks;

	for (unsigned i = 1; i <= n; i++)
		c->tasks[i].used = false;
	c->task = 0;
	c->stack = c->tasks[0].stack;
	c->irq_exit = NULL;
}

static void task_main(void *user)
{
	struct task *t = user;

	tw_fw_set_primask(t->primask);
	t->fn(t->arg);
	tw_fw_fail("a task's function returned", NULL);
}

unsigned tw_fw_task_new(void (*fn)(void *arg), void *arg)
{
	struct cpu *c = current;
	unsigned n = c->index ? 0 : c->mcu->config.n_tasks;

	for (unsigned i = 1; i <= n; i++) {
		struct task *t = &c->tasks[i];

		if (t->used)
			continue;
		t->used = true;
		t->primask = false;
		t->fn = fn;
		t->arg = arg;
		forget_frames(t->stack.low,
			      (size_t)(t->stack.top - t->stack.low));
		fiber_init(&t->fiber, t->stack.top, task_main, t);
		return i;
	}
	return 0;
}

void tw_fw_task_free(unsigned task)
{
	struct cpu *c = current;

	if (task && task != c->task)
		c->tasks[task].used = false;
}

void tw_fw_task_switch(unsigned task)
{
	struct cpu *c = current;
	struct task *from = &c->tasks[c->task], *to = &c->tasks[task];

	if (from == to)
		return;
	if (c->n_active)
		tw_fw_fail("a switch of tasks in an interrupt's handler", NULL);
	from->primask = c->primask;
	c->task = task;
	c->stack = to->stack;
	c->primask = to->primask;
	fiber_switch(&from->fiber, &to->fiber);
	/* What was masked for the other one may be due. */
	tw_fw_set_primask(c->primask);
}

void tw_fw_on_irq_exit(void (*fn)(void))
{
	current->irq_exit = fn;
}
