/* SPDX-License-Identifier: MIT */
/* What runs first: it makes the task in which app_main() is called, and then is
 * the idle task. */
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

#include "kernel.h"
#include "twowire/firmware.h"

enum { MAIN_PRIORITY = 1 };

void app_main(void);
void call_start_cpu0(void);

static void main_task(void *arg)
{
	(void)arg;
	app_main();
	vTaskDelete(NULL);
}

void call_start_cpu0(void)
{
	xTaskCreate(main_task, "main", CONFIG_ESP_MAIN_TASK_STACK_SIZE, NULL,
		    MAIN_PRIORITY, NULL);
	kernel_start();
	for (;;)
		tw_fw_wfi();
}
