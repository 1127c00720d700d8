/* SPDX-License-Identifier: MIT */
/* Event groups: everybody who waits looks again when a bit is set. */
#include "freertos/event_groups.h"

#include "kernel.h"

struct EventGroupDef_t {
	EventBits_t bits;
};

EventGroupHandle_t xEventGroupCreate(void)
{
	return calloc(1, sizeof(struct EventGroupDef_t));
}

void vEventGroupDelete(EventGroupHandle_t group)
{
	free(group);
}

EventBits_t xEventGroupGetBits(EventGroupHandle_t group)
{
	return group->bits;
}

EventBits_t xEventGroupClearBits(EventGroupHandle_t group, EventBits_t bits)
{
	uint32_t before = kernel_mask();
	EventBits_t was = group->bits;

	group->bits &= ~bits;
	kernel_unmask(before);
	return was;
}

BaseType_t xEventGroupSetBitsFromISR(EventGroupHandle_t group, EventBits_t bits,
				     BaseType_t *woken)
{
	uint32_t before = kernel_mask();

	group->bits |= bits;
	while (kernel_wake(group))
		;
	if (woken && kernel_urgent())
		*woken = pdTRUE;
	kernel_preempt();
	kernel_unmask(before);
	return pdPASS;
}

EventBits_t xEventGroupSetBits(EventGroupHandle_t group, EventBits_t bits)
{
	xEventGroupSetBitsFromISR(group, bits, NULL);
	return group->bits;
}

static bool fulfilled(EventGroupHandle_t group, EventBits_t bits,
		      BaseType_t all)
{
	EventBits_t set = group->bits & bits;

	return all ? set == bits : set != 0;
}

EventBits_t xEventGroupWaitBits(EventGroupHandle_t group, EventBits_t bits,
				BaseType_t clear_on_exit, BaseType_t all,
				TickType_t ticks)
{
	uint32_t before = kernel_mask();
	uint64_t due = ticks ? kernel_due_us(ticks) : 0;
	EventBits_t seen;

	while (!fulfilled(group, bits, all))
		if (!ticks || !kernel_wait(group, due))
			break;
	seen = group->bits;
	if (clear_on_exit && fulfilled(group, bits, all))
		group->bits &= ~bits;
	kernel_unmask(before);
	return seen;
}
