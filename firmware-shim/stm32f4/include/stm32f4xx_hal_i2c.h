/* SPDX-License-Identifier: MIT */
/*
 * I2C: a controller that waits, interrupts or has DMA, also for memories; a
 * target that waits, interrupts, has DMA or listens for what comes, frame by
 * frame. Addresses are 8 bits: the R/W bit is part of them.
 */
#ifndef STM32F4XX_HAL_I2C_H
#define STM32F4XX_HAL_I2C_H

#include "stm32f4xx_hal_def.h"
#include "stm32f4xx_hal_dma.h"

typedef struct {
	uint32_t ClockSpeed; /* Hz, up to 400000 */
	uint32_t DutyCycle;
	uint32_t OwnAddress1;
	uint32_t AddressingMode;
	uint32_t DualAddressMode;
	uint32_t OwnAddress2;
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
	HAL_I2C_STATE_BUSY_RX_LISTEN = 0x2AU,
	HAL_I2C_STATE_ABORT = 0x60U,
	HAL_I2C_STATE_TIMEOUT = 0xA0U,
	HAL_I2C_STATE_ERROR = 0xE0U,
} HAL_I2C_StateTypeDef;

typedef enum {
	HAL_I2C_MODE_NONE = 0x00U,
	HAL_I2C_MODE_MASTER = 0x10U,
	HAL_I2C_MODE_SLAVE = 0x20U,
	HAL_I2C_MODE_MEM = 0x40U,
} HAL_I2C_ModeTypeDef;

typedef struct __I2C_HandleTypeDef {
	I2C_TypeDef *Instance;
	I2C_InitTypeDef Init;
	uint8_t *pBuffPtr;
	uint16_t XferSize;
	__IO uint16_t XferCount;
	__IO uint32_t XferOptions;
	__IO uint32_t PreviousState;
	DMA_HandleTypeDef *hdmatx;
	DMA_HandleTypeDef *hdmarx;
	HAL_LockTypeDef Lock;
	__IO HAL_I2C_StateTypeDef State;
	__IO HAL_I2C_ModeTypeDef Mode;
	__IO uint32_t ErrorCode;
	__IO uint32_t Devaddress;
	__IO uint32_t Memaddress;
	__IO uint32_t MemaddSize;
	__IO uint32_t EventCount;
} I2C_HandleTypeDef;

#define HAL_I2C_ERROR_NONE	0x00000000U
#define HAL_I2C_ERROR_BERR	0x00000001U
#define HAL_I2C_ERROR_ARLO	0x00000002U
#define HAL_I2C_ERROR_AF	0x00000004U
#define HAL_I2C_ERROR_OVR	0x00000008U
#define HAL_I2C_ERROR_DMA	0x00000010U
#define HAL_I2C_ERROR_TIMEOUT	0x00000020U
#define HAL_I2C_ERROR_SIZE	0x00000040U
#define HAL_I2C_ERROR_DMA_PARAM 0x00000080U
#define HAL_I2C_WRONG_START	0x00000200U

#define I2C_DUTYCYCLE_2		 0x00000000U
#define I2C_DUTYCYCLE_16_9	 I2C_CCR_DUTY
#define I2C_ADDRESSINGMODE_7BIT	 0x00004000U
#define I2C_ADDRESSINGMODE_10BIT (I2C_OAR1_ADDMODE | 0x00004000U)
#define I2C_DUALADDRESS_DISABLE	 0x00000000U
#define I2C_DUALADDRESS_ENABLE	 I2C_OAR2_ENDUAL
#define I2C_GENERALCALL_DISABLE	 0x00000000U
#define I2C_GENERALCALL_ENABLE	 I2C_CR1_ENGC
#define I2C_NOSTRETCH_DISABLE	 0x00000000U
#define I2C_NOSTRETCH_ENABLE	 I2C_CR1_NOSTRETCH
#define I2C_MEMADD_SIZE_8BIT	 0x00000001U
#define I2C_MEMADD_SIZE_16BIT	 0x00000010U

/* As the target sees it: the host's transmission is its reception. */
#define I2C_DIRECTION_RECEIVE  0x00000000U
#define I2C_DIRECTION_TRANSMIT 0x00000001U

#define I2C_FIRST_FRAME		 0x00000001U
#define I2C_FIRST_AND_NEXT_FRAME 0x00000002U
#define I2C_NEXT_FRAME		 0x00000004U
#define I2C_FIRST_AND_LAST_FRAME 0x00000008U
#define I2C_LAST_FRAME_NO_STOP	 0x00000010U
#define I2C_LAST_FRAME		 0x00000020U
#define I2C_OTHER_FRAME		 0x00AA0000U
#define I2C_OTHER_AND_LAST_FRAME 0xAA000000U

#define I2C_IT_BUF I2C_CR2_ITBUFEN
#define I2C_IT_EVT I2C_CR2_ITEVTEN
#define I2C_IT_ERR I2C_CR2_ITERREN

/* The register in the upper half, the flag in the lower. */
#define I2C_FLAG_MASK	 0x0000FFFFU
#define I2C_FLAG_OVR	 0x00010800U
#define I2C_FLAG_AF	 0x00010400U
#define I2C_FLAG_ARLO	 0x00010200U
#define I2C_FLAG_BERR	 0x00010100U
#define I2C_FLAG_TXE	 0x00010080U
#define I2C_FLAG_RXNE	 0x00010040U
#define I2C_FLAG_STOPF	 0x00010010U
#define I2C_FLAG_ADD10	 0x00010008U
#define I2C_FLAG_BTF	 0x00010004U
#define I2C_FLAG_ADDR	 0x00010002U
#define I2C_FLAG_SB	 0x00010001U
#define I2C_FLAG_DUALF	 0x00100080U
#define I2C_FLAG_GENCALL 0x00100010U
#define I2C_FLAG_TRA	 0x00100004U
#define I2C_FLAG_BUSY	 0x00100002U
#define I2C_FLAG_MSL	 0x00100001U

