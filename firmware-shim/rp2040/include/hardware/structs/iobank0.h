/* SPDX-License-Identifier: MIT */
/* The older name of the same. */
#include "hardware/structs/io_bank0.h"
