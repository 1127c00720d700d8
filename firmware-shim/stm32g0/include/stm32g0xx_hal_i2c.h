/* SPDX-License-Identifier: MIT */
/*
 * I2C: a controller that waits or interrupts, or has the DMA move the bytes,
 * also for memories; a target that does the same or listens for what comes,
 * frame by frame. Addresses are 8 bits: the R/W bit is part of them. Callbacks
 * cannot be registered.
 */
#ifndef STM32G0XX_HAL_I2C_H
#define STM32G0XX_HAL_I2C_H

#include "stm32g0xx_hal_def.h"
#include "stm32g0xx_hal_dma.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
	uint32_t Timing; /* TIMINGR */
	uint32_t OwnAddress1;
	uint32_t AddressingMode;
	uint32_t DualAddressMode;
	uint32_t OwnAddress2;
	uint32_t OwnAddress2Masks;
	uint32_t GeneralCallMode;
	uint32_t NoStretchMode;
} I2C_InitTypeDef;

typedef enum {
	HAL_I2C_STATE_RESET = 0x00U,
	HAL_I2C_STATE_READY = 0x20U,
	HAL_I2C_STATE_BUSY = 0x24U,
	HAL_I2C_STATE_BUSY_TX = 0x21U,
	HAL_I2C_STATE_BUSY_RX = 0x22U,
	HAL_I2C_STATE_LISTEN = 0x28U,
	HAL_I2C_STATE_BUSY_TX_LISTEN = 0x29U,
	HAL_I2C_STATE_BUSY_RX_LISTEN = 0x2aU,
	HAL_I2C_STATE_ABORT = 0x60U,
} HAL_I2C_StateTypeDef;

typedef enum {
	HAL_I2C_MODE_NONE = 0x00U,
	HAL_I2C_MODE_MASTER = 0x10U,
	HAL_I2C_MODE_SLAVE = 0x20U,
	HAL_I2C_MODE_MEM = 0x40U,
} HAL_I2C_ModeTypeDef;

typedef struct __I2C_HandleTypeDef I2C_HandleTypeDef;

struct __I2C_HandleTypeDef {
	I2C_TypeDef *Instance;
	I2C_InitTypeDef Init;
	uint8_t *pBuffPtr;
	uint16_t XferSize; /* left of what NBYTES says */
	__IO uint16_t XferCount;
	__IO uint32_t XferOptions;
	__IO uint32_t PreviousState;
	HAL_StatusTypeDef (*XferISR)(I2C_HandleTypeDef *hi2c, uint32_t ITFlags,
				     uint32_t ITSources);
	DMA_HandleTypeDef *hdmatx;
	DMA_HandleTypeDef *hdmarx;
	uint32_t
		DmaRequest; /* TXDMAEN or RXDMAEN, if the DMA moves the bytes */
	HAL_LockTypeDef Lock;
	__IO HAL_I2C_StateTypeDef State;
	__IO HAL_I2C_ModeTypeDef Mode;
	__IO uint32_t ErrorCode;
	__IO uint32_t AddrEventCount;
	__IO uint32_t Devaddress;
	__IO uint32_t Memaddress;
};

#define HAL_I2C_ERROR_NONE	    0x00000000U
#define HAL_I2C_ERROR_BERR	    0x00000001U
#define HAL_I2C_ERROR_ARLO	    0x00000002U
#define HAL_I2C_ERROR_AF	    0x00000004U
#define HAL_I2C_ERROR_OVR	    0x00000008U
#define HAL_I2C_ERROR_DMA	    0x00000010U
#define HAL_I2C_ERROR_TIMEOUT	    0x00000020U
#define HAL_I2C_ERROR_SIZE	    0x00000040U
#define HAL_I2C_ERROR_DMA_PARAM	    0x00000080U
#define HAL_I2C_ERROR_INVALID_PARAM 0x00000200U

