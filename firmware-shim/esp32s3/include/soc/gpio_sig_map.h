/* SPDX-License-Identifier: MIT */
/* Signals of the GPIO matrix. From: ESP32-S3 Technical Reference Manual, "IO
 * MUX and GPIO Matrix". */
#ifndef SOC_GPIO_SIG_MAP_H
#define SOC_GPIO_SIG_MAP_H

#define I2CEXT0_SCL_IN_IDX  89
#define I2CEXT0_SCL_OUT_IDX 89
#define I2CEXT0_SDA_IN_IDX  90
#define I2CEXT0_SDA_OUT_IDX 90
#define I2CEXT1_SCL_IN_IDX  91
#define I2CEXT1_SCL_OUT_IDX 91
#define I2CEXT1_SDA_IN_IDX  92
#define I2CEXT1_SDA_OUT_IDX 92
#define SIG_GPIO_OUT_IDX    256

#endif /* SOC_GPIO_SIG_MAP_H */
