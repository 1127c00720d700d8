/* SPDX-License-Identifier: MIT */
/* I2C: a controller that waits. */
#include "i2c_wait.h"

/* Until all bytes have gone either way, and the STOP. */
static HAL_StatusTypeDef move(I2C_HandleTypeDef *hi2c, uint32_t begin,
			      const struct deadline *d)
{
	int read = hi2c->State == HAL_I2C_STATE_BUSY_RX;

	i2c_next_part(hi2c, I2C_AUTOEND_MODE, begin);
	while (hi2c->XferCount) {
		if (i2c_await(hi2c, read ? I2C_FLAG_RXNE : I2C_FLAG_TXIS, d) !=
		    HAL_OK)
			return HAL_ERROR;
		if (read)
			i2c_get(hi2c);
		else
			i2c_put(hi2c);
		if (!hi2c->XferCount || hi2c->XferSize)
			continue;
		if (i2c_await(hi2c, I2C_FLAG_TCR, d) != HAL_OK)
			return HAL_ERROR;
		i2c_next_part(hi2c, I2C_AUTOEND_MODE, I2C_GO_ON);
	}
	if (i2c_await(hi2c, I2C_FLAG_STOPF, d) != HAL_OK)
		return HAL_ERROR;
	hi2c->Instance->ICR = I2C_ICR_STOPCF;
	i2c_reset_cr2(hi2c);
	i2c_release_handle(hi2c);
	return HAL_OK;
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
	hi2c->Devaddress = DevAddress;
	return move(hi2c, I2C_START_WRITE, &d);
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
	hi2c->Devaddress = DevAddress;
	return move(hi2c, I2C_START_READ, &d);
}

/* Address and the memory's own address; @flag is what the block then waits
 * with. */
static HAL_StatusTypeDef seek(I2C_HandleTypeDef *hi2c, uint16_t at,
			      uint16_t at_size, uint32_t flag,
			      const struct deadline *d)
{
	i2c_configure(hi2c, at_size,
		      flag == I2C_FLAG_TCR ? I2C_RELOAD_MODE : I2C_SOFTEND_MODE,
		      I2C_START_WRITE);
	for (uint32_t left = at_size; left--;) {
		if (i2c_await(hi2c, I2C_FLAG_TXIS, d) != HAL_OK)
			return HAL_ERROR;
		hi2c->Instance->TXDR = at >> 8 * left & 0xffU;
	}
	return i2c_await(hi2c, flag, d);
}

HAL_StatusTypeDef HAL_I2C_Mem_Write(I2C_HandleTypeDef *hi2c,
				    uint16_t DevAddress, uint16_t MemAddress,
				    uint16_t MemAddSize, uint8_t *pData,
				    uint16_t Size, uint32_t Timeout)
{
	struct deadline d = {HAL_GetTick(), Timeout};
	HAL_StatusTypeDef result;

	if (!pData || !Size)
		return HAL_ERROR;
	result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_TX, HAL_I2C_MODE_MEM, pData,
			   Size);
	if (result != HAL_OK)
		return result;
	hi2c->Devaddress = DevAddress;
	result = seek(hi2c, MemAddress, MemAddSize, I2C_FLAG_TCR, &d);
	return result == HAL_OK ? move(hi2c, I2C_GO_ON, &d) : result;
}

HAL_StatusTypeDef HAL_I2C_Mem_Read(I2C_HandleTypeDef *hi2c, uint16_t DevAddress,
				   uint16_t MemAddress, uint16_t MemAddSize,
				   uint8_t *pData, uint16_t Size,
				   uint32_t Timeout)
{
	struct deadline d = {HAL_GetTick(), Timeout};
	HAL_StatusTypeDef result;

	if (!pData || !Size)
		return HAL_ERROR;
	result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_RX, HAL_I2C_MODE_MEM, pData,
			   Size);
	if (result != HAL_OK)
		return result;
	hi2c->Devaddress = DevAddress;
	result = seek(hi2c, MemAddress, MemAddSize, I2C_FLAG_TC, &d);
	return result == HAL_OK ? move(hi2c, I2C_START_READ, &d) : result;
}

/* Does it answer to its address? */
static int answers(I2C_HandleTypeDef *hi2c, uint32_t timeout)
{
	struct deadline d = {HAL_GetTick(), timeout};
	I2C_TypeDef *i2c = hi2c->Instance;
	int yes;

	i2c_configure(hi2c, 0, I2C_AUTOEND_MODE, I2C_START_WRITE);
	while (!(i2c->ISR & I2C_ISR_STOPF))
		if (i2c_expired(&d)) {
			hi2c->ErrorCode |= HAL_I2C_ERROR_TIMEOUT;
			return 0;
		}
	yes = !(i2c->ISR & I2C_ISR_NACKF);
	i2c->ICR = I2C_ICR_NACKCF | I2C_ICR_STOPCF;
	return yes;
}

HAL_StatusTypeDef HAL_I2C_IsDeviceReady(I2C_HandleTypeDef *hi2c,
					uint16_t DevAddress, uint32_t Trials,
					uint32_t Timeout)
{
	int yes = 0;

	if (hi2c->State != HAL_I2C_STATE_READY ||
	    hi2c->Instance->ISR & I2C_ISR_BUSY)
		return HAL_BUSY;
	i2c_take_handle(hi2c, HAL_I2C_STATE_BUSY, HAL_I2C_MODE_NONE, NULL, 0);
	hi2c->Devaddress = DevAddress;
	for (uint32_t i = 0; i < Trials && !yes; i++)
		yes = answers(hi2c, Timeout);
	i2c_release_handle(hi2c);
	if (!yes)
		hi2c->ErrorCode |= HAL_I2C_ERROR_TIMEOUT;
	return yes ? HAL_OK : HAL_ERROR;
}
