/* SPDX-License-Identifier: MIT */
/* DMA streams. */
#ifndef STM32F4XX_HAL_DMA_H
#define STM32F4XX_HAL_DMA_H

#include "stm32f4xx_hal_def.h"

typedef struct {
	uint32_t Channel;
	uint32_t Direction;
	uint32_t PeriphInc;
	uint32_t MemInc;
	uint32_t PeriphDataAlignment;
	uint32_t MemDataAlignment;
	uint32_t Mode;
	uint32_t Priority;
	uint32_t FIFOMode;
	uint32_t FIFOThreshold;
	uint32_t MemBurst;
	uint32_t PeriphBurst;
} DMA_InitTypeDef;

typedef enum {
	HAL_DMA_STATE_RESET = 0x00U,
	HAL_DMA_STATE_READY = 0x01U,
	HAL_DMA_STATE_BUSY = 0x02U,
	HAL_DMA_STATE_TIMEOUT = 0x03U,
	HAL_DMA_STATE_ERROR = 0x04U,
	HAL_DMA_STATE_ABORT = 0x05U,
} HAL_DMA_StateTypeDef;

typedef struct __DMA_HandleTypeDef {
	DMA_Stream_TypeDef *Instance;
	DMA_InitTypeDef Init;
	HAL_LockTypeDef Lock;
	__IO HAL_DMA_StateTypeDef State;
	void *Parent;
	void (*XferCpltCallback)(struct __DMA_HandleTypeDef *hdma);
	void (*XferHalfCpltCallback)(struct __DMA_HandleTypeDef *hdma);
	void (*XferM1CpltCallback)(struct __DMA_HandleTypeDef *hdma);
	void (*XferM1HalfCpltCallback)(struct __DMA_HandleTypeDef *hdma);
	void (*XferErrorCallback)(struct __DMA_HandleTypeDef *hdma);
	void (*XferAbortCallback)(struct __DMA_HandleTypeDef *hdma);
	__IO uint32_t ErrorCode;
	uint32_t StreamBaseAddress;
	uint32_t StreamIndex;
} DMA_HandleTypeDef;

#define HAL_DMA_ERROR_NONE    0x00U
#define HAL_DMA_ERROR_TE      0x01U
#define HAL_DMA_ERROR_TIMEOUT 0x20U
#define HAL_DMA_ERROR_NO_XFER 0x80U

#define DMA_CHANNEL_0		0x00000000U
#define DMA_CHANNEL_1		0x02000000U
#define DMA_CHANNEL_2		0x04000000U
#define DMA_CHANNEL_3		0x06000000U
#define DMA_CHANNEL_4		0x08000000U
#define DMA_CHANNEL_5		0x0A000000U
#define DMA_CHANNEL_6		0x0C000000U
#define DMA_CHANNEL_7		0x0E000000U
#define DMA_PERIPH_TO_MEMORY	0x00000000U
#define DMA_MEMORY_TO_PERIPH	0x00000040U
#define DMA_PINC_ENABLE		DMA_SxCR_PINC
#define DMA_PINC_DISABLE	0x00000000U
#define DMA_MINC_ENABLE		DMA_SxCR_MINC
#define DMA_MINC_DISABLE	0x00000000U
#define DMA_PDATAALIGN_BYTE	0x00000000U
#define DMA_PDATAALIGN_HALFWORD 0x00000800U
#define DMA_PDATAALIGN_WORD	0x00001000U
#define DMA_MDATAALIGN_BYTE	0x00000000U
#define DMA_MDATAALIGN_HALFWORD 0x00002000U
#define DMA_MDATAALIGN_WORD	0x00004000U
#define DMA_NORMAL		0x00000000U
#define DMA_CIRCULAR		DMA_SxCR_CIRC
#define DMA_PRIORITY_LOW	0x00000000U
#define DMA_PRIORITY_MEDIUM	0x00010000U
#define DMA_PRIORITY_HIGH	0x00020000U
#define DMA_PRIORITY_VERY_HIGH	0x00030000U
#define DMA_FIFOMODE_DISABLE	0x00000000U
#define DMA_FIFOMODE_ENABLE	DMA_SxFCR_DMDIS

#define __HAL_DMA_ENABLE(handle)      ((handle)->Instance->CR |= DMA_SxCR_EN)
#define __HAL_DMA_DISABLE(handle)     ((handle)->Instance->CR &= ~DMA_SxCR_EN)
#define __HAL_DMA_GET_COUNTER(handle) ((handle)->Instance->NDTR)

HAL_StatusTypeDef HAL_DMA_Init(DMA_HandleTypeDef *hdma);
HAL_StatusTypeDef HAL_DMA_DeInit(DMA_HandleTypeDef *hdma);
HAL_StatusTypeDef HAL_DMA_Start_IT(DMA_HandleTypeDef *hdma, uint32_t SrcAddress,
				   uint32_t DstAddress, uint32_t DataLength);
HAL_StatusTypeDef HAL_DMA_Abort(DMA_HandleTypeDef *hdma);
HAL_StatusTypeDef HAL_DMA_Abort_IT(DMA_HandleTypeDef *hdma);
void HAL_DMA_IRQHandler(DMA_HandleTypeDef *hdma);
HAL_DMA_StateTypeDef HAL_DMA_GetState(DMA_HandleTypeDef *hdma);
uint32_t HAL_DMA_GetError(DMA_HandleTypeDef *hdma);

#endif /* STM32F4XX_HAL_DMA_H */
