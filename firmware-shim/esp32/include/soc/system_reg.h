/* SPDX-License-Identifier: MIT */
/* Clock gates and resets, as far as they are simulated: offsets and bits.
 * From: ESP32-S3 Technical Reference Manual, "Reset and Clock". */
#ifndef SOC_SYSTEM_REG_H
#define SOC_SYSTEM_REG_H

#define SYSTEM_PERIP_CLK_EN0 0x18
#define SYSTEM_PERIP_RST_EN0 0x20

#define SYSTEM_I2C_EXT0      0x00000080u
#define SYSTEM_I2C_EXT1      0x00040000u

#define SYSTEM_PERIP_CLK_EN0_REG (DR_REG_SYSTEM_BASE + SYSTEM_PERIP_CLK_EN0)
#define SYSTEM_PERIP_RST_EN0_REG (DR_REG_SYSTEM_BASE + SYSTEM_PERIP_RST_EN0)
#define SYSTEM_I2C_EXT0_CLK_EN	 SYSTEM_I2C_EXT0
#define SYSTEM_I2C_EXT1_CLK_EN	 SYSTEM_I2C_EXT1
#define SYSTEM_I2C_EXT0_RST	 SYSTEM_I2C_EXT0
#define SYSTEM_I2C_EXT1_RST	 SYSTEM_I2C_EXT1

#endif /* SOC_SYSTEM_REG_H */
