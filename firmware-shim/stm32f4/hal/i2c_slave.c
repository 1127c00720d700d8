/* SPDX-License-Identifier: MIT */
/* I2C: a target that waits. */
#include "i2c_wait.h"

static HAL_StatusTypeDef end(I2C_HandleTypeDef *hi2c, HAL_StatusTypeDef result)
{
	CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	if (result == HAL_OK)
		i2c_release(hi2c);
	return result;
}

static HAL_StatusTypeDef be_addressed(I2C_HandleTypeDef *hi2c,
				      const struct deadline *d)
{
	HAL_StatusTypeDef result;

	SET_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	result = i2c_await(hi2c, I2C_SR1_ADDR, d);
	if (result == HAL_OK)
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	return result;
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
	result = be_addressed(hi2c, &d);
	/* 10 bits are read after they were written. */
	if (result == HAL_OK &&
	    hi2c->Init.AddressingMode == I2C_ADDRESSINGMODE_10BIT)
		result = be_addressed(hi2c, &d);
	while (result == HAL_OK && hi2c->XferCount) {
		result = i2c_await(hi2c, I2C_SR1_TXE, &d);
		if (result != HAL_OK)
			break;
		hi2c->Instance->DR = *hi2c->pBuffPtr++;
		hi2c->XferCount--;
	}
	if (result == HAL_OK)
		result = i2c_await(hi2c, I2C_SR1_AF, &d);
	if (result == HAL_OK)
		__HAL_I2C_CLEAR_FLAG(hi2c, I2C_FLAG_AF);
	return end(hi2c, result);
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
	result = be_addressed(hi2c, &d);
	while (result == HAL_OK && hi2c->XferCount) {
		result = i2c_await(hi2c, I2C_SR1_RXNE | I2C_SR1_STOPF, &d);
		if (result != HAL_OK)
			break;
		if (!(hi2c->Instance->SR1 & I2C_SR1_RXNE)) {
			__HAL_I2C_CLEAR_STOPFLAG(hi2c);
			return end(hi2c,
				   i2c_give_up(hi2c, HAL_I2C_ERROR_TIMEOUT));
		}
		*hi2c->pBuffPtr++ = (uint8_t)hi2c->Instance->DR;
		hi2c->XferCount--;
	}
	if (result == HAL_OK)
		result = i2c_await(hi2c, I2C_SR1_STOPF, &d);
	if (result == HAL_OK)
		__HAL_I2C_CLEAR_STOPFLAG(hi2c);
	return end(hi2c, result);
}
