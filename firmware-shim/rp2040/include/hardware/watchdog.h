/* SPDX-License-Identifier: MIT */
/* The watchdog block: its registers only; it never bites here. */
#ifndef HARDWARE_WATCHDOG_H
#define HARDWARE_WATCHDOG_H

#include "pico.h"
#include "hardware/structs/watchdog.h"

#endif
