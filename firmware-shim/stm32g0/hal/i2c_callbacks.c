/* SPDX-License-Identifier: MIT */
/* What is called where firmware has no callback of its own: nothing. */
#include "stm32g0xx_hal.h"

__weak void HAL_I2C_MasterTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_MasterRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_SlaveTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_SlaveRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_AddrCallback(I2C_HandleTypeDef *hi2c,
				 uint8_t TransferDirection,
				 uint16_t AddrMatchCode)
{
	UNUSED(hi2c);
	UNUSED(TransferDirection);
	UNUSED(AddrMatchCode);
}

__weak void HAL_I2C_ListenCpltCallback(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_MemTxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_MemRxCpltCallback(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}

__weak void HAL_I2C_AbortCpltCallback(I2C_HandleTypeDef *hi2c)
{
	UNUSED(hi2c);
}
