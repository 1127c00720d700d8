/* SPDX-License-Identifier: MIT */
/* The core's header is in no nrfx checkout: that of CMSIS, if its folder is
 * named with -I, else the platform's own. */
#if __has_include_next("core_cm4.h")
#include_next "core_cm4.h"
#else
#include "../../include/core_cm4.h"
#endif
