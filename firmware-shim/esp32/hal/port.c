/* SPDX-License-Identifier: MIT */
/* FreeRTOS.h: critical sections, and where the caller is. */
#include "freertos/FreeRTOS.h"

#include "kernel.h"
#include "twowire/firmware.h"

static unsigned depth;
static uint32_t masked_before;

/* One CPU: the lock itself is nobody else's. */
void vPortEnterCritical(portMUX_TYPE *mux)
{
	uint32_t before = kernel_mask();

	(void)mux;
	if (!depth++)
		masked_before = before;
}

void vPortExitCritical(portMUX_TYPE *mux)
{
	(void)mux;
	if (!depth)
		tw_fw_fail("portEXIT_CRITICAL() without portENTER_CRITICAL()",
			   NULL);
	if (!--depth)
		kernel_unmask(masked_before);
}

UBaseType_t xPortSetInterruptMaskFromISR(void)
{
	return kernel_mask();
}

void vPortClearInterruptMaskFromISR(UBaseType_t previous)
{
	kernel_unmask(previous);
}

BaseType_t xPortInIsrContext(void)
{
	return tw_fw_exception() != 0;
}

BaseType_t xPortGetCoreID(void)
{
	return 0;
}

void *pvPortMalloc(size_t size)
{
	return malloc(size);
}

void vPortFree(void *p)
{
	free(p);
}