#define I2C_ADDRESSINGMODE_7BIT	 1U
#define I2C_ADDRESSINGMODE_10BIT 2U
#define I2C_DUALADDRESS_DISABLE	 0U
#define I2C_DUALADDRESS_ENABLE	 I2C_OAR2_OA2EN
/* So many low bits of the second address do not count. */
#define I2C_OA2_NOMASK		0U
#define I2C_OA2_MASK01		1U
#define I2C_OA2_MASK02		2U
#define I2C_OA2_MASK03		3U
#define I2C_OA2_MASK04		4U
#define I2C_OA2_MASK05		5U
#define I2C_OA2_MASK06		6U
#define I2C_OA2_MASK07		7U
#define I2C_GENERALCALL_DISABLE 0U
#define I2C_GENERALCALL_ENABLE	I2C_CR1_GCEN
#define I2C_NOSTRETCH_DISABLE	0U
#define I2C_NOSTRETCH_ENABLE	I2C_CR1_NOSTRETCH
#define I2C_MEMADD_SIZE_8BIT	1U
#define I2C_MEMADD_SIZE_16BIT	2U

/* The host's direction. */
#define I2C_DIRECTION_TRANSMIT 0U
#define I2C_DIRECTION_RECEIVE  1U

#define I2C_RELOAD_MODE	 I2C_CR2_RELOAD
#define I2C_AUTOEND_MODE I2C_CR2_AUTOEND
#define I2C_SOFTEND_MODE 0U

#define I2C_FIRST_FRAME		 I2C_SOFTEND_MODE
#define I2C_FIRST_AND_NEXT_FRAME (I2C_RELOAD_MODE | I2C_SOFTEND_MODE)
#define I2C_NEXT_FRAME		 (I2C_RELOAD_MODE | I2C_SOFTEND_MODE)
#define I2C_FIRST_AND_LAST_FRAME I2C_AUTOEND_MODE
#define I2C_LAST_FRAME		 I2C_AUTOEND_MODE
#define I2C_LAST_FRAME_NO_STOP	 I2C_SOFTEND_MODE
/* Always with a repeated START. */
#define I2C_OTHER_FRAME		 0x000000aaU
#define I2C_OTHER_AND_LAST_FRAME 0x0000aa00U

#define I2C_IT_ERRI  I2C_CR1_ERRIE
#define I2C_IT_TCI   I2C_CR1_TCIE
#define I2C_IT_STOPI I2C_CR1_STOPIE
#define I2C_IT_NACKI I2C_CR1_NACKIE
#define I2C_IT_ADDRI I2C_CR1_ADDRIE
#define I2C_IT_RXI   I2C_CR1_RXIE
#define I2C_IT_TXI   I2C_CR1_TXIE

#define I2C_FLAG_TXE	 I2C_ISR_TXE
#define I2C_FLAG_TXIS	 I2C_ISR_TXIS
#define I2C_FLAG_RXNE	 I2C_ISR_RXNE
#define I2C_FLAG_ADDR	 I2C_ISR_ADDR
#define I2C_FLAG_AF	 I2C_ISR_NACKF
#define I2C_FLAG_STOPF	 I2C_ISR_STOPF
#define I2C_FLAG_TC	 I2C_ISR_TC
#define I2C_FLAG_TCR	 I2C_ISR_TCR
#define I2C_FLAG_BERR	 I2C_ISR_BERR
#define I2C_FLAG_ARLO	 I2C_ISR_ARLO
#define I2C_FLAG_OVR	 I2C_ISR_OVR
#define I2C_FLAG_PECERR	 I2C_ISR_PECERR
#define I2C_FLAG_TIMEOUT I2C_ISR_TIMEOUT
#define I2C_FLAG_ALERT	 I2C_ISR_ALERT
#define I2C_FLAG_BUSY	 I2C_ISR_BUSY
#define I2C_FLAG_DIR	 I2C_ISR_DIR

#define __HAL_I2C_RESET_HANDLE_STATE(handle)                                   \
	((handle)->State = HAL_I2C_STATE_RESET)
#define __HAL_I2C_ENABLE(handle)	SET_BIT((handle)->Instance->CR1, I2C_CR1_PE)
#define __HAL_I2C_DISABLE(handle)	CLEAR_BIT((handle)->Instance->CR1, I2C_CR1_PE)
#define __HAL_I2C_ENABLE_IT(handle, it) SET_BIT((handle)->Instance->CR1, (it))
#define __HAL_I2C_DISABLE_IT(handle, it)                                       \
	CLEAR_BIT((handle)->Instance->CR1, (it))
