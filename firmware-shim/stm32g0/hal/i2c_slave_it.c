/* SPDX-License-Identifier: MIT */
/* I2C: a target with interrupts: for a message whose length is known, or
 * listening and told frame by frame. */
#include "i2c_it.h"

/* --- ends -------------------------------------------------------------- */

/* A frame has come or gone; who listens is asked for the next. */
static void frame_done(I2C_HandleTypeDef *hi2c)
{
	hi2c->Mode = HAL_I2C_MODE_NONE;
	if (hi2c->State == HAL_I2C_STATE_BUSY_TX_LISTEN) {
		hi2c->State = HAL_I2C_STATE_LISTEN;
		hi2c->PreviousState = I2C_DID_SLAVE_TX;
		__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_TX);
		HAL_I2C_SlaveTxCpltCallback(hi2c);
	} else if (hi2c->State == HAL_I2C_STATE_BUSY_RX_LISTEN) {
		hi2c->State = HAL_I2C_STATE_LISTEN;
		hi2c->PreviousState = I2C_DID_SLAVE_RX;
		__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_RX);
		HAL_I2C_SlaveRxCpltCallback(hi2c);
	}
}

/* A byte that no frame was asked for has nowhere to go. */
static void take_last(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->XferCount)
		i2c_get(hi2c);
	else
		(void)hi2c->Instance->RXDR;
}

static void end_listening(I2C_HandleTypeDef *hi2c)
{
	hi2c->XferOptions = I2C_NO_OPTION_FRAME;
	hi2c->XferISR = NULL;
	i2c_release_handle(hi2c);
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	hi2c->Instance->ICR = I2C_ICR_NACKCF;
	HAL_I2C_ListenCpltCallback(hi2c);
}

/* After the last byte it is how a read ends, and else an error; which is told
 * at the STOP, but where another frame might be asked for, at once. */
static void nacked(I2C_HandleTypeDef *hi2c)
{
	uint32_t options = hi2c->XferOptions;

	i2c_dma_stop(hi2c);
	hi2c->Instance->ICR = I2C_ICR_NACKCF;
	if (hi2c->XferCount) {
		hi2c->ErrorCode |= HAL_I2C_ERROR_AF;
		if (options == I2C_FIRST_FRAME || options == I2C_NEXT_FRAME)
			i2c_failed(hi2c);
	} else if (hi2c->State == HAL_I2C_STATE_LISTEN &&
		   options == I2C_FIRST_AND_LAST_FRAME) {
		end_listening(hi2c);
	} else if (hi2c->State == HAL_I2C_STATE_BUSY_TX_LISTEN &&
		   options != I2C_NO_OPTION_FRAME) {
		i2c_flush(hi2c);
		frame_done(hi2c);
	}
}

static void message_done(I2C_HandleTypeDef *hi2c)
{
	int received = hi2c->State == HAL_I2C_STATE_BUSY_RX;

	if (hi2c->XferOptions != I2C_NO_OPTION_FRAME) {
		frame_done(hi2c);
		hi2c->XferOptions = I2C_NO_OPTION_FRAME;
		i2c_release_handle(hi2c);
		HAL_I2C_ListenCpltCallback(hi2c);
		return;
	}
	i2c_release_handle(hi2c);
	if (received)
		HAL_I2C_SlaveRxCpltCallback(hi2c);
	else
		HAL_I2C_SlaveTxCpltCallback(hi2c);
}

/* A handler that is late finds the NACK and the last byte with the STOP. */
static void stopped(I2C_HandleTypeDef *hi2c, uint32_t flags, uint32_t enabled)
{
	hi2c->Instance->ICR = I2C_ICR_STOPCF;
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	SET_BIT(hi2c->Instance->CR2, I2C_CR2_NACK);
	i2c_reset_cr2(hi2c);
	i2c_dma_stop(hi2c);
	i2c_flush(hi2c);
	if (flags & I2C_ISR_RXNE)
		take_last(hi2c);
	if (hi2c->XferCount)
		hi2c->ErrorCode |= HAL_I2C_ERROR_AF;
	if (flags & I2C_ISR_NACKF && enabled & I2C_IT_NACKI)
		nacked(hi2c);
	hi2c->Mode = HAL_I2C_MODE_NONE;
	hi2c->XferISR = NULL;
	if (hi2c->ErrorCode == HAL_I2C_ERROR_NONE) {
		message_done(hi2c);
		return;
	}
	i2c_failed(hi2c);
	if (hi2c->State == HAL_I2C_STATE_LISTEN)
		end_listening(hi2c);
}

/* --- events ------------------------------------------------------------ */

/* Who listens is asked what to do, and until then SCL is held: ADDR is cleared
 * when a frame is asked for. */
static void addressed(I2C_HandleTypeDef *hi2c, uint32_t flags)
{
	uint32_t code = (flags & I2C_ISR_ADDCODE) >> I2C_ISR_ADDCODE_Pos;

	if (!i2c_listens(hi2c)) {
		hi2c->Instance->ICR = I2C_ICR_ADDRCF;
		return;
	}
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_LISTEN);
	HAL_I2C_AddrCallback(hi2c,
			     flags & I2C_ISR_DIR ? I2C_DIRECTION_RECEIVE
						 : I2C_DIRECTION_TRANSMIT,
			     (uint16_t)(code << 1));
}

static void received(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->XferCount)
		i2c_get(hi2c);
	if (!hi2c->XferCount && hi2c->XferOptions != I2C_NO_OPTION_FRAME)
		frame_done(hi2c);
}

