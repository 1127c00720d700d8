/* SPDX-License-Identifier: MIT */
/* I2C: the two interrupt handlers, and what ends in an error. */
#include "i2c_it.h"

void HAL_I2C_EV_IRQHandler(I2C_HandleTypeDef *hi2c)
{
	uint32_t flags = hi2c->Instance->ISR;
	uint32_t enabled = hi2c->Instance->CR1;

	if (hi2c->XferISR)
		hi2c->XferISR(hi2c, flags, enabled);
}

/* The STOP that went with it needs no interrupt of its own. */
static void idle(I2C_HandleTypeDef *hi2c)
{
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	i2c_flush(hi2c);
	hi2c->XferISR = NULL;
	if (hi2c->State == HAL_I2C_STATE_ABORT)
		return;
	hi2c->State = HAL_I2C_STATE_READY;
	if (!(hi2c->Instance->ISR & I2C_ISR_STOPF))
		return;
	if (hi2c->Instance->ISR & I2C_ISR_NACKF)
		hi2c->ErrorCode |= HAL_I2C_ERROR_AF;
	hi2c->Instance->ICR = I2C_ICR_NACKCF | I2C_ICR_STOPCF;
}

/* Whoever listens goes on listening. */
void i2c_failed(I2C_HandleTypeDef *hi2c)
{
	i2c_dma_stop(hi2c);
	hi2c->Mode = HAL_I2C_MODE_NONE;
	hi2c->XferOptions = I2C_NO_OPTION_FRAME;
	hi2c->XferCount = 0;
	if (i2c_listens(hi2c)) {
		__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_TX | I2C_IT_RX);
		hi2c->State = HAL_I2C_STATE_LISTEN;
		hi2c->XferISR = i2c_slave_event;
	} else {
		idle(hi2c);
	}
	hi2c->PreviousState = 0;
	if (hi2c->State == HAL_I2C_STATE_ABORT) {
		hi2c->State = HAL_I2C_STATE_READY;
		HAL_I2C_AbortCpltCallback(hi2c);
	} else {
		HAL_I2C_ErrorCallback(hi2c);
	}
}

void HAL_I2C_ER_IRQHandler(I2C_HandleTypeDef *hi2c)
{
	static const struct {
		uint32_t flag;
		uint32_t error;
	} errors[] = {
		{I2C_FLAG_BERR, HAL_I2C_ERROR_BERR},
		{I2C_FLAG_ARLO, HAL_I2C_ERROR_ARLO},
		{I2C_FLAG_OVR, HAL_I2C_ERROR_OVR},
	};
	uint32_t flags = hi2c->Instance->ISR & I2C_ERRORS;

	if (!(hi2c->Instance->CR1 & I2C_IT_ERRI) || !flags)
		return;
	for (unsigned i = 0; i < 3; i++)
		if (flags & errors[i].flag)
			hi2c->ErrorCode |= errors[i].error;
	hi2c->Instance->ICR = flags;
	i2c_failed(hi2c);
}
