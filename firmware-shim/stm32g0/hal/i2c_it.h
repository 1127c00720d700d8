/* SPDX-License-Identifier: MIT */
/* For the HAL's own I2C sources: what its interrupt handlers share. */
#ifndef I2C_IT_H
#define I2C_IT_H

#include "i2c_common.h"

#define I2C_IT_ENDS   (I2C_IT_ERRI | I2C_IT_STOPI | I2C_IT_NACKI)
#define I2C_IT_LISTEN (I2C_IT_ADDRI | I2C_IT_ENDS)
#define I2C_IT_TX     (I2C_IT_TXI | I2C_IT_TCI)
#define I2C_IT_RX     (I2C_IT_RXI | I2C_IT_TCI)
#define I2C_IT_ALL    (I2C_IT_LISTEN | I2C_IT_TX | I2C_IT_RX)

/* What the handle did last: the sequences go by it. */
#define I2C_DID_MASTER_TX (HAL_I2C_MODE_MASTER | 1U)
#define I2C_DID_MASTER_RX (HAL_I2C_MODE_MASTER | 2U)
#define I2C_DID_SLAVE_TX  (HAL_I2C_MODE_SLAVE | 1U)
#define I2C_DID_SLAVE_RX  (HAL_I2C_MODE_SLAVE | 2U)

#define I2C_DMA (I2C_CR1_TXDMAEN | I2C_CR1_RXDMAEN)

static inline HAL_I2C_StateTypeDef i2c_state_for(uint32_t request)
{
	return request & (I2C_CR1_TXDMAEN | I2C_IT_TXI) ? HAL_I2C_STATE_BUSY_TX
							: HAL_I2C_STATE_BUSY_RX;
}

static inline int i2c_listens(const I2C_HandleTypeDef *hi2c)
{
	return (hi2c->State & HAL_I2C_STATE_LISTEN) == HAL_I2C_STATE_LISTEN;
}

/* In a memory. */
struct i2c_place {
	uint16_t address;
	uint16_t at;
	uint16_t at_size; /* bytes */
};

/* The handle is free. @request: TXDMAEN or RXDMAEN, and the channel is set up;
 * or TXIE or RXIE. */
HAL_StatusTypeDef i2c_master_begin(I2C_HandleTypeDef *hi2c, uint16_t address,
				   uint8_t *data, uint16_t size,
				   uint32_t request);
HAL_StatusTypeDef i2c_mem_begin(I2C_HandleTypeDef *hi2c,
				const struct i2c_place *place, uint8_t *data,
				uint16_t size, uint32_t request);
HAL_StatusTypeDef i2c_slave_begin(I2C_HandleTypeDef *hi2c, uint8_t *data,
				  uint16_t size, uint32_t request);
/* If the DMA moves bytes: no more, and XferCount is what is left. */
void i2c_dma_stop(I2C_HandleTypeDef *hi2c);

HAL_StatusTypeDef i2c_slave_event(I2C_HandleTypeDef *hi2c, uint32_t flags,
				  uint32_t enabled);
/* ErrorCode is set: tells the firmware. */
void i2c_failed(I2C_HandleTypeDef *hi2c);

#endif /* I2C_IT_H */
