/* SPDX-License-Identifier: MIT */
/* I2C: a controller that waits. */
#include "i2c_master.h"

static int ten_bit(const I2C_HandleTypeDef *hi2c)
{
	return hi2c->Init.AddressingMode == I2C_ADDRESSINGMODE_10BIT;
}

static uint8_t header(uint16_t address)
{
	return (uint8_t)(0xf0U | (address >> 7 & 6U));
}

static HAL_StatusTypeDef start(I2C_HandleTypeDef *hi2c,
			       const struct deadline *d)
{
	HAL_StatusTypeDef result;

	SET_BIT(hi2c->Instance->CR1, I2C_CR1_START);
	result = i2c_await(hi2c, I2C_SR1_SB, d);
	if (result != HAL_OK && hi2c->Instance->CR1 & I2C_CR1_START)
		hi2c->ErrorCode = HAL_I2C_WRONG_START;
	return result;
}

static HAL_StatusTypeDef call(I2C_HandleTypeDef *hi2c, uint8_t byte,
			      uint32_t flag, const struct deadline *d)
{
	hi2c->Instance->DR = byte;
	return i2c_await(hi2c, flag, d);
}

/* START and address. ADDR is set afterwards, and holds the bus. */
static HAL_StatusTypeDef address_write(I2C_HandleTypeDef *hi2c,
				       uint16_t address,
				       const struct deadline *d)
{
	HAL_StatusTypeDef result = start(hi2c, d);

	if (result != HAL_OK)
		return result;
	if (!ten_bit(hi2c))
		return call(hi2c, (uint8_t)(address & ~1U), I2C_SR1_ADDR, d);
	result = call(hi2c, header(address), I2C_SR1_ADD10, d);
	return result != HAL_OK ? result
				: call(hi2c, (uint8_t)address, I2C_SR1_ADDR, d);
}

static HAL_StatusTypeDef address_read(I2C_HandleTypeDef *hi2c, uint16_t address,
				      const struct deadline *d)
{
	HAL_StatusTypeDef result;
	uint8_t byte = (uint8_t)(address | 1U);

	SET_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	if (ten_bit(hi2c)) {
		result = address_write(hi2c, address, d);
		if (result != HAL_OK)
			return result;
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
		byte = header(address) | 1U;
	}
	result = start(hi2c, d);
	return result != HAL_OK ? result : call(hi2c, byte, I2C_SR1_ADDR, d);
}

static HAL_StatusTypeDef send(I2C_HandleTypeDef *hi2c, const struct deadline *d)
{
	while (hi2c->XferCount) {
		if (i2c_await(hi2c, I2C_SR1_TXE, d) != HAL_OK)
			return HAL_ERROR;
		hi2c->Instance->DR = *hi2c->pBuffPtr++;
		hi2c->XferCount--;
	}
	return hi2c->XferSize ? i2c_await(hi2c, I2C_SR1_BTF, d) : HAL_OK;
}

static void take(I2C_HandleTypeDef *hi2c)
{
	*hi2c->pBuffPtr++ = (uint8_t)hi2c->Instance->DR;
	hi2c->XferCount--;
}

/* The last two bytes: both are in when BTF is set, then comes the STOP. */
static HAL_StatusTypeDef take_two(I2C_HandleTypeDef *hi2c,
				  const struct deadline *d)
{
	if (i2c_await(hi2c, I2C_SR1_BTF, d) != HAL_OK)
		return HAL_ERROR;
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_STOP);
	take(hi2c);
	take(hi2c);
	return HAL_OK;
}

/* RM0090, 27.3.3: one byte, two, and more want ACK and STOP at other times. */
static HAL_StatusTypeDef receive(I2C_HandleTypeDef *hi2c,
				 const struct deadline *d)
{
	I2C_TypeDef *i2c = hi2c->Instance;

	if (hi2c->XferSize <= 1) {
		CLEAR_BIT(i2c->CR1, I2C_CR1_ACK);
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
		SET_BIT(i2c->CR1, I2C_CR1_STOP);
		if (!hi2c->XferSize)
			return HAL_OK;
		if (i2c_await(hi2c, I2C_SR1_RXNE, d) != HAL_OK)
			return HAL_ERROR;
		take(hi2c);
		return HAL_OK;
	}
	if (hi2c->XferSize == 2) {
		SET_BIT(i2c->CR1, I2C_CR1_POS);
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
		CLEAR_BIT(i2c->CR1, I2C_CR1_ACK);
		return take_two(hi2c, d);
	}
	__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	while (hi2c->XferCount > 3) {
		if (i2c_await(hi2c, I2C_SR1_RXNE, d) != HAL_OK)
			return HAL_ERROR;
		take(hi2c);
	}
	if (i2c_await(hi2c, I2C_SR1_BTF, d) != HAL_OK)
		return HAL_ERROR;
	CLEAR_BIT(i2c->CR1, I2C_CR1_ACK);
	take(hi2c);
	return take_two(hi2c, d);
}

HAL_StatusTypeDef HAL_I2C_Master_Transmit(I2C_HandleTypeDef *hi2c,
					  uint16_t DevAddress, uint8_t *pData,
					  uint16_t Size, uint32_t Timeout)
{
	struct deadline d = {HAL_GetTick(), Timeout};
	HAL_StatusTypeDef result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_TX,
					     HAL_I2C_MODE_MASTER, pData, Size);

	if (result != HAL_OK)
		return result;
	if (address_write(hi2c, DevAddress, &d) != HAL_OK)
		return HAL_ERROR;
	__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	if (send(hi2c, &d) != HAL_OK)
		return HAL_ERROR;
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_STOP);
	return i2c_release(hi2c);
}

