/* SPDX-License-Identifier: MIT */
#ifndef LAMP_PLATFORM_H
#define LAMP_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_lamp;

#endif /* LAMP_PLATFORM_H */
