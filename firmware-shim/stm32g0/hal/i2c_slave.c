/* SPDX-License-Identifier: MIT */
/* I2C: a target that waits. */
#include "i2c_wait.h"

/* The next byte, if there is one, is refused. */
static HAL_StatusTypeDef end(I2C_HandleTypeDef *hi2c, HAL_StatusTypeDef result)
{
	SET_BIT(hi2c->Instance->CR2, I2C_CR2_NACK);
	if (result == HAL_OK)
		i2c_release_handle(hi2c);
	return result;
}

static HAL_StatusTypeDef be_addressed(I2C_HandleTypeDef *hi2c,
				      const struct deadline *d)
{
	HAL_StatusTypeDef result = i2c_await(hi2c, I2C_FLAG_ADDR, d);

	if (result == HAL_OK)
		hi2c->Instance->ICR = I2C_ICR_ADDRCF;
	return result;
}

static HAL_StatusTypeDef await_stop(I2C_HandleTypeDef *hi2c,
				    const struct deadline *d)
{
	HAL_StatusTypeDef result = i2c_await(hi2c, I2C_FLAG_STOPF, d);

	if (result == HAL_OK)
		hi2c->Instance->ICR = I2C_ICR_STOPCF;
	return result;
}

/* All have gone into TXDR; the host's NACK says that it took the last. */
static HAL_StatusTypeDef sent(I2C_HandleTypeDef *hi2c, const struct deadline *d)
{
	HAL_StatusTypeDef result = i2c_await(hi2c, I2C_FLAG_AF, d);

	if (result != HAL_OK)
		return result;
	i2c_flush(hi2c);
	hi2c->Instance->ICR = I2C_ICR_NACKCF;
	return await_stop(hi2c, d);
}

HAL_StatusTypeDef HAL_I2C_Slave_Transmit(I2C_HandleTypeDef *hi2c,
					 uint8_t *pData, uint16_t Size,
					 uint32_t Timeout)
{
	struct deadline d = {HAL_GetTick(), Timeout};
	HAL_StatusTypeDef result;

	if (!pData || !Size)
		return HAL_ERROR;
	result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_TX, HAL_I2C_MODE_SLAVE,
			   pData, Size);
	if (result != HAL_OK)
		return result;
	CLEAR_BIT(hi2c->Instance->CR2, I2C_CR2_NACK);
	if (hi2c->Init.NoStretchMode == I2C_NOSTRETCH_ENABLE)
		i2c_put(hi2c);
	result = be_addressed(hi2c, &d);
	/* 10 bits are read after they were written. */
	if (result == HAL_OK &&
	    hi2c->Init.AddressingMode == I2C_ADDRESSINGMODE_10BIT)
		result = be_addressed(hi2c, &d);
	while (result == HAL_OK && hi2c->XferCount) {
		result = i2c_await(hi2c, I2C_FLAG_TXIS, &d);
		if (result == HAL_OK)
			i2c_put(hi2c);
	}
	if (result == HAL_OK)
		result = sent(hi2c, &d);
	return end(hi2c, result);
}

/* The host's STOP may come before all that was asked for. */
static HAL_StatusTypeDef await_byte(I2C_HandleTypeDef *hi2c,
				    const struct deadline *d)
{
	HAL_StatusTypeDef result =
		i2c_await(hi2c, I2C_FLAG_RXNE | I2C_FLAG_STOPF, d);

	if (result != HAL_OK || hi2c->Instance->ISR & I2C_ISR_RXNE)
		return result;
	hi2c->Instance->ICR = I2C_ICR_STOPCF;
	i2c_reset_cr2(hi2c);
	return i2c_give_up(hi2c, HAL_I2C_ERROR_NONE);
}

HAL_StatusTypeDef HAL_I2C_Slave_Receive(I2C_HandleTypeDef *hi2c, uint8_t *pData,
					uint16_t Size, uint32_t Timeout)
{
	struct deadline d = {HAL_GetTick(), Timeout};
	HAL_StatusTypeDef result;

	if (!pData || !Size)
		return HAL_ERROR;
	result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_RX, HAL_I2C_MODE_SLAVE,
			   pData, Size);
	if (result != HAL_OK)
		return result;
	CLEAR_BIT(hi2c->Instance->CR2, I2C_CR2_NACK);
	result = be_addressed(hi2c, &d);
	while (result == HAL_OK && hi2c->XferCount) {
		result = await_byte(hi2c, &d);
		if (result == HAL_OK)
			i2c_get(hi2c);
	}
	if (result == HAL_OK)
		result = await_stop(hi2c, &d);
	return end(hi2c, result);
}
