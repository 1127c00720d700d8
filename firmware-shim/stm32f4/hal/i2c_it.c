/* SPDX-License-Identifier: MIT */
/* I2C: the two interrupt handlers, and what ends in an error. */
#include "i2c_it.h"

void HAL_I2C_EV_IRQHandler(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->Mode == HAL_I2C_MODE_MASTER || hi2c->Mode == HAL_I2C_MODE_MEM)
		i2c_master_event(hi2c);
	else
		i2c_slave_event(hi2c);
}

static void stop_stream(I2C_HandleTypeDef *hi2c, DMA_HandleTypeDef *hdma)
{
	if (!hdma || HAL_DMA_GetState(hdma) != HAL_DMA_STATE_BUSY)
		return;
	hi2c->XferCount = (uint16_t)__HAL_DMA_GET_COUNTER(hdma);
	HAL_DMA_Abort(hdma);
}

void i2c_stop_dma(I2C_HandleTypeDef *hi2c)
{
	if (!i2c_has_dma(hi2c))
		return;
	CLEAR_BIT(hi2c->Instance->CR2, I2C_CR2_DMAEN | I2C_CR2_LAST);
	stop_stream(hi2c, hi2c->hdmatx);
	stop_stream(hi2c, hi2c->hdmarx);
}

/* Whoever listened is told of the error and then of the end. */
void i2c_failed(I2C_HandleTypeDef *hi2c)
{
	int listened =
		(hi2c->State & HAL_I2C_STATE_LISTEN) == HAL_I2C_STATE_LISTEN;

	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	i2c_stop_dma(hi2c);
	CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_POS);
	if (hi2c->Mode == HAL_I2C_MODE_SLAVE || listened)
		CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	i2c_idle(hi2c);
	if (listened)
		hi2c->State = HAL_I2C_STATE_LISTEN;
	HAL_I2C_ErrorCallback(hi2c);
	if (!listened)
		return;
	i2c_idle(hi2c);
	HAL_I2C_ListenCpltCallback(hi2c);
}

static uint32_t take_errors(I2C_HandleTypeDef *hi2c, uint32_t sr1)
{
	static const struct {
		uint32_t flag;
		uint32_t error;
	} errors[] = {
		{I2C_SR1_BERR, HAL_I2C_ERROR_BERR},
		{I2C_SR1_ARLO, HAL_I2C_ERROR_ARLO},
		{I2C_SR1_OVR, HAL_I2C_ERROR_OVR},
	};
	uint32_t found = 0;

	for (unsigned i = 0; i < 3; i++) {
		if (!(sr1 & errors[i].flag))
			continue;
		hi2c->Instance->SR1 = ~errors[i].flag;
		found |= errors[i].error;
	}
	return found;
}

void HAL_I2C_ER_IRQHandler(I2C_HandleTypeDef *hi2c)
{
	uint32_t sr1 = hi2c->Instance->SR1;
	uint32_t error = take_errors(hi2c, sr1);
	int is_master = hi2c->Mode == HAL_I2C_MODE_MASTER ||
			hi2c->Mode == HAL_I2C_MODE_MEM;

	if (sr1 & I2C_SR1_AF) {
		hi2c->Instance->SR1 = ~I2C_SR1_AF;
		i2c_stop_dma(hi2c);
		if (is_master)
			SET_BIT(hi2c->Instance->CR1, I2C_CR1_STOP);
		if (is_master || !i2c_slave_nacked(hi2c))
			error |= HAL_I2C_ERROR_AF;
	}
	if (!error)
		return;
	hi2c->ErrorCode |= error;
	i2c_failed(hi2c);
}
