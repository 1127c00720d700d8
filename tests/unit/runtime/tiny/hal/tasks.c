/* SPDX-License-Identifier: MIT */
#include "tiny.h"

#include "twowire/firmware.h"

unsigned tiny_task_new(void (*fn)(void *arg), void *arg)
{
	return tw_fw_task_new(fn, arg);
}

void tiny_task_free(unsigned task)
{
	tw_fw_task_free(task);
}

void tiny_task_switch(unsigned task)
{
	tw_fw_task_switch(task);
}

void tiny_on_irq_exit(void (*fn)(void))
{
	tw_fw_on_irq_exit(fn);
}