static void wanted(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->XferCount)
		i2c_put(hi2c);
	else if (hi2c->XferOptions == I2C_NEXT_FRAME ||
		 hi2c->XferOptions == I2C_FIRST_FRAME)
		frame_done(hi2c);
}

HAL_StatusTypeDef i2c_slave_event(I2C_HandleTypeDef *hi2c, uint32_t flags,
				  uint32_t enabled)
{
	if (flags & I2C_ISR_STOPF && enabled & I2C_IT_STOPI)
		stopped(hi2c, flags, enabled);
	else if (flags & I2C_ISR_NACKF && enabled & I2C_IT_NACKI)
		nacked(hi2c);
	else if (flags & I2C_ISR_RXNE && enabled & I2C_IT_RXI)
		received(hi2c);
	else if (flags & I2C_ISR_ADDR && enabled & I2C_IT_ADDRI)
		addressed(hi2c, flags);
	else if (flags & I2C_ISR_TXIS && enabled & I2C_IT_TXI)
		wanted(hi2c);
	return HAL_OK;
}

/* --- messages ---------------------------------------------------------- */

HAL_StatusTypeDef i2c_slave_begin(I2C_HandleTypeDef *hi2c, uint8_t *data,
				  uint16_t size, uint32_t request)
{
	HAL_I2C_StateTypeDef state = i2c_state_for(request);

	i2c_take_handle(hi2c, state, HAL_I2C_MODE_SLAVE, data, size);
	CLEAR_BIT(hi2c->Instance->CR2, I2C_CR2_NACK);
	hi2c->DmaRequest = request & I2C_DMA;
	hi2c->XferISR = i2c_slave_event;
	if (request == I2C_IT_TXI &&
	    hi2c->Init.NoStretchMode == I2C_NOSTRETCH_ENABLE)
		i2c_put(hi2c);
	SET_BIT(hi2c->Instance->CR1, I2C_IT_LISTEN | request);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Slave_Transmit_IT(I2C_HandleTypeDef *hi2c,
					    uint8_t *pData, uint16_t Size)
{
	return hi2c->State == HAL_I2C_STATE_READY
		       ? i2c_slave_begin(hi2c, pData, Size, I2C_IT_TXI)
		       : HAL_BUSY;
}

HAL_StatusTypeDef HAL_I2C_Slave_Receive_IT(I2C_HandleTypeDef *hi2c,
					   uint8_t *pData, uint16_t Size)
{
	return hi2c->State == HAL_I2C_STATE_READY
		       ? i2c_slave_begin(hi2c, pData, Size, I2C_IT_RXI)
		       : HAL_BUSY;
}

/* --- listening --------------------------------------------------------- */

HAL_StatusTypeDef HAL_I2C_EnableListen_IT(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->State != HAL_I2C_STATE_READY)
		return HAL_BUSY;
	hi2c->State = HAL_I2C_STATE_LISTEN;
	hi2c->XferISR = i2c_slave_event;
	__HAL_I2C_ENABLE_IT(hi2c, I2C_IT_LISTEN);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_DisableListen_IT(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->State != HAL_I2C_STATE_LISTEN)
		return HAL_BUSY;
	hi2c->PreviousState = 0;
	hi2c->State = HAL_I2C_STATE_READY;
	hi2c->Mode = HAL_I2C_MODE_NONE;
	hi2c->XferISR = NULL;
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_LISTEN);
	return HAL_OK;
}

/* An address of the frame's direction that waits is answered for. */
static HAL_StatusTypeDef next_frame(I2C_HandleTypeDef *hi2c,
				    HAL_I2C_StateTypeDef state, uint8_t *data,
				    uint16_t size, uint32_t options)
{
	int send = state == HAL_I2C_STATE_BUSY_TX_LISTEN;
	uint32_t flags;

	if (!data || !size) {
		hi2c->ErrorCode = HAL_I2C_ERROR_INVALID_PARAM;
		return HAL_ERROR;
	}
	if (!i2c_listens(hi2c))
		return HAL_ERROR;
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	i2c_take_handle(hi2c, state, HAL_I2C_MODE_SLAVE, data, size);
	CLEAR_BIT(hi2c->Instance->CR2, I2C_CR2_NACK);
	hi2c->XferOptions = options;
	hi2c->XferISR = i2c_slave_event;
	flags = hi2c->Instance->ISR;
	if (flags & I2C_ISR_ADDR && !(flags & I2C_ISR_DIR) == !send)
		hi2c->Instance->ICR = I2C_ICR_ADDRCF;
	__HAL_I2C_ENABLE_IT(hi2c,
			    I2C_IT_LISTEN | (send ? I2C_IT_TX : I2C_IT_RX));
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Slave_Seq_Transmit_IT(I2C_HandleTypeDef *hi2c,
						uint8_t *pData, uint16_t Size,
						uint32_t XferOptions)
{
	return next_frame(hi2c, HAL_I2C_STATE_BUSY_TX_LISTEN, pData, Size,
			  XferOptions);
}

HAL_StatusTypeDef HAL_I2C_Slave_Seq_Receive_IT(I2C_HandleTypeDef *hi2c,
					       uint8_t *pData, uint16_t Size,
					       uint32_t XferOptions)
{
	return next_frame(hi2c, HAL_I2C_STATE_BUSY_RX_LISTEN, pData, Size,
			  XferOptions);
}
