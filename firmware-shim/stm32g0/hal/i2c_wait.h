/* SPDX-License-Identifier: MIT */
/* For the HAL's own I2C sources: waiting for flags until a deadline. */
#ifndef I2C_WAIT_H
#define I2C_WAIT_H

#include "i2c_common.h"

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
	hi2c->ErrorCode |= error;
	i2c_release_handle(hi2c);
	return HAL_ERROR;
}

static inline HAL_StatusTypeDef i2c_abandon(I2C_HandleTypeDef *hi2c,
					    uint32_t error)
{
	i2c_flush(hi2c);
	i2c_reset_cr2(hi2c);
	return i2c_give_up(hi2c, error);
}

/* The block sends a controller's STOP by itself. */
static inline HAL_StatusTypeDef i2c_nacked(I2C_HandleTypeDef *hi2c,
					   const struct deadline *d)
{
	I2C_TypeDef *i2c = hi2c->Instance;

	while (!(i2c->ISR & I2C_ISR_STOPF))
		if (i2c_expired(d))
			return i2c_abandon(hi2c, HAL_I2C_ERROR_AF |
							 HAL_I2C_ERROR_TIMEOUT);
	i2c->ICR = I2C_ICR_NACKCF | I2C_ICR_STOPCF;
	return i2c_abandon(hi2c, HAL_I2C_ERROR_AF);
}

static inline HAL_StatusTypeDef i2c_broken(I2C_HandleTypeDef *hi2c,
					   uint32_t isr)
{
	uint32_t error = 0;

	if (isr & I2C_ISR_BERR)
		error |= HAL_I2C_ERROR_BERR;
	if (isr & I2C_ISR_ARLO)
		error |= HAL_I2C_ERROR_ARLO;
	if (isr & I2C_ISR_OVR)
		error |= HAL_I2C_ERROR_OVR;
	hi2c->Instance->ICR = isr & I2C_ERRORS;
	return i2c_abandon(hi2c, error);
}

/* Until one of @flags is set. A NACK, an error and the deadline end it. */
static inline HAL_StatusTypeDef
i2c_await(I2C_HandleTypeDef *hi2c, uint32_t flags, const struct deadline *d)
{
	for (;;) {
		uint32_t isr = hi2c->Instance->ISR;

		if (isr & I2C_ISR_NACKF && !(flags & I2C_ISR_NACKF))
			return i2c_nacked(hi2c, d);
		if (isr & I2C_ERRORS)
			return i2c_broken(hi2c, isr);
		if (isr & flags)
			return HAL_OK;
		if (i2c_expired(d))
			return i2c_give_up(hi2c, HAL_I2C_ERROR_TIMEOUT);
	}
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
	while (mode != HAL_I2C_MODE_SLAVE && hi2c->Instance->ISR & I2C_ISR_BUSY)
		if (i2c_expired(&busy))
			return i2c_give_up(hi2c, HAL_I2C_ERROR_TIMEOUT);
	i2c_take_handle(hi2c, state, mode, data, size);
	return HAL_OK;
}

#endif /* I2C_WAIT_H */
