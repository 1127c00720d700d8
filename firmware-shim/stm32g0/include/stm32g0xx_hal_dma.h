/* SPDX-License-Identifier: MIT */
/* DMA channels, with DMAMUX's requests. Callbacks are the handle's fields. */
#ifndef STM32G0XX_HAL_DMA_H
#define STM32G0XX_HAL_DMA_H

#include "stm32g0xx_hal_def.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
	uint32_t Request;
	uint32_t Direction;
	uint32_t PeriphInc;
	uint32_t MemInc;
	uint32_t PeriphDataAlignment;
	uint32_t MemDataAlignment;
	uint32_t Mode;
	uint32_t Priority;
} DMA_InitTypeDef;

typedef enum {
	HAL_DMA_STATE_RESET = 0x00U,
	HAL_DMA_STATE_READY = 0x01U,
	HAL_DMA_STATE_BUSY = 0x02U,
	HAL_DMA_STATE_TIMEOUT = 0x03U,
} HAL_DMA_StateTypeDef;

typedef struct __DMA_HandleTypeDef {
	DMA_Channel_TypeDef *Instance;
	DMA_InitTypeDef Init;
	HAL_LockTypeDef Lock;
	__IO HAL_DMA_StateTypeDef State;
	void *Parent;
	void (*XferCpltCallback)(struct __DMA_HandleTypeDef *hdma);
	void (*XferHalfCpltCallback)(struct __DMA_HandleTypeDef *hdma);
	void (*XferErrorCallback)(struct __DMA_HandleTypeDef *hdma);
	void (*XferAbortCallback)(struct __DMA_HandleTypeDef *hdma);
	__IO uint32_t ErrorCode;
} DMA_HandleTypeDef;

#define HAL_DMA_ERROR_NONE    0x00U
#define HAL_DMA_ERROR_TE      0x01U
#define HAL_DMA_ERROR_NO_XFER 0x04U
#define HAL_DMA_ERROR_TIMEOUT 0x20U

#define DMA_REQUEST_I2C1_RX 10U
#define DMA_REQUEST_I2C1_TX 11U
#define DMA_REQUEST_I2C2_RX 12U
#define DMA_REQUEST_I2C2_TX 13U

#define DMA_PERIPH_TO_MEMORY	0U
#define DMA_MEMORY_TO_PERIPH	DMA_CCR_DIR
#define DMA_PINC_ENABLE		DMA_CCR_PINC
#define DMA_PINC_DISABLE	0U
#define DMA_MINC_ENABLE		DMA_CCR_MINC
#define DMA_MINC_DISABLE	0U
#define DMA_PDATAALIGN_BYTE	0U
#define DMA_PDATAALIGN_HALFWORD (1U << 8)
#define DMA_PDATAALIGN_WORD	(2U << 8)
#define DMA_MDATAALIGN_BYTE	0U
#define DMA_MDATAALIGN_HALFWORD (1U << 10)
#define DMA_MDATAALIGN_WORD	(2U << 10)
#define DMA_NORMAL		0U
#define DMA_CIRCULAR		DMA_CCR_CIRC
#define DMA_PRIORITY_LOW	0U
#define DMA_PRIORITY_MEDIUM	(1U << 12)
#define DMA_PRIORITY_HIGH	(2U << 12)
#define DMA_PRIORITY_VERY_HIGH	(3U << 12)

#define __HAL_DMA_ENABLE(handle)      SET_BIT((handle)->Instance->CCR, DMA_CCR_EN)
#define __HAL_DMA_DISABLE(handle)     CLEAR_BIT((handle)->Instance->CCR, DMA_CCR_EN)
#define __HAL_DMA_GET_COUNTER(handle) ((handle)->Instance->CNDTR)

HAL_StatusTypeDef HAL_DMA_Init(DMA_HandleTypeDef *hdma);
HAL_StatusTypeDef HAL_DMA_DeInit(DMA_HandleTypeDef *hdma);
HAL_StatusTypeDef HAL_DMA_Start_IT(DMA_HandleTypeDef *hdma, uint32_t SrcAddress,
				   uint32_t DstAddress, uint32_t DataLength);
HAL_StatusTypeDef HAL_DMA_Abort(DMA_HandleTypeDef *hdma);
/* The same, and calls XferAbortCallback. */
HAL_StatusTypeDef HAL_DMA_Abort_IT(DMA_HandleTypeDef *hdma);
void HAL_DMA_IRQHandler(DMA_HandleTypeDef *hdma);
HAL_DMA_StateTypeDef HAL_DMA_GetState(const DMA_HandleTypeDef *hdma);
uint32_t HAL_DMA_GetError(const DMA_HandleTypeDef *hdma);

#ifdef __cplusplus
}
#endif

#endif /* STM32G0XX_HAL_DMA_H */
