/* SPDX-License-Identifier: MIT */
/* For the HAL's own I2C sources: what its interrupt handlers share. */
#ifndef I2C_IT_H
#define I2C_IT_H

#include "stm32f4xx_hal.h"

#define I2C_IT_ALL (I2C_IT_EVT | I2C_IT_BUF | I2C_IT_ERR)

/* What the handle did last, for those who ask. */
#define I2C_DID_NOTHING	  0U
#define I2C_DID_MASTER_TX (HAL_I2C_STATE_BUSY_TX | HAL_I2C_MODE_MASTER)
#define I2C_DID_MASTER_RX (HAL_I2C_STATE_BUSY_RX | HAL_I2C_MODE_MASTER)
#define I2C_DID_SLAVE_TX  (HAL_I2C_STATE_BUSY_TX | HAL_I2C_MODE_SLAVE)
#define I2C_DID_SLAVE_RX  (HAL_I2C_STATE_BUSY_RX | HAL_I2C_MODE_SLAVE)

/* A controller's frame that does not end in a STOP. */
static inline int i2c_keeps_bus(const I2C_HandleTypeDef *hi2c)
{
	switch (hi2c->XferOptions) {
	case I2C_FIRST_FRAME:
	case I2C_FIRST_AND_NEXT_FRAME:
	case I2C_NEXT_FRAME:
	case I2C_LAST_FRAME_NO_STOP:
	case I2C_OTHER_FRAME:
		return 1;
	default:
		return 0;
	}
}

/* And one that more of the same is to follow: a read acknowledges all bytes. */
static inline int i2c_goes_on(const I2C_HandleTypeDef *hi2c)
{
	return hi2c->XferOptions == I2C_FIRST_AND_NEXT_FRAME ||
	       hi2c->XferOptions == I2C_NEXT_FRAME;
}

static inline void i2c_put(I2C_HandleTypeDef *hi2c)
{
	hi2c->Instance->DR = *hi2c->pBuffPtr++;
	hi2c->XferCount--;
}

static inline void i2c_get(I2C_HandleTypeDef *hi2c)
{
	*hi2c->pBuffPtr++ = (uint8_t)hi2c->Instance->DR;
	hi2c->XferCount--;
}

/* TXE is still set after the last byte, and would interrupt for the next
 * transfer before its address: a byte that nobody gets clears it. */
static inline void i2c_flush(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->Instance->SR1 & I2C_SR1_TXE)
		hi2c->Instance->DR = 0;
}

/* DMA takes and gives the bytes. */
static inline int i2c_has_dma(const I2C_HandleTypeDef *hi2c)
{
	return !!(hi2c->Instance->CR2 & I2C_CR2_DMAEN);
}

static inline void i2c_idle(I2C_HandleTypeDef *hi2c)
{
	hi2c->PreviousState = I2C_DID_NOTHING;
	hi2c->State = HAL_I2C_STATE_READY;
	hi2c->Mode = HAL_I2C_MODE_NONE;
}

void i2c_master_event(I2C_HandleTypeDef *hi2c);
void i2c_slave_event(I2C_HandleTypeDef *hi2c);
/* A target's AF: the host's NACK. 0: it was an error. */
int i2c_slave_nacked(I2C_HandleTypeDef *hi2c);
/* A read's repeated START is behind it: its ADDR is the next event. */
void i2c_expect_read(I2C_HandleTypeDef *hi2c);
/* The transfer has ended well: tells the firmware. */
void i2c_master_done(I2C_HandleTypeDef *hi2c);
/* Ends DMA's part, if it has one. XferCount is what it has left. */
void i2c_stop_dma(I2C_HandleTypeDef *hi2c);
/* ErrorCode is set: tells the firmware. */
void i2c_failed(I2C_HandleTypeDef *hi2c);

#endif /* I2C_IT_H */
