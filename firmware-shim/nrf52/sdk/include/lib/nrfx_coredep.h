/* SPDX-License-Identifier: MIT */
/* Where nrfx 4 has it. */
#include <soc/nrfx_coredep.h>