#define __HAL_I2C_GET_IT_SOURCE(handle, it)                                    \
	(((handle)->Instance->CR1 & (it)) == (it) ? SET : RESET)
#define __HAL_I2C_GET_FLAG(handle, flag)                                       \
	(((handle)->Instance->ISR & (flag)) == (flag) ? SET : RESET)
/* TXE by itself: what is in TXDR is dropped. */
#define __HAL_I2C_CLEAR_FLAG(handle, flag)                                     \
	((flag) == I2C_FLAG_TXE ? SET_BIT((handle)->Instance->ISR, (flag))     \
				: ((handle)->Instance->ICR = (flag)))
#define __HAL_I2C_GENERATE_NACK(handle)                                        \
	SET_BIT((handle)->Instance->CR2, I2C_CR2_NACK)

HAL_StatusTypeDef HAL_I2C_Init(I2C_HandleTypeDef *hi2c);
HAL_StatusTypeDef HAL_I2C_DeInit(I2C_HandleTypeDef *hi2c);
void HAL_I2C_MspInit(I2C_HandleTypeDef *hi2c);
void HAL_I2C_MspDeInit(I2C_HandleTypeDef *hi2c);

/* --- waiting; Timeout in ms -------------------------------------------- */

HAL_StatusTypeDef HAL_I2C_Master_Transmit(I2C_HandleTypeDef *hi2c,
					  uint16_t DevAddress, uint8_t *pData,
					  uint16_t Size, uint32_t Timeout);
HAL_StatusTypeDef HAL_I2C_Master_Receive(I2C_HandleTypeDef *hi2c,
					 uint16_t DevAddress, uint8_t *pData,
					 uint16_t Size, uint32_t Timeout);
HAL_StatusTypeDef HAL_I2C_Slave_Transmit(I2C_HandleTypeDef *hi2c,
					 uint8_t *pData, uint16_t Size,
					 uint32_t Timeout);
HAL_StatusTypeDef HAL_I2C_Slave_Receive(I2C_HandleTypeDef *hi2c, uint8_t *pData,
					uint16_t Size, uint32_t Timeout);
HAL_StatusTypeDef HAL_I2C_Mem_Write(I2C_HandleTypeDef *hi2c,
				    uint16_t DevAddress, uint16_t MemAddress,
				    uint16_t MemAddSize, uint8_t *pData,
				    uint16_t Size, uint32_t Timeout);
HAL_StatusTypeDef HAL_I2C_Mem_Read(I2C_HandleTypeDef *hi2c, uint16_t DevAddress,
				   uint16_t MemAddress, uint16_t MemAddSize,
				   uint8_t *pData, uint16_t Size,
				   uint32_t Timeout);
HAL_StatusTypeDef HAL_I2C_IsDeviceReady(I2C_HandleTypeDef *hi2c,
					uint16_t DevAddress, uint32_t Trials,
					uint32_t Timeout);

/* --- with interrupts --------------------------------------------------- */

