/* SPDX-License-Identifier: MIT */
/* ST's device repository alone has no CMSIS core. */
#if __has_include_next(<core_cm4.h>)
#include_next <core_cm4.h>
#else
#include "../../include/core_cm4.h"
#endif
