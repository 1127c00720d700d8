/* SPDX-License-Identifier: MIT */
/* What a linker script says of the block's place. */
#ifndef TW_SOC_SYSTEM_STRUCT_H
#define TW_SOC_SYSTEM_STRUCT_H

#include_next <soc/system_struct.h>

#define SYSTEM (*(system_dev_t *)0x600c0000)

#endif /* TW_SOC_SYSTEM_STRUCT_H */
