/* SPDX-License-Identifier: MIT */
/* The platform "samd21". Its pins are named PA00 to PB31. */
#ifndef SAMD21_PLATFORM_H
#define SAMD21_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_samd21;

#endif /* SAMD21_PLATFORM_H */
