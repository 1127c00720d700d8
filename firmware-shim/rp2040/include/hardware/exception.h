/* SPDX-License-Identifier: MIT */
/* The numbers of the core's own exceptions. */
#ifndef HARDWARE_EXCEPTION_H
#define HARDWARE_EXCEPTION_H

#include "pico.h"

typedef void (*exception_handler_t)(void);

enum exception_number {
	NMI_EXCEPTION = -14,
	HARDFAULT_EXCEPTION = -13,
	SVCALL_EXCEPTION = -5,
	PENDSV_EXCEPTION = -2,
	SYSTICK_EXCEPTION = -1,
};

#endif
