/* SPDX-License-Identifier: MIT */
/* I2C: a controller's messages frame by frame, and how one is broken off. */
#include "i2c_it.h"
#include "i2c_wait.h"

static int is_held(const I2C_HandleTypeDef *hi2c)
{
	return hi2c->PreviousState == I2C_DID_MASTER_TX ||
	       hi2c->PreviousState == I2C_DID_MASTER_RX;
}

/* It goes on where the last one stopped, without a repeated START. */
static int follows(const I2C_HandleTypeDef *hi2c, uint32_t did,
		   uint32_t options)
{
	return hi2c->PreviousState == did &&
	       (options == I2C_NEXT_FRAME || options == I2C_LAST_FRAME ||
		options == I2C_LAST_FRAME_NO_STOP);
}

static HAL_StatusTypeDef frame(I2C_HandleTypeDef *hi2c,
			       HAL_I2C_StateTypeDef state, uint16_t address,
			       uint8_t *data, uint16_t size, uint32_t options)
{
	int reads = state == HAL_I2C_STATE_BUSY_RX;
	int goes_on = follows(
		hi2c, reads ? I2C_DID_MASTER_RX : I2C_DID_MASTER_TX, options);
	HAL_StatusTypeDef result;

	if (hi2c->State != HAL_I2C_STATE_READY)
		return HAL_BUSY;
	if (is_held(hi2c)) {
		i2c_take(hi2c, state, HAL_I2C_MODE_MASTER, data, size);
	} else {
		result =
			i2c_claim(hi2c, state, HAL_I2C_MODE_MASTER, data, size);
		if (result != HAL_OK)
			return result;
	}
	hi2c->XferOptions = options;
	hi2c->Devaddress = address;
	hi2c->EventCount = 0;
	if (reads)
		SET_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	if (!goes_on)
		SET_BIT(hi2c->Instance->CR1, I2C_CR1_START);
	__HAL_I2C_ENABLE_IT(hi2c, I2C_IT_ALL);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Master_Seq_Transmit_IT(I2C_HandleTypeDef *hi2c,
						 uint16_t DevAddress,
						 uint8_t *pData, uint16_t Size,
						 uint32_t XferOptions)
{
	return frame(hi2c, HAL_I2C_STATE_BUSY_TX, DevAddress, pData, Size,
		     XferOptions);
}

/* Two bytes may have been clocked in, and acknowledged, before the last frame
 * is asked for. */
HAL_StatusTypeDef HAL_I2C_Master_Seq_Receive_IT(I2C_HandleTypeDef *hi2c,
						uint16_t DevAddress,
						uint8_t *pData, uint16_t Size,
						uint32_t XferOptions)
{
	if (follows(hi2c, I2C_DID_MASTER_RX, XferOptions) &&
	    XferOptions != I2C_NEXT_FRAME && Size < 3U)
		return HAL_ERROR;
	return frame(hi2c, HAL_I2C_STATE_BUSY_RX, DevAddress, pData, Size,
		     XferOptions);
}

HAL_StatusTypeDef HAL_I2C_Master_Abort_IT(I2C_HandleTypeDef *hi2c,
					  uint16_t DevAddress)
{
	UNUSED(DevAddress);
	if (hi2c->Mode != HAL_I2C_MODE_MASTER && hi2c->Mode != HAL_I2C_MODE_MEM)
		return HAL_ERROR;
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	i2c_stop_dma(hi2c);
	CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_STOP);
	hi2c->XferCount = 0;
	i2c_idle(hi2c);
	HAL_I2C_AbortCpltCallback(hi2c);
	return HAL_OK;
}
