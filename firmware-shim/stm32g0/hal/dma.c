/* SPDX-License-Identifier: MIT */
/* DMA channels. */
#include "stm32g0xx_hal.h"

/* A channel's flags, from bit 0 of its four. */
#define FLAG_ALL 0x1U
#define FLAG_TC	 0x2U
#define FLAG_HT	 0x4U
#define FLAG_TE	 0x8U

#define INTERRUPTS (DMA_CCR_TCIE | DMA_CCR_HTIE | DMA_CCR_TEIE)

static uint32_t number(const DMA_HandleTypeDef *hdma)
{
	return ((uint32_t)(uintptr_t)hdma->Instance - DMA1_BASE - 0x08U) /
	       0x14U;
}

static void clear(const DMA_HandleTypeDef *hdma, uint32_t flags)
{
	DMA1->IFCR = flags << 4U * number(hdma);
}

HAL_StatusTypeDef HAL_DMA_Init(DMA_HandleTypeDef *hdma)
{
	const DMA_InitTypeDef *init;

	if (!hdma)
		return HAL_ERROR;
	init = &hdma->Init;
	__HAL_DMA_DISABLE(hdma);
	hdma->Instance->CCR = init->Direction | init->PeriphInc | init->MemInc |
			      init->PeriphDataAlignment |
			      init->MemDataAlignment | init->Mode |
			      init->Priority;
	DMAMUX1_Channel0[number(hdma)].CCR = init->Request;
	clear(hdma, FLAG_ALL);
	hdma->ErrorCode = HAL_DMA_ERROR_NONE;
	hdma->State = HAL_DMA_STATE_READY;
	hdma->Lock = HAL_UNLOCKED;
	return HAL_OK;
}

HAL_StatusTypeDef HAL_DMA_DeInit(DMA_HandleTypeDef *hdma)
{
	if (!hdma)
		return HAL_ERROR;
	hdma->Instance->CCR = 0;
	DMAMUX1_Channel0[number(hdma)].CCR = 0;
	clear(hdma, FLAG_ALL);
	hdma->State = HAL_DMA_STATE_RESET;
	return HAL_OK;
}

HAL_StatusTypeDef HAL_DMA_Start_IT(DMA_HandleTypeDef *hdma, uint32_t SrcAddress,
				   uint32_t DstAddress, uint32_t DataLength)
{
	int from_memory = hdma->Init.Direction == DMA_MEMORY_TO_PERIPH;
	uint32_t interrupts = DMA_CCR_TCIE | DMA_CCR_TEIE;

	if (hdma->State != HAL_DMA_STATE_READY)
		return HAL_BUSY;
	hdma->State = HAL_DMA_STATE_BUSY;
	hdma->ErrorCode = HAL_DMA_ERROR_NONE;
	__HAL_DMA_DISABLE(hdma);
	clear(hdma, FLAG_ALL);
	hdma->Instance->CNDTR = DataLength;
	hdma->Instance->CPAR = from_memory ? DstAddress : SrcAddress;
	hdma->Instance->CMAR = from_memory ? SrcAddress : DstAddress;
	if (hdma->XferHalfCpltCallback)
		interrupts |= DMA_CCR_HTIE;
	MODIFY_REG(hdma->Instance->CCR, INTERRUPTS, interrupts);
	__HAL_DMA_ENABLE(hdma);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_DMA_Abort(DMA_HandleTypeDef *hdma)
{
	if (hdma->State != HAL_DMA_STATE_BUSY) {
		hdma->ErrorCode = HAL_DMA_ERROR_NO_XFER;
		return HAL_ERROR;
	}
	CLEAR_BIT(hdma->Instance->CCR, INTERRUPTS | DMA_CCR_EN);
	clear(hdma, FLAG_ALL);
	hdma->State = HAL_DMA_STATE_READY;
	return HAL_OK;
}

HAL_StatusTypeDef HAL_DMA_Abort_IT(DMA_HandleTypeDef *hdma)
{
	HAL_StatusTypeDef result = HAL_DMA_Abort(hdma);

	if (result == HAL_OK && hdma->XferAbortCallback)
		hdma->XferAbortCallback(hdma);
	return result;
}

static void failed(DMA_HandleTypeDef *hdma)
{
	CLEAR_BIT(hdma->Instance->CCR, INTERRUPTS);
	hdma->ErrorCode = HAL_DMA_ERROR_TE;
	hdma->State = HAL_DMA_STATE_READY;
	if (hdma->XferErrorCallback)
		hdma->XferErrorCallback(hdma);
}

static void finished(DMA_HandleTypeDef *hdma)
{
	if (!(hdma->Instance->CCR & DMA_CCR_CIRC)) {
		CLEAR_BIT(hdma->Instance->CCR, INTERRUPTS);
		hdma->State = HAL_DMA_STATE_READY;
	}
	if (hdma->XferCpltCallback)
		hdma->XferCpltCallback(hdma);
}

void HAL_DMA_IRQHandler(DMA_HandleTypeDef *hdma)
{
	uint32_t flags = DMA1->ISR >> 4U * number(hdma);
	uint32_t enabled = hdma->Instance->CCR;

	if (flags & FLAG_HT && enabled & DMA_CCR_HTIE) {
		clear(hdma, FLAG_HT);
		if (hdma->XferHalfCpltCallback)
			hdma->XferHalfCpltCallback(hdma);
	} else if (flags & FLAG_TC && enabled & DMA_CCR_TCIE) {
		clear(hdma, FLAG_TC);
		finished(hdma);
	} else if (flags & FLAG_TE && enabled & DMA_CCR_TEIE) {
		clear(hdma, FLAG_ALL);
		failed(hdma);
	}
}

HAL_DMA_StateTypeDef HAL_DMA_GetState(const DMA_HandleTypeDef *hdma)
{
	return hdma->State;
}

uint32_t HAL_DMA_GetError(const DMA_HandleTypeDef *hdma)
{
	return hdma->ErrorCode;
}
