/* SPDX-License-Identifier: MIT */
/* What the SDK's build writes: the board's header. */
#include "boards/pico.h"
