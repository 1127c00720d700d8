/* SPDX-License-Identifier: MIT */
/* For the HAL's own I2C sources: a handle's transfer and the block's CR2. */
#ifndef I2C_COMMON_H
#define I2C_COMMON_H

#include "stm32g0xx_hal.h"

#define I2C_NO_OPTION_FRAME 0xffff0000U
#define I2C_NBYTES_MAX	    255U

#define I2C_ERRORS (I2C_FLAG_BERR | I2C_FLAG_ARLO | I2C_FLAG_OVR)

/* How a part of a transfer begins. */
#define I2C_GO_ON	0U
#define I2C_START_WRITE I2C_CR2_START
#define I2C_START_READ	(I2C_CR2_START | I2C_CR2_RD_WRN)

/* @mode is where it ends: I2C_RELOAD_MODE, AUTOEND or SOFTEND. */
static inline void i2c_configure(I2C_HandleTypeDef *hi2c, uint32_t size,
				 uint32_t mode, uint32_t begin)
{
	uint32_t set = I2C_CR2_SADD | I2C_CR2_NBYTES | I2C_CR2_RELOAD |
		       I2C_CR2_AUTOEND | I2C_CR2_START | I2C_CR2_STOP;

	if (begin != I2C_GO_ON)
		set |= I2C_CR2_RD_WRN;
	MODIFY_REG(hi2c->Instance->CR2, set,
		   (hi2c->Devaddress & I2C_CR2_SADD) |
			   size << I2C_CR2_NBYTES_Pos | mode | begin);
}

/* As many bytes as NBYTES can count; @mode is how the last of them end. */
static inline void i2c_next_part(I2C_HandleTypeDef *hi2c, uint32_t mode,
				 uint32_t begin)
{
	hi2c->XferSize = hi2c->XferCount;
	if (hi2c->XferCount > I2C_NBYTES_MAX) {
		hi2c->XferSize = I2C_NBYTES_MAX;
		mode = I2C_RELOAD_MODE;
	}
	i2c_configure(hi2c, hi2c->XferSize, mode, begin);
}

static inline void i2c_reset_cr2(I2C_HandleTypeDef *hi2c)
{
	CLEAR_BIT(hi2c->Instance->CR2, I2C_CR2_SADD | I2C_CR2_HEAD10R |
					       I2C_CR2_NBYTES | I2C_CR2_RELOAD |
					       I2C_CR2_RD_WRN);
}

/* Drops the byte that nobody fetched. */
static inline void i2c_flush(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->Instance->ISR & I2C_ISR_TXIS)
		hi2c->Instance->TXDR = 0;
	if (!(hi2c->Instance->ISR & I2C_ISR_TXE))
		__HAL_I2C_CLEAR_FLAG(hi2c, I2C_FLAG_TXE);
}

static inline void i2c_put(I2C_HandleTypeDef *hi2c)
{
	hi2c->Instance->TXDR = *hi2c->pBuffPtr++;
	hi2c->XferSize--;
	hi2c->XferCount--;
}

static inline void i2c_get(I2C_HandleTypeDef *hi2c)
{
	*hi2c->pBuffPtr++ = (uint8_t)hi2c->Instance->RXDR;
	hi2c->XferSize--;
	hi2c->XferCount--;
}

static inline void i2c_take_handle(I2C_HandleTypeDef *hi2c,
				   HAL_I2C_StateTypeDef state,
				   HAL_I2C_ModeTypeDef mode, uint8_t *data,
				   uint16_t size)
{
	hi2c->State = state;
	hi2c->Mode = mode;
	hi2c->ErrorCode = HAL_I2C_ERROR_NONE;
	hi2c->pBuffPtr = data;
	hi2c->XferCount = size;
	hi2c->XferSize = size;
	hi2c->XferOptions = I2C_NO_OPTION_FRAME;
	hi2c->XferISR = NULL;
	hi2c->AddrEventCount = 0;
	hi2c->DmaRequest = 0;
}

static inline void i2c_release_handle(I2C_HandleTypeDef *hi2c)
{
	hi2c->State = HAL_I2C_STATE_READY;
	hi2c->Mode = HAL_I2C_MODE_NONE;
	hi2c->PreviousState = 0;
}

#endif /* I2C_COMMON_H */
