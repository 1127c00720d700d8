/* SPDX-License-Identifier: MIT */
/* The system timer's one alarm, shared by those who want to be called. */
#ifndef ESP_ALARM_H
#define ESP_ALARM_H

#include <stdint.h>

enum alarm_user { ALARM_KERNEL, ALARM_TIMERS, N_ALARMS };

/* Calls @fn in the alarm's interrupt when the instant has come that alarm_set()
 * names; UINT64_MAX: none. Interrupts are masked, or it is a handler's call. */
void alarm_on(enum alarm_user who, void (*fn)(void));
void alarm_set(enum alarm_user who, uint64_t due_us);

#endif /* ESP_ALARM_H */
