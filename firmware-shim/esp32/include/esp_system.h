/* SPDX-License-Identifier: MIT */
#ifndef ESP_SYSTEM_H
#define ESP_SYSTEM_H

#include <stdint.h>

#include <esp_err.h>

/* A crash that says so: a chip is reset from outside. */
void esp_restart(void) __attribute__((noreturn));
void esp_system_abort(const char *details) __attribute__((noreturn));

#endif /* ESP_SYSTEM_H */
