/* SPDX-License-Identifier: MIT */
/* I2C: setting a block up, and what is asked of its handle. */
#include "i2c_common.h"

__weak void HAL_I2C_MspInit(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_MspDeInit(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

/* Own addresses may only change while they are not enabled. */
static void set_addresses(I2C_TypeDef *i2c, const I2C_InitTypeDef *init)
{
	int ten_bit = init->AddressingMode == I2C_ADDRESSINGMODE_10BIT;

	CLEAR_BIT(i2c->OAR1, I2C_OAR1_OA1EN);
	i2c->OAR1 = I2C_OAR1_OA1EN | (ten_bit ? I2C_OAR1_OA1MODE : 0) |
		    init->OwnAddress1;
	MODIFY_REG(i2c->CR2, I2C_CR2_ADD10, ten_bit ? I2C_CR2_ADD10 : 0);
	CLEAR_BIT(i2c->OAR2, I2C_OAR2_OA2EN);
	i2c->OAR2 = init->DualAddressMode | init->OwnAddress2 |
		    init->OwnAddress2Masks << I2C_OAR2_OA2MSK_Pos;
}

HAL_StatusTypeDef HAL_I2C_Init(I2C_HandleTypeDef *hi2c)
{
	if (!hi2c)
		return HAL_ERROR;
	if (hi2c->State == HAL_I2C_STATE_RESET) {
		hi2c->Lock = HAL_UNLOCKED;
		HAL_I2C_MspInit(hi2c);
	}
	hi2c->State = HAL_I2C_STATE_BUSY;
	__HAL_I2C_DISABLE(hi2c);
	hi2c->Instance->TIMINGR = hi2c->Init.Timing;
	set_addresses(hi2c->Instance, &hi2c->Init);
	SET_BIT(hi2c->Instance->CR2, I2C_CR2_AUTOEND);
	hi2c->Instance->CR1 =
		hi2c->Init.GeneralCallMode | hi2c->Init.NoStretchMode;
	__HAL_I2C_ENABLE(hi2c);
	i2c_take_handle(hi2c, HAL_I2C_STATE_READY, HAL_I2C_MODE_NONE, NULL, 0);
	hi2c->PreviousState = 0;
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_DeInit(I2C_HandleTypeDef *hi2c)
{
	if (!hi2c)
		return HAL_ERROR;
	__HAL_I2C_DISABLE(hi2c);
	HAL_I2C_MspDeInit(hi2c);
	i2c_take_handle(hi2c, HAL_I2C_STATE_RESET, HAL_I2C_MODE_NONE, NULL, 0);
	hi2c->PreviousState = 0;
	return HAL_OK;
}

/* What may only change while the block is off. */
static HAL_StatusTypeDef set_filter(I2C_HandleTypeDef *hi2c, uint32_t field,
				    uint32_t value)
{
	if (hi2c->State != HAL_I2C_STATE_READY)
		return HAL_BUSY;
	__HAL_I2C_DISABLE(hi2c);
	MODIFY_REG(hi2c->Instance->CR1, field, value);
	__HAL_I2C_ENABLE(hi2c);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2CEx_ConfigAnalogFilter(I2C_HandleTypeDef *hi2c,
					       uint32_t AnalogFilter)
{
	return set_filter(hi2c, I2C_CR1_ANFOFF, AnalogFilter);
}

HAL_StatusTypeDef HAL_I2CEx_ConfigDigitalFilter(I2C_HandleTypeDef *hi2c,
						uint32_t DigitalFilter)
{
	return set_filter(hi2c, I2C_CR1_DNF, DigitalFilter << I2C_CR1_DNF_Pos);
}

HAL_I2C_StateTypeDef HAL_I2C_GetState(const I2C_HandleTypeDef *hi2c)
{
	return hi2c->State;
}

HAL_I2C_ModeTypeDef HAL_I2C_GetMode(const I2C_HandleTypeDef *hi2c)
{
	return hi2c->Mode;
}

uint32_t HAL_I2C_GetError(const I2C_HandleTypeDef *hi2c)
{
	return hi2c->ErrorCode;
}
