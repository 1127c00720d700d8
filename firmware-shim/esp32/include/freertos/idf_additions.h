/* SPDX-License-Identifier: MIT */
/* What ESP-IDF adds to FreeRTOS, as far as it is not beside what it is like.
 * The heap is one for all. */
#ifndef FREERTOS_IDF_ADDITIONS_H
#define FREERTOS_IDF_ADDITIONS_H

#include <freertos/event_groups.h>
#include <freertos/queue.h>
#include <freertos/semphr.h>
#include <freertos/task.h>

#define xEventGroupCreateWithCaps(caps)	 xEventGroupCreate()
#define vEventGroupDeleteWithCaps(group) vEventGroupDelete(group)
#define vTaskDeleteWithCaps(task)	 vTaskDelete(task)
#define xTaskCreateWithCaps(code, name, stack, arg, priority, task, caps)      \
	xTaskCreate(code, name, stack, arg, priority, task)

#endif /* FREERTOS_IDF_ADDITIONS_H */
