/* SPDX-License-Identifier: MIT */
/* I2C: transfers whose bytes the DMA moves. The memory's own address and all
 * ends come by the block's interrupts. */
#include "i2c_it.h"

static DMA_HandleTypeDef *channel(const I2C_HandleTypeDef *hi2c,
				  uint32_t request)
{
	return request == I2C_CR1_TXDMAEN ? hi2c->hdmatx : hi2c->hdmarx;
}

void i2c_dma_stop(I2C_HandleTypeDef *hi2c)
{
	DMA_HandleTypeDef *hdma = channel(hi2c, hi2c->DmaRequest);

	if (!hi2c->DmaRequest)
		return;
	CLEAR_BIT(hi2c->Instance->CR1, hi2c->DmaRequest);
	hi2c->DmaRequest = 0;
	hi2c->XferCount = (uint16_t)__HAL_DMA_GET_COUNTER(hdma);
	HAL_DMA_Abort(hdma);
}

static void failed(DMA_HandleTypeDef *hdma)
{
	I2C_HandleTypeDef *hi2c = hdma->Parent;

	SET_BIT(hi2c->Instance->CR2, I2C_CR2_NACK);
	hi2c->ErrorCode |= HAL_I2C_ERROR_DMA;
	i2c_failed(hi2c);
}

/* The channel then waits for the block to ask. */
static HAL_StatusTypeDef start(I2C_HandleTypeDef *hi2c, uint32_t request,
			       const uint8_t *data, uint16_t size)
{
	DMA_HandleTypeDef *hdma = channel(hi2c, request);
	uint32_t at = (uint32_t)(uintptr_t)data;
	HAL_StatusTypeDef result;

	hi2c->ErrorCode = HAL_I2C_ERROR_NONE;
	if (!hdma) {
		hi2c->ErrorCode = HAL_I2C_ERROR_DMA_PARAM;
		return HAL_ERROR;
	}
	hdma->XferCpltCallback = NULL;
	hdma->XferHalfCpltCallback = NULL;
	hdma->XferErrorCallback = failed;
	if (request == I2C_CR1_TXDMAEN)
		result = HAL_DMA_Start_IT(
			hdma, at, (uint32_t)(uintptr_t)&hi2c->Instance->TXDR,
			size);
	else
		result = HAL_DMA_Start_IT(
			hdma, (uint32_t)(uintptr_t)&hi2c->Instance->RXDR, at,
			size);
	if (result == HAL_OK)
		return HAL_OK;
	hi2c->ErrorCode = HAL_I2C_ERROR_DMA;
	return HAL_ERROR;
}

/* Whether the handle may begin at all. */
static HAL_StatusTypeDef check(const I2C_HandleTypeDef *hi2c,
			       const uint8_t *data, uint16_t size)
{
	if (!data || !size)
		return HAL_ERROR;
	return hi2c->State == HAL_I2C_STATE_READY &&
			       !(hi2c->Instance->ISR & I2C_ISR_BUSY)
		       ? HAL_OK
		       : HAL_BUSY;
}

static HAL_StatusTypeDef begin_master(I2C_HandleTypeDef *hi2c, uint16_t address,
				      uint8_t *data, uint16_t size,
				      uint32_t request)
{
	HAL_StatusTypeDef result = check(hi2c, data, size);

	if (result == HAL_OK)
		result = start(hi2c, request, data, size);
	return result != HAL_OK
		       ? result
		       : i2c_master_begin(hi2c, address, data, size, request);
}

HAL_StatusTypeDef HAL_I2C_Master_Transmit_DMA(I2C_HandleTypeDef *hi2c,
					      uint16_t DevAddress,
					      uint8_t *pData, uint16_t Size)
{
	return begin_master(hi2c, DevAddress, pData, Size, I2C_CR1_TXDMAEN);
}

HAL_StatusTypeDef HAL_I2C_Master_Receive_DMA(I2C_HandleTypeDef *hi2c,
					     uint16_t DevAddress,
					     uint8_t *pData, uint16_t Size)
{
	return begin_master(hi2c, DevAddress, pData, Size, I2C_CR1_RXDMAEN);
}

static HAL_StatusTypeDef begin_mem(I2C_HandleTypeDef *hi2c,
				   const struct i2c_place *place, uint8_t *data,
				   uint16_t size, uint32_t request)
{
	HAL_StatusTypeDef result = check(hi2c, data, size);

	if (result == HAL_OK)
		result = start(hi2c, request, data, size);
	return result != HAL_OK
		       ? result
		       : i2c_mem_begin(hi2c, place, data, size, request);
}

HAL_StatusTypeDef HAL_I2C_Mem_Write_DMA(I2C_HandleTypeDef *hi2c,
					uint16_t DevAddress,
					uint16_t MemAddress,
					uint16_t MemAddSize, uint8_t *pData,
					uint16_t Size)
{
	struct i2c_place place = {DevAddress, MemAddress, MemAddSize};

	return begin_mem(hi2c, &place, pData, Size, I2C_CR1_TXDMAEN);
}

HAL_StatusTypeDef HAL_I2C_Mem_Read_DMA(I2C_HandleTypeDef *hi2c,
				       uint16_t DevAddress, uint16_t MemAddress,
				       uint16_t MemAddSize, uint8_t *pData,
				       uint16_t Size)
{
	struct i2c_place place = {DevAddress, MemAddress, MemAddSize};

	return begin_mem(hi2c, &place, pData, Size, I2C_CR1_RXDMAEN);
}

static HAL_StatusTypeDef begin_slave(I2C_HandleTypeDef *hi2c, uint8_t *data,
				     uint16_t size, uint32_t request)
{
	HAL_StatusTypeDef result;

	if (!data || !size)
		return HAL_ERROR;
	if (hi2c->State != HAL_I2C_STATE_READY)
		return HAL_BUSY;
	result = start(hi2c, request, data, size);
	return result != HAL_OK ? result
				: i2c_slave_begin(hi2c, data, size, request);
}

HAL_StatusTypeDef HAL_I2C_Slave_Transmit_DMA(I2C_HandleTypeDef *hi2c,
					     uint8_t *pData, uint16_t Size)
{
	return begin_slave(hi2c, pData, Size, I2C_CR1_TXDMAEN);
}

HAL_StatusTypeDef HAL_I2C_Slave_Receive_DMA(I2C_HandleTypeDef *hi2c,
					    uint8_t *pData, uint16_t Size)
{
	return begin_slave(hi2c, pData, Size, I2C_CR1_RXDMAEN);
}
