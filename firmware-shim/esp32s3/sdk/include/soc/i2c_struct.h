/* SPDX-License-Identifier: MIT */
/* What a linker script says of the blocks' places. */
#ifndef TW_SOC_I2C_STRUCT_H
#define TW_SOC_I2C_STRUCT_H

#include_next <soc/i2c_struct.h>

#define I2C0 (*(i2c_dev_t *)0x60013000)
#define I2C1 (*(i2c_dev_t *)0x60027000)

#endif /* TW_SOC_I2C_STRUCT_H */