#define __HAL_I2C_RESET_HANDLE_STATE(handle)                                   \
	((handle)->State = HAL_I2C_STATE_RESET)
#define __HAL_I2C_ENABLE(handle)	SET_BIT((handle)->Instance->CR1, I2C_CR1_PE)
#define __HAL_I2C_DISABLE(handle)	CLEAR_BIT((handle)->Instance->CR1, I2C_CR1_PE)
#define __HAL_I2C_ENABLE_IT(handle, it) SET_BIT((handle)->Instance->CR2, (it))
#define __HAL_I2C_DISABLE_IT(handle, it)                                       \
	CLEAR_BIT((handle)->Instance->CR2, (it))
#define __HAL_I2C_GET_FLAG(handle, flag)                                       \
	(((flag) >> 16 == 1U ? (handle)->Instance->SR1                         \
			     : (handle)->Instance->SR2) &                      \
			 (flag)&I2C_FLAG_MASK                                  \
		 ? SET                                                         \
		 : RESET)
#define __HAL_I2C_CLEAR_FLAG(handle, flag)                                     \
	((handle)->Instance->SR1 = ~((flag)&I2C_FLAG_MASK))
#define __HAL_I2C_CLEAR_ADDRFLAG(handle)                                       \
	do {                                                                   \
		(void)(handle)->Instance->SR1;                                 \
		(void)(handle)->Instance->SR2;                                 \
	} while (0)
#define __HAL_I2C_CLEAR_STOPFLAG(handle)                                       \
	do {                                                                   \
		(void)(handle)->Instance->SR1;                                 \
		SET_BIT((handle)->Instance->CR1, I2C_CR1_PE);                  \
	} while (0)

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
/* A last frame of a read that goes on has three bytes at least: two may have
 * been acknowledged before it is asked for. */
HAL_StatusTypeDef HAL_I2C_Master_Seq_Transmit_IT(I2C_HandleTypeDef *hi2c,
						 uint16_t DevAddress,
						 uint8_t *pData, uint16_t Size,
						 uint32_t XferOptions);
HAL_StatusTypeDef HAL_I2C_Master_Seq_Receive_IT(I2C_HandleTypeDef *hi2c,
						uint16_t DevAddress,
						uint8_t *pData, uint16_t Size,
						uint32_t XferOptions);
HAL_StatusTypeDef HAL_I2C_Master_Abort_IT(I2C_HandleTypeDef *hi2c,
					  uint16_t DevAddress);
HAL_StatusTypeDef HAL_I2C_Slave_Seq_Transmit_IT(I2C_HandleTypeDef *hi2c,
						uint8_t *pData, uint16_t Size,
						uint32_t XferOptions);
HAL_StatusTypeDef HAL_I2C_Slave_Seq_Receive_IT(I2C_HandleTypeDef *hi2c,
					       uint8_t *pData, uint16_t Size,
					       uint32_t XferOptions);
HAL_StatusTypeDef HAL_I2C_EnableListen_IT(I2C_HandleTypeDef *hi2c);
HAL_StatusTypeDef HAL_I2C_DisableListen_IT(I2C_HandleTypeDef *hi2c);

/* --- with DMA ---------------------------------------------------------- */

HAL_StatusTypeDef HAL_I2C_Master_Transmit_DMA(I2C_HandleTypeDef *hi2c,
					      uint16_t DevAddress,
					      uint8_t *pData, uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Master_Receive_DMA(I2C_HandleTypeDef *hi2c,
					     uint16_t DevAddress,
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
HAL_StatusTypeDef HAL_I2C_Slave_Transmit_DMA(I2C_HandleTypeDef *hi2c,
					     uint8_t *pData, uint16_t Size);
HAL_StatusTypeDef HAL_I2C_Slave_Receive_DMA(I2C_HandleTypeDef *hi2c,
					    uint8_t *pData, uint16_t Size);

/* --- handlers ---------------------------------------------------------- */

void HAL_I2C_EV_IRQHandler(I2C_HandleTypeDef *hi2c);
void HAL_I2C_ER_IRQHandler(I2C_HandleTypeDef *hi2c);

/* --- the firmware's own ------------------------------------------------ */

void HAL_I2C_MasterTxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_MasterRxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_SlaveTxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_SlaveRxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_AddrCallback(I2C_HandleTypeDef *hi2c, uint8_t TransferDirection,
			  uint16_t AddrMatchCode);
void HAL_I2C_ListenCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_MemTxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_MemRxCpltCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_ErrorCallback(I2C_HandleTypeDef *hi2c);
void HAL_I2C_AbortCpltCallback(I2C_HandleTypeDef *hi2c);

HAL_I2C_StateTypeDef HAL_I2C_GetState(I2C_HandleTypeDef *hi2c);
HAL_I2C_ModeTypeDef HAL_I2C_GetMode(I2C_HandleTypeDef *hi2c);
uint32_t HAL_I2C_GetError(I2C_HandleTypeDef *hi2c);

#endif /* STM32F4XX_HAL_I2C_H */
