/* SPDX-License-Identifier: MIT */
/* DMA streams. */
#include "stm32f4xx_hal.h"

/* A stream's flags, from bit 0 of its six. */
#define FLAG_TE	 0x08U
#define FLAG_HT	 0x10U
#define FLAG_TC	 0x20U
#define FLAG_ALL 0x3dU

static uint32_t number(const DMA_HandleTypeDef *hdma)
{
	return ((uint32_t)(uintptr_t)hdma->Instance - DMA1_Stream0_BASE) /
	       (DMA1_Stream1_BASE - DMA1_Stream0_BASE);
}

static uint32_t shift(const DMA_HandleTypeDef *hdma)
{
	static const uint8_t shifts[4] = {0, 6, 16, 22};

	return shifts[number(hdma) % 4U];
}

static uint32_t flags(const DMA_HandleTypeDef *hdma)
{
	uint32_t all = number(hdma) < 4U ? DMA1->LISR : DMA1->HISR;

	return all >> shift(hdma) & FLAG_ALL;
}

static void clear(const DMA_HandleTypeDef *hdma, uint32_t which)
{
	if (number(hdma) < 4U)
		DMA1->LIFCR = which << shift(hdma);
	else
		DMA1->HIFCR = which << shift(hdma);
}

HAL_StatusTypeDef HAL_DMA_Init(DMA_HandleTypeDef *hdma)
{
	const DMA_InitTypeDef *init;

	if (!hdma)
		return HAL_ERROR;
	init = &hdma->Init;
	__HAL_DMA_DISABLE(hdma);
	hdma->Instance->CR = init->Channel | init->Direction | init->PeriphInc |
			     init->MemInc | init->PeriphDataAlignment |
			     init->MemDataAlignment | init->Mode |
			     init->Priority;
	hdma->Instance->FCR = init->FIFOMode;
	clear(hdma, FLAG_ALL);
	hdma->ErrorCode = HAL_DMA_ERROR_NONE;
	hdma->State = HAL_DMA_STATE_READY;
	return HAL_OK;
}

HAL_StatusTypeDef HAL_DMA_DeInit(DMA_HandleTypeDef *hdma)
{
	if (!hdma)
		return HAL_ERROR;
	__HAL_DMA_DISABLE(hdma);
	hdma->Instance->CR = 0;
	clear(hdma, FLAG_ALL);
	hdma->State = HAL_DMA_STATE_RESET;
	return HAL_OK;
}

HAL_StatusTypeDef HAL_DMA_Start_IT(DMA_HandleTypeDef *hdma, uint32_t SrcAddress,
				   uint32_t DstAddress, uint32_t DataLength)
{
	int from_memory = hdma->Init.Direction == DMA_MEMORY_TO_PERIPH;
	uint32_t interrupts = DMA_SxCR_TCIE | DMA_SxCR_TEIE;

	if (hdma->State != HAL_DMA_STATE_READY)
		return HAL_BUSY;
	hdma->State = HAL_DMA_STATE_BUSY;
	hdma->ErrorCode = HAL_DMA_ERROR_NONE;
	hdma->Instance->NDTR = DataLength;
	hdma->Instance->PAR = from_memory ? DstAddress : SrcAddress;
	hdma->Instance->M0AR = from_memory ? SrcAddress : DstAddress;
	clear(hdma, FLAG_ALL);
	if (hdma->XferHalfCpltCallback)
		interrupts |= DMA_SxCR_HTIE;
	hdma->Instance->CR |= interrupts;
	__HAL_DMA_ENABLE(hdma);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_DMA_Abort(DMA_HandleTypeDef *hdma)
{
	if (hdma->State != HAL_DMA_STATE_BUSY) {
		hdma->ErrorCode = HAL_DMA_ERROR_NO_XFER;
		return HAL_ERROR;
	}
	CLEAR_BIT(hdma->Instance->CR,
		  DMA_SxCR_TCIE | DMA_SxCR_TEIE | DMA_SxCR_HTIE);
	__HAL_DMA_DISABLE(hdma);
	clear(hdma, FLAG_ALL);
	hdma->State = HAL_DMA_STATE_READY;
	return HAL_OK;
}

/* The stream's last interrupt then calls XferAbortCallback. */
HAL_StatusTypeDef HAL_DMA_Abort_IT(DMA_HandleTypeDef *hdma)
{
	if (hdma->State != HAL_DMA_STATE_BUSY) {
		hdma->ErrorCode = HAL_DMA_ERROR_NO_XFER;
		return HAL_ERROR;
	}
	hdma->State = HAL_DMA_STATE_ABORT;
	__HAL_DMA_DISABLE(hdma);
	return HAL_OK;
}

static void finish(DMA_HandleTypeDef *hdma)
{
	int aborted = hdma->State == HAL_DMA_STATE_ABORT;

	if (!(hdma->Instance->CR & DMA_SxCR_CIRC) || aborted) {
		CLEAR_BIT(hdma->Instance->CR,
			  DMA_SxCR_TCIE | DMA_SxCR_TEIE | DMA_SxCR_HTIE);
		hdma->State = HAL_DMA_STATE_READY;
	}
	if (aborted && hdma->XferAbortCallback)
		hdma->XferAbortCallback(hdma);
	else if (!aborted && hdma->XferCpltCallback)
		hdma->XferCpltCallback(hdma);
}

void HAL_DMA_IRQHandler(DMA_HandleTypeDef *hdma)
{
	uint32_t seen = flags(hdma);

	clear(hdma, seen);
	if (seen & FLAG_TE) {
		hdma->ErrorCode |= HAL_DMA_ERROR_TE;
		hdma->State = HAL_DMA_STATE_READY;
		if (hdma->XferErrorCallback)
			hdma->XferErrorCallback(hdma);
		return;
	}
	if (seen & FLAG_HT && hdma->XferHalfCpltCallback)
		hdma->XferHalfCpltCallback(hdma);
	if (seen & FLAG_TC)
		finish(hdma);
}

HAL_DMA_StateTypeDef HAL_DMA_GetState(DMA_HandleTypeDef *hdma)
{
	return hdma->State;
}

uint32_t HAL_DMA_GetError(DMA_HandleTypeDef *hdma)
{
	return hdma->ErrorCode;
}
