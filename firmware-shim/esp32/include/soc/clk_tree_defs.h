/* SPDX-License-Identifier: MIT */
/* Clocks that peripherals can have. */
#ifndef SOC_CLK_TREE_DEFS_H
#define SOC_CLK_TREE_DEFS_H

#include <soc/soc_caps.h>

typedef enum {
	I2C_CLK_SRC_APB = 4,
	I2C_CLK_SRC_XTAL = 5,
	I2C_CLK_SRC_RC_FAST = 6,
#if CONFIG_IDF_TARGET_ESP32
	I2C_CLK_SRC_DEFAULT = I2C_CLK_SRC_APB,
#else
	I2C_CLK_SRC_DEFAULT = I2C_CLK_SRC_XTAL,
#endif
} soc_periph_i2c_clk_src_t;

#endif /* SOC_CLK_TREE_DEFS_H */