HAL_StatusTypeDef HAL_I2C_Master_Receive(I2C_HandleTypeDef *hi2c,
					 uint16_t DevAddress, uint8_t *pData,
					 uint16_t Size, uint32_t Timeout)
{
	struct deadline d = {HAL_GetTick(), Timeout};
	HAL_StatusTypeDef result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_RX,
					     HAL_I2C_MODE_MASTER, pData, Size);

	if (result != HAL_OK)
		return result;
	if (address_read(hi2c, DevAddress, &d) != HAL_OK ||
	    receive(hi2c, &d) != HAL_OK)
		return HAL_ERROR;
	return i2c_release(hi2c);
}

HAL_StatusTypeDef i2c_seek(I2C_HandleTypeDef *hi2c, uint16_t address,
			   uint16_t at, uint16_t at_size,
			   const struct deadline *d)
{
	if (address_write(hi2c, address, d) != HAL_OK)
		return HAL_ERROR;
	__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	if (at_size == I2C_MEMADD_SIZE_16BIT) {
		if (i2c_await(hi2c, I2C_SR1_TXE, d) != HAL_OK)
			return HAL_ERROR;
		hi2c->Instance->DR = at >> 8;
	}
	if (i2c_await(hi2c, I2C_SR1_TXE, d) != HAL_OK)
		return HAL_ERROR;
	hi2c->Instance->DR = at & 0xffU;
	return HAL_OK;
}

HAL_StatusTypeDef i2c_turn(I2C_HandleTypeDef *hi2c, uint16_t address,
			   const struct deadline *d)
{
	if (i2c_await(hi2c, I2C_SR1_BTF, d) != HAL_OK)
		return HAL_ERROR;
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	if (start(hi2c, d) != HAL_OK)
		return HAL_ERROR;
	return call(hi2c, (uint8_t)(address | 1U), I2C_SR1_ADDR, d);
}

HAL_StatusTypeDef HAL_I2C_Mem_Write(I2C_HandleTypeDef *hi2c,
				    uint16_t DevAddress, uint16_t MemAddress,
				    uint16_t MemAddSize, uint8_t *pData,
				    uint16_t Size, uint32_t Timeout)
{
	struct deadline d = {HAL_GetTick(), Timeout};
	HAL_StatusTypeDef result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_TX,
					     HAL_I2C_MODE_MEM, pData, Size);

	if (result != HAL_OK)
		return result;
	if (i2c_seek(hi2c, DevAddress, MemAddress, MemAddSize, &d) != HAL_OK ||
	    send(hi2c, &d) != HAL_OK ||
	    i2c_await(hi2c, I2C_SR1_BTF, &d) != HAL_OK)
		return HAL_ERROR;
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_STOP);
	return i2c_release(hi2c);
}

HAL_StatusTypeDef HAL_I2C_Mem_Read(I2C_HandleTypeDef *hi2c, uint16_t DevAddress,
				   uint16_t MemAddress, uint16_t MemAddSize,
				   uint8_t *pData, uint16_t Size,
				   uint32_t Timeout)
{
	struct deadline d = {HAL_GetTick(), Timeout};
	HAL_StatusTypeDef result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_RX,
					     HAL_I2C_MODE_MEM, pData, Size);

	if (result != HAL_OK)
		return result;
	if (i2c_seek(hi2c, DevAddress, MemAddress, MemAddSize, &d) != HAL_OK ||
	    i2c_turn(hi2c, DevAddress, &d) != HAL_OK ||
	    receive(hi2c, &d) != HAL_OK)
		return HAL_ERROR;
	return i2c_release(hi2c);
}

/* Does it answer to its address? */
static int answers(I2C_HandleTypeDef *hi2c, uint16_t address, uint32_t timeout)
{
	struct deadline d = {HAL_GetTick(), timeout};
	I2C_TypeDef *i2c = hi2c->Instance;
	int yes;

	if (start(hi2c, &d) != HAL_OK)
		return 0;
	i2c->DR = address & ~1U;
	if (i2c_await(hi2c, I2C_SR1_ADDR | I2C_SR1_AF, &d) != HAL_OK)
		return 0;
	yes = i2c->SR1 & I2C_SR1_ADDR;
	SET_BIT(i2c->CR1, I2C_CR1_STOP);
	__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	i2c->SR1 = ~I2C_SR1_AF;
	while (i2c->SR2 & I2C_SR2_BUSY && !i2c_expired(&d))
		;
	return yes;
}

HAL_StatusTypeDef HAL_I2C_IsDeviceReady(I2C_HandleTypeDef *hi2c,
					uint16_t DevAddress, uint32_t Trials,
					uint32_t Timeout)
{
	HAL_StatusTypeDef result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY,
					     HAL_I2C_MODE_MASTER, NULL, 0);

	if (result != HAL_OK)
		return result;
	for (uint32_t i = 0; i < Trials; i++)
		if (answers(hi2c, DevAddress, Timeout))
			return i2c_release(hi2c);
	i2c_release(hi2c);
	return HAL_ERROR;
}
