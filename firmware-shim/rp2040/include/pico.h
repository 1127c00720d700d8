/* SPDX-License-Identifier: MIT */
/* What every source file of pico firmware begins with. */
#ifndef PICO_H
#define PICO_H

#ifndef PICO_RP2040
#define PICO_RP2040 1
#endif
#ifndef PICO_ON_DEVICE
#define PICO_ON_DEVICE 1
#endif
#ifndef PICO_32BIT
#define PICO_32BIT 1
#endif

#ifdef PICO_BOARD_HEADER
#include PICO_BOARD_HEADER
#else
#include "boards/pico.h"
#endif

#include "pico/types.h"
#include "pico/version.h"

#include "pico/assert.h"
#include "pico/error.h"
#include "pico/platform.h"

#endif
