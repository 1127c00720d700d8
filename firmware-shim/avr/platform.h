/* SPDX-License-Identifier: MIT */
/* The ATmega328P as a platform. */
#ifndef AVR_PLATFORM_H
#define AVR_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_avr;

#endif /* AVR_PLATFORM_H */