HAL_StatusTypeDef HAL_I2C_Master_Transmit_IT(I2C_HandleTypeDef *hi2c,
					     uint16_t DevAddress,
					     uint8_t *pData, uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Master_Receive_IT(I2C_HandleTypeDef *hi2c,
					    uint16_t DevAddress, uint8_t *pData,
					    uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Slave_Transmit_IT(I2C_HandleTypeDef *hi2c,
					    uint8_t *pData, uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Slave_Receive_IT(I2C_HandleTypeDef *hi2c,
					   uint8_t *pData, uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Mem_Write_IT(I2C_HandleTypeDef *hi2c,
				       uint16_t DevAddress, uint16_t MemAddress,
				       uint16_t MemAddSize, uint8_t *pData,
				       uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Mem_Read_IT(I2C_HandleTypeDef *hi2c,
				      uint16_t DevAddress, uint16_t MemAddress,
				      uint16_t MemAddSize, uint8_t *pData,
				      uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Master_Seq_Transmit_IT(I2C_HandleTypeDef *hi2c,
						 uint16_t DevAddress,
						 uint8_t *pData, uint16_t Size,
						 uint32_t XferOptions);
HAL_StatusTypeDef HAL_I2C_Master_Seq_Receive_IT(I2C_HandleTypeDef *hi2c,
						uint16_t DevAddress,
						uint8_t *pData, uint16_t Size,
						uint32_t XferOptions);
HAL_StatusTypeDef HAL_I2C_Slave_Seq_Transmit_IT(I2C_HandleTypeDef *hi2c,
						uint8_t *pData, uint16_t Size,
						uint32_t XferOptions);
HAL_StatusTypeDef HAL_I2C_Slave_Seq_Receive_IT(I2C_HandleTypeDef *hi2c,
					       uint8_t *pData, uint16_t Size,
					       uint32_t XferOptions);
HAL_StatusTypeDef HAL_I2C_EnableListen_IT(I2C_HandleTypeDef *hi2c);
HAL_StatusTypeDef HAL_I2C_DisableListen_IT(I2C_HandleTypeDef *hi2c);
HAL_StatusTypeDef HAL_I2C_Master_Abort_IT(I2C_HandleTypeDef *hi2c,
					  uint16_t DevAddress);

/* --- with the DMA: hdmatx and hdmarx are the handle's channels --------- */

HAL_StatusTypeDef HAL_I2C_Master_Transmit_DMA(I2C_HandleTypeDef *hi2c,
					      uint16_t DevAddress,
					      uint8_t *pData, uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Master_Receive_DMA(I2C_HandleTypeDef *hi2c,
					     uint16_t DevAddress,
					     uint8_t *pData, uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Slave_Transmit_DMA(I2C_HandleTypeDef *hi2c,
					     uint8_t *pData, uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Slave_Receive_DMA(I2C_HandleTypeDef *hi2c,
					    uint8_t *pData, uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Mem_Write_DMA(I2C_HandleTypeDef *hi2c,
					uint16_t DevAddress,
					uint16_t MemAddress,
					uint16_t MemAddSize, uint8_t *pData,
					uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Mem_Read_DMA(I2C_HandleTypeDef *hi2c,
				       uint16_t DevAddress, uint16_t MemAddress,
				       uint16_t MemAddSize, uint8_t *pData,
				       uint16_t Size);

void HAL_I2C_EV_IRQHandler(I2C_HandleTypeDef *hi2c);
void HAL_I2C_ER_IRQHandler(I2C_HandleTypeDef *hi2c);

/* --- the firmware's own ------------------------------------------------ */

void HAL_I2C_MasterTxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_MasterRxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_SlaveTxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_SlaveRxCpltCallback(I2C_HandleTypeDef *hi2c);
/* AddrMatchCode is 8 bits too. */
void HAL_I2C_AddrCallback(I2C_HandleTypeDef *hi2c, uint8_t TransferDirection,
			  uint16_t AddrMatchCode);
void HAL_I2C_ListenCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_MemTxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_MemRxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_AbortCpltCallback(I2C_HandleTypeDef *hi2c);

HAL_I2C_StateTypeDef HAL_I2C_GetState(const I2C_HandleTypeDef *hi2c);
HAL_I2C_ModeTypeDef HAL_I2C_GetMode(const I2C_HandleTypeDef *hi2c);
uint32_t HAL_I2C_GetError(const I2C_HandleTypeDef *hi2c);

/* --- filters ----------------------------------------------------------- */

#define I2C_ANALOGFILTER_ENABLE	 0U
#define I2C_ANALOGFILTER_DISABLE I2C_CR1_ANFOFF

HAL_StatusTypeDef HAL_I2CEx_ConfigAnalogFilter(I2C_HandleTypeDef *hi2c,
					       uint32_t AnalogFilter);
/* In cycles of I2CCLK, 0 to 15. */
HAL_StatusTypeDef HAL_I2CEx_ConfigDigitalFilter(I2C_HandleTypeDef *hi2c,
						uint32_t DigitalFilter);

#ifdef __cplusplus
}
#endif

#endif /* STM32G0XX_HAL_I2C_H */
