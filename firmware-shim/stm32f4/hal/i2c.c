/* SPDX-License-Identifier: MIT */
/* I2C: setting a block up, and what is asked of its handle. */
#include "stm32f4xx_hal.h"

#define STANDARD_MAX_HZ 100000U

__weak void HAL_I2C_MspInit(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_MspDeInit(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

/* RM0090, 27.6.8: SCL's periods in cycles of APB1, never too fast. */
static uint32_t pace(uint32_t pclk, const I2C_InitTypeDef *init)
{
	uint32_t parts = 3, ccr, bits = I2C_CCR_FS;

	if (init->ClockSpeed <= STANDARD_MAX_HZ) {
		parts = 2;
		bits = 0;
	} else if (init->DutyCycle == I2C_DUTYCYCLE_16_9) {
		parts = 25;
		bits |= I2C_CCR_DUTY;
	}
	ccr = (pclk - 1U) / (init->ClockSpeed * parts) + 1U;
	if (!bits && ccr < 4U)
		ccr = 4;
	return bits | (ccr ? ccr : 1U);
}

/* The longest rise: 1000 ns, in Fast-mode 300 ns. */
static uint32_t rise(uint32_t mhz, const I2C_InitTypeDef *init)
{
	return init->ClockSpeed <= STANDARD_MAX_HZ ? mhz + 1U
						   : mhz * 300U / 1000U + 1U;
}

static void set_up(I2C_TypeDef *i2c, const I2C_InitTypeDef *init, uint32_t pclk)
{
	uint32_t mhz = pclk / 1000000U;

	MODIFY_REG(i2c->CR2, I2C_CR2_FREQ, mhz);
	i2c->TRISE = rise(mhz, init);
	i2c->CCR = pace(pclk, init);
	MODIFY_REG(i2c->CR1, I2C_CR1_ENGC | I2C_CR1_NOSTRETCH,
		   init->GeneralCallMode | init->NoStretchMode);
	i2c->OAR1 = init->AddressingMode | init->OwnAddress1;
	i2c->OAR2 = init->DualAddressMode | init->OwnAddress2;
}

HAL_StatusTypeDef HAL_I2C_Init(I2C_HandleTypeDef *hi2c)
{
	uint32_t pclk, least;

	if (!hi2c)
		return HAL_ERROR;
	if (hi2c->State == HAL_I2C_STATE_RESET) {
		hi2c->Lock = HAL_UNLOCKED;
		HAL_I2C_MspInit(hi2c);
	}
	hi2c->State = HAL_I2C_STATE_BUSY;
	__HAL_I2C_DISABLE(hi2c);
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_SWRST);
	CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_SWRST);
	pclk = HAL_RCC_GetPCLK1Freq();
	least = hi2c->Init.ClockSpeed <= STANDARD_MAX_HZ ? 2000000U : 4000000U;
	if (pclk < least)
		return HAL_ERROR;
	set_up(hi2c->Instance, &hi2c->Init, pclk);
	__HAL_I2C_ENABLE(hi2c);
	hi2c->ErrorCode = HAL_I2C_ERROR_NONE;
	hi2c->State = HAL_I2C_STATE_READY;
	hi2c->PreviousState = 0;
	hi2c->Mode = HAL_I2C_MODE_NONE;
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_DeInit(I2C_HandleTypeDef *hi2c)
{
	if (!hi2c)
		return HAL_ERROR;
	__HAL_I2C_DISABLE(hi2c);
	HAL_I2C_MspDeInit(hi2c);
	hi2c->ErrorCode = HAL_I2C_ERROR_NONE;
	hi2c->State = HAL_I2C_STATE_RESET;
	hi2c->PreviousState = 0;
	hi2c->Mode = HAL_I2C_MODE_NONE;
	return HAL_OK;
}

HAL_I2C_StateTypeDef HAL_I2C_GetState(I2C_HandleTypeDef *hi2c)
{
	return hi2c->State;
}

HAL_I2C_ModeTypeDef HAL_I2C_GetMode(I2C_HandleTypeDef *hi2c)
{
	return hi2c->Mode;
}

uint32_t HAL_I2C_GetError(I2C_HandleTypeDef *hi2c)
{
	return hi2c->ErrorCode;
}
