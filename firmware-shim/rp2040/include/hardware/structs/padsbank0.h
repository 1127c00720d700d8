/* SPDX-License-Identifier: MIT */
/* The older name of the same. */
#include "hardware/structs/pads_bank0.h"
