/* SPDX-License-Identifier: MIT */
/* For the HAL's own I2C sources: a controller's steps that wait. */
#ifndef I2C_MASTER_H
#define I2C_MASTER_H

#include "i2c_wait.h"

/* START, address and a memory's own address. */
HAL_StatusTypeDef i2c_seek(I2C_HandleTypeDef *hi2c, uint16_t address,
			   uint16_t at, uint16_t at_size,
			   const struct deadline *d);
/* Repeated START and address, to read. ADDR is set afterwards, and holds the
 * bus. */
HAL_StatusTypeDef i2c_turn(I2C_HandleTypeDef *hi2c, uint16_t address,
			   const struct deadline *d);

#endif /* I2C_MASTER_H */
