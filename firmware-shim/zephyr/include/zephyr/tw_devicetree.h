/* SPDX-License-Identifier: MIT */
/* The chip's own nodes, which every overlay adds to. */
#ifndef TW_ZEPHYR_TW_DEVICETREE_H
#define TW_ZEPHYR_TW_DEVICETREE_H

#define DT_N_EXISTS	  1
#define DT_N_S_soc_EXISTS 1
#define DT_N_S_soc_PARENT DT_N

#define DT_N_NODELABEL_i2c0				DT_N_S_soc_S_i2c_40000000
#define DT_N_S_soc_S_i2c_40000000_EXISTS		1
#define DT_N_S_soc_S_i2c_40000000_STATUS_okay		1
#define DT_N_S_soc_S_i2c_40000000_ORD			1
#define DT_N_S_soc_S_i2c_40000000_PARENT		DT_N_S_soc
#define DT_N_S_soc_S_i2c_40000000_PATH			"/soc/i2c@40000000"
#define DT_N_S_soc_S_i2c_40000000_FULL_NAME		"i2c@40000000"
#define DT_N_S_soc_S_i2c_40000000_REG_IDX_0_VAL_ADDRESS 0x40000000

#define DT_N_NODELABEL_i2c1				DT_N_S_soc_S_i2c_40001000
#define DT_N_S_soc_S_i2c_40001000_EXISTS		1
#define DT_N_S_soc_S_i2c_40001000_STATUS_okay		1
#define DT_N_S_soc_S_i2c_40001000_ORD			2
#define DT_N_S_soc_S_i2c_40001000_PARENT		DT_N_S_soc
#define DT_N_S_soc_S_i2c_40001000_PATH			"/soc/i2c@40001000"
#define DT_N_S_soc_S_i2c_40001000_FULL_NAME		"i2c@40001000"
#define DT_N_S_soc_S_i2c_40001000_REG_IDX_0_VAL_ADDRESS 0x40001000

#define DT_N_NODELABEL_gpio0				 DT_N_S_soc_S_gpio_40009000
#define DT_N_S_soc_S_gpio_40009000_EXISTS		 1
#define DT_N_S_soc_S_gpio_40009000_STATUS_okay		 1
#define DT_N_S_soc_S_gpio_40009000_ORD			 3
#define DT_N_S_soc_S_gpio_40009000_PARENT		 DT_N_S_soc
#define DT_N_S_soc_S_gpio_40009000_PATH			 "/soc/gpio@40009000"
#define DT_N_S_soc_S_gpio_40009000_FULL_NAME		 "gpio@40009000"
#define DT_N_S_soc_S_gpio_40009000_REG_IDX_0_VAL_ADDRESS 0x40009000

#endif /* TW_ZEPHYR_TW_DEVICETREE_H */
