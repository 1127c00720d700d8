/* SPDX-License-Identifier: MIT */
/* The platform "samd51". Its pins are named PA00 to PB31. */
#ifndef SAMD51_PLATFORM_H
#define SAMD51_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_samd51;

#endif /* SAMD51_PLATFORM_H */
