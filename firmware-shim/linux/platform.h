/* SPDX-License-Identifier: MIT */
#ifndef LINUX_PLATFORM_H
#define LINUX_PLATFORM_H

#include "twowire/chip.h"

extern const struct tw_platform tw_platform_linux;

#endif /* LINUX_PLATFORM_H */
