/* SPDX-License-Identifier: MIT */
/* I2C: a controller and a target whose bytes DMA moves. */
#include "i2c_it.h"
#include "i2c_master.h"

#define MEM_MS 35U /* for a memory's own address */

/* --- what the streams tell ---------------------------------------------- */

/* Sending goes on to the last byte's end: BTF, or the host's NACK. */
static void sent(DMA_HandleTypeDef *hdma)
{
	I2C_HandleTypeDef *hi2c = hdma->Parent;

	CLEAR_BIT(hi2c->Instance->CR2, I2C_CR2_DMAEN);
	hi2c->XferCount = 0;
}

static void received(DMA_HandleTypeDef *hdma)
{
	I2C_HandleTypeDef *hi2c = hdma->Parent;

	CLEAR_BIT(hi2c->Instance->CR2, I2C_CR2_DMAEN | I2C_CR2_LAST);
	hi2c->XferCount = 0;
	if (hi2c->Mode == HAL_I2C_MODE_SLAVE)
		return; /* the STOP ends it */
	if (hi2c->XferSize > 1)
		SET_BIT(hi2c->Instance->CR1, I2C_CR1_STOP);
	i2c_master_done(hi2c);
}

static void stream_failed(DMA_HandleTypeDef *hdma)
{
	I2C_HandleTypeDef *hi2c = hdma->Parent;

	hi2c->ErrorCode |= HAL_I2C_ERROR_DMA;
	i2c_failed(hi2c);
}

static HAL_StatusTypeDef start_stream(I2C_HandleTypeDef *hi2c)
{
	int reads = hi2c->State == HAL_I2C_STATE_BUSY_RX;
	DMA_HandleTypeDef *hdma = reads ? hi2c->hdmarx : hi2c->hdmatx;
	uint32_t dr = (uint32_t)(uintptr_t)&hi2c->Instance->DR;
	uint32_t at = (uint32_t)(uintptr_t)hi2c->pBuffPtr;

	if (!hdma)
		return i2c_give_up(hi2c, HAL_I2C_ERROR_DMA_PARAM);
	hdma->XferCpltCallback = reads ? received : sent;
	hdma->XferErrorCallback = stream_failed;
	hdma->XferHalfCpltCallback = NULL;
	hdma->XferAbortCallback = NULL;
	if (HAL_DMA_Start_IT(hdma, reads ? dr : at, reads ? at : dr,
			     hi2c->XferSize) != HAL_OK)
		return i2c_give_up(hi2c, HAL_I2C_ERROR_DMA);
	SET_BIT(hi2c->Instance->CR2, I2C_CR2_DMAEN);
	__HAL_I2C_ENABLE_IT(hi2c, I2C_IT_EVT | I2C_IT_ERR);
	return HAL_OK;
}

/* --- controller --------------------------------------------------------- */

static HAL_StatusTypeDef begin(I2C_HandleTypeDef *hi2c,
			       HAL_I2C_StateTypeDef state, uint16_t address,
			       uint8_t *data, uint16_t size)
{
	HAL_StatusTypeDef result =
		i2c_claim(hi2c, state, HAL_I2C_MODE_MASTER, data, size);

	if (result == HAL_OK)
		result = start_stream(hi2c);
	if (result != HAL_OK)
		return result;
	hi2c->Devaddress = address;
	hi2c->EventCount = 0;
	if (state == HAL_I2C_STATE_BUSY_RX)
		SET_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_START);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Master_Transmit_DMA(I2C_HandleTypeDef *hi2c,
					      uint16_t DevAddress,
					      uint8_t *pData, uint16_t Size)
{
	if (!Size)
		return HAL_I2C_Master_Transmit_IT(hi2c, DevAddress, pData, 0);
	return begin(hi2c, HAL_I2C_STATE_BUSY_TX, DevAddress, pData, Size);
}

HAL_StatusTypeDef HAL_I2C_Master_Receive_DMA(I2C_HandleTypeDef *hi2c,
					     uint16_t DevAddress,
					     uint8_t *pData, uint16_t Size)
{
	if (!Size)
		return HAL_I2C_Master_Receive_IT(hi2c, DevAddress, pData, 0);
	return begin(hi2c, HAL_I2C_STATE_BUSY_RX, DevAddress, pData, Size);
}

/* As ST's, these wait for the memory's own address to be sent. */
HAL_StatusTypeDef HAL_I2C_Mem_Write_DMA(I2C_HandleTypeDef *hi2c,
					uint16_t DevAddress,
					uint16_t MemAddress,
					uint16_t MemAddSize, uint8_t *pData,
					uint16_t Size)
{
	struct deadline d = {HAL_GetTick(), MEM_MS};
	HAL_StatusTypeDef result;

	if (!Size)
		return HAL_ERROR;
	result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_TX, HAL_I2C_MODE_MEM, pData,
			   Size);
	if (result != HAL_OK)
		return result;
	if (i2c_seek(hi2c, DevAddress, MemAddress, MemAddSize, &d) != HAL_OK)
		return HAL_ERROR;
	hi2c->EventCount = 0;
	return start_stream(hi2c);
}

HAL_StatusTypeDef HAL_I2C_Mem_Read_DMA(I2C_HandleTypeDef *hi2c,
				       uint16_t DevAddress, uint16_t MemAddress,
				       uint16_t MemAddSize, uint8_t *pData,
				       uint16_t Size)
{
	struct deadline d = {HAL_GetTick(), MEM_MS};
	HAL_StatusTypeDef result;

	if (!Size)
		return HAL_ERROR;
	result = i2c_claim(hi2c, HAL_I2C_STATE_BUSY_RX, HAL_I2C_MODE_MEM, pData,
			   Size);
	if (result != HAL_OK)
		return result;
	if (i2c_seek(hi2c, DevAddress, MemAddress, MemAddSize, &d) != HAL_OK ||
	    i2c_turn(hi2c, DevAddress, &d) != HAL_OK)
		return HAL_ERROR;
	i2c_expect_read(hi2c);
	return start_stream(hi2c);
}

/* --- target ------------------------------------------------------------- */

static HAL_StatusTypeDef wait_to_be_addressed(I2C_HandleTypeDef *hi2c,
					      HAL_I2C_StateTypeDef state,
					      uint8_t *data, uint16_t size)
{
	HAL_StatusTypeDef result;

	if (!data || !size)
		return HAL_ERROR;
	result = i2c_claim(hi2c, state, HAL_I2C_MODE_SLAVE, data, size);
	if (result == HAL_OK)
		result = start_stream(hi2c);
	if (result == HAL_OK)
		SET_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	return result;
}

HAL_StatusTypeDef HAL_I2C_Slave_Transmit_DMA(I2C_HandleTypeDef *hi2c,
					     uint8_t *pData, uint16_t Size)
{
	return wait_to_be_addressed(hi2c, HAL_I2C_STATE_BUSY_TX, pData, Size);
}

HAL_StatusTypeDef HAL_I2C_Slave_Receive_DMA(I2C_HandleTypeDef *hi2c,
					    uint8_t *pData, uint16_t Size)
{
	return wait_to_be_addressed(hi2c, HAL_I2C_STATE_BUSY_RX, pData, Size);
}
