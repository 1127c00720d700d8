/* SPDX-License-Identifier: MIT */
/* For the HAL's own I2C sources: waiting for flags until a deadline. */
#ifndef I2C_WAIT_H
#define I2C_WAIT_H

#include "stm32f4xx_hal.h"

#define I2C_BUSY_MS 25U

struct deadline {
	uint32_t start;
	uint32_t ms; /* HAL_MAX_DELAY: none */
};

static inline int i2c_expired(const struct deadline *d)
{
	return d->ms != HAL_MAX_DELAY && HAL_GetTick() - d->start > d->ms;
}

static inline HAL_StatusTypeDef i2c_give_up(I2C_HandleTypeDef *hi2c,
					    uint32_t error)
{
	hi2c->PreviousState = 0;
	hi2c->State = HAL_I2C_STATE_READY;
	hi2c->Mode = HAL_I2C_MODE_NONE;
	hi2c->ErrorCode |= error;
	return HAL_ERROR;
}

/* Until one of SR1's @flags is set. A NACK, lost arbitration and the deadline
 * end it; after a NACK a controller sends its STOP. */
static inline HAL_StatusTypeDef
i2c_await(I2C_HandleTypeDef *hi2c, uint32_t flags, const struct deadline *d)
{
	I2C_TypeDef *i2c = hi2c->Instance;

	for (;;) {
		uint32_t sr1 = i2c->SR1;

		if (sr1 & I2C_SR1_AF && !(flags & I2C_SR1_AF)) {
			if (hi2c->Mode != HAL_I2C_MODE_SLAVE)
				SET_BIT(i2c->CR1, I2C_CR1_STOP);
			i2c->SR1 = ~I2C_SR1_AF;
			return i2c_give_up(hi2c, HAL_I2C_ERROR_AF);
		}
		if (sr1 & I2C_SR1_ARLO) {
			i2c->SR1 = ~I2C_SR1_ARLO;
			return i2c_give_up(hi2c, HAL_I2C_ERROR_ARLO);
		}
		if (sr1 & flags)
			return HAL_OK;
		if (i2c_expired(d))
			return i2c_give_up(hi2c, HAL_I2C_ERROR_TIMEOUT);
	}
}

static inline void i2c_take(I2C_HandleTypeDef *hi2c, HAL_I2C_StateTypeDef state,
			    HAL_I2C_ModeTypeDef mode, uint8_t *data,
			    uint16_t size)
{
	if (!(hi2c->Instance->CR1 & I2C_CR1_PE))
		__HAL_I2C_ENABLE(hi2c);
	CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_POS);
	hi2c->State = state;
	hi2c->Mode = mode;
	hi2c->ErrorCode = HAL_I2C_ERROR_NONE;
	hi2c->pBuffPtr = data;
	hi2c->XferCount = size;
	hi2c->XferSize = size;
	hi2c->XferOptions = 0xFFFF0000U;
}

/* Takes the handle for @mode once the bus is free. */
static inline HAL_StatusTypeDef i2c_claim(I2C_HandleTypeDef *hi2c,
					  HAL_I2C_StateTypeDef state,
					  HAL_I2C_ModeTypeDef mode,
					  uint8_t *data, uint16_t size)
{
	struct deadline busy = {HAL_GetTick(), I2C_BUSY_MS};

	if (hi2c->State != HAL_I2C_STATE_READY)
		return HAL_BUSY;
	while (mode != HAL_I2C_MODE_SLAVE && hi2c->Instance->SR2 & I2C_SR2_BUSY)
		if (i2c_expired(&busy)) {
			i2c_give_up(hi2c, HAL_I2C_ERROR_TIMEOUT);
			return HAL_BUSY;
		}
	i2c_take(hi2c, state, mode, data, size);
	return HAL_OK;
}

static inline HAL_StatusTypeDef i2c_release(I2C_HandleTypeDef *hi2c)
{
	hi2c->State = HAL_I2C_STATE_READY;
	hi2c->Mode = HAL_I2C_MODE_NONE;
	return HAL_OK;
}

#endif /* I2C_WAIT_H */
