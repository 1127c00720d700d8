/* SPDX-License-Identifier: MIT */
/* Signals of the GPIO matrix. From: ESP32 Technical Reference Manual, "IO_MUX
 * and GPIO Matrix". */
#ifndef SOC_GPIO_SIG_MAP_H
#define SOC_GPIO_SIG_MAP_H

#define I2CEXT0_SCL_IN_IDX  29
#define I2CEXT0_SCL_OUT_IDX 29
#define I2CEXT0_SDA_IN_IDX  30
#define I2CEXT0_SDA_OUT_IDX 30
#define I2CEXT1_SCL_IN_IDX  95
#define I2CEXT1_SCL_OUT_IDX 95
#define I2CEXT1_SDA_IN_IDX  96
#define I2CEXT1_SDA_OUT_IDX 96
#define SIG_GPIO_OUT_IDX    256

#endif /* SOC_GPIO_SIG_MAP_H */
