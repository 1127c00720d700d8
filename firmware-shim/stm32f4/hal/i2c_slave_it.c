/* SPDX-License-Identifier: MIT */
/* I2C: a target with interrupts, for one transfer or listening for any. */
#include "i2c_it.h"
#include "i2c_wait.h"

static int is_listening(const I2C_HandleTypeDef *hi2c)
{
	return (hi2c->State & HAL_I2C_STATE_LISTEN) == HAL_I2C_STATE_LISTEN;
}

/* --- one transfer ------------------------------------------------------ */

static HAL_StatusTypeDef wait_to_be_addressed(I2C_HandleTypeDef *hi2c,
					      HAL_I2C_StateTypeDef state,
					      uint8_t *data, uint16_t size)
{
	HAL_StatusTypeDef result;

	if (!data || !size)
		return HAL_ERROR;
	result = i2c_claim(hi2c, state, HAL_I2C_MODE_SLAVE, data, size);
	if (result != HAL_OK)
		return result;
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	__HAL_I2C_ENABLE_IT(hi2c, I2C_IT_ALL);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Slave_Transmit_IT(I2C_HandleTypeDef *hi2c,
					    uint8_t *pData, uint16_t Size)
{
	return wait_to_be_addressed(hi2c, HAL_I2C_STATE_BUSY_TX, pData, Size);
}

HAL_StatusTypeDef HAL_I2C_Slave_Receive_IT(I2C_HandleTypeDef *hi2c,
					   uint8_t *pData, uint16_t Size)
{
	return wait_to_be_addressed(hi2c, HAL_I2C_STATE_BUSY_RX, pData, Size);
}

/* --- listening --------------------------------------------------------- */

HAL_StatusTypeDef HAL_I2C_EnableListen_IT(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->State != HAL_I2C_STATE_READY)
		return HAL_BUSY;
	hi2c->State = HAL_I2C_STATE_LISTEN;
	hi2c->Mode = HAL_I2C_MODE_NONE;
	hi2c->ErrorCode = HAL_I2C_ERROR_NONE;
	__HAL_I2C_ENABLE(hi2c);
	SET_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	__HAL_I2C_ENABLE_IT(hi2c, I2C_IT_EVT | I2C_IT_ERR);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_DisableListen_IT(I2C_HandleTypeDef *hi2c)
{
	if (hi2c->State != HAL_I2C_STATE_LISTEN)
		return HAL_BUSY;
	CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_EVT | I2C_IT_ERR);
	i2c_idle(hi2c);
	return HAL_OK;
}

/* The next frame of the transfer; after an address it is let go on here. */
static HAL_StatusTypeDef go_on(I2C_HandleTypeDef *hi2c,
			       HAL_I2C_StateTypeDef state, uint8_t *data,
			       uint16_t size, uint32_t options)
{
	if (!is_listening(hi2c))
		return HAL_BUSY;
	if (!data || !size)
		return HAL_ERROR;
	hi2c->State = state;
	hi2c->Mode = HAL_I2C_MODE_SLAVE;
	hi2c->ErrorCode = HAL_I2C_ERROR_NONE;
	hi2c->pBuffPtr = data;
	hi2c->XferCount = size;
	hi2c->XferSize = size;
	hi2c->XferOptions = options;
	__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
	__HAL_I2C_ENABLE_IT(hi2c, I2C_IT_ALL);
	return HAL_OK;
}

HAL_StatusTypeDef HAL_I2C_Slave_Seq_Transmit_IT(I2C_HandleTypeDef *hi2c,
						uint8_t *pData, uint16_t Size,
						uint32_t XferOptions)
{
	return go_on(hi2c, HAL_I2C_STATE_BUSY_TX_LISTEN, pData, Size,
		     XferOptions);
}

HAL_StatusTypeDef HAL_I2C_Slave_Seq_Receive_IT(I2C_HandleTypeDef *hi2c,
					       uint8_t *pData, uint16_t Size,
					       uint32_t XferOptions)
{
	return go_on(hi2c, HAL_I2C_STATE_BUSY_RX_LISTEN, pData, Size,
		     XferOptions);
}

/* --- events ------------------------------------------------------------ */

/* ADDR stays set, and the bus held, until the firmware has said what to do. */
static void addressed(I2C_HandleTypeDef *hi2c, uint32_t sr2)
{
	if (!is_listening(hi2c)) {
		__HAL_I2C_CLEAR_ADDRFLAG(hi2c);
		return;
	}
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_BUF);
	HAL_I2C_AddrCallback(hi2c,
			     sr2 & I2C_SR2_TRA ? I2C_DIRECTION_RECEIVE
					       : I2C_DIRECTION_TRANSMIT,
			     (uint16_t)(sr2 & I2C_SR2_DUALF
						? hi2c->Init.OwnAddress2
						: hi2c->Init.OwnAddress1));
}

/* A frame's last byte was handed over: the next may be asked for. */
static void frame_done(I2C_HandleTypeDef *hi2c, uint32_t did)
{
	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_BUF);
	hi2c->PreviousState = did;
	hi2c->State = HAL_I2C_STATE_LISTEN;
	if (did == I2C_DID_SLAVE_TX)
		HAL_I2C_SlaveTxCpltCallback(hi2c);
	else
		HAL_I2C_SlaveRxCpltCallback(hi2c);
}

static void wants_byte(I2C_HandleTypeDef *hi2c)
{
	if (!hi2c->XferCount)
		return;
	i2c_put(hi2c);
	if (!hi2c->XferCount && hi2c->State == HAL_I2C_STATE_BUSY_TX_LISTEN)
		frame_done(hi2c, I2C_DID_SLAVE_TX);
}

static void has_byte(I2C_HandleTypeDef *hi2c)
{
	if (!hi2c->XferCount)
		return;
	i2c_get(hi2c);
	if (!hi2c->XferCount && hi2c->State == HAL_I2C_STATE_BUSY_RX_LISTEN)
		frame_done(hi2c, I2C_DID_SLAVE_RX);
}

static void transfer_done(I2C_HandleTypeDef *hi2c, HAL_I2C_StateTypeDef state)
{
	uint32_t did = hi2c->PreviousState;

	if (state == HAL_I2C_STATE_BUSY_RX_LISTEN) {
		hi2c->State = HAL_I2C_STATE_LISTEN;
		HAL_I2C_SlaveRxCpltCallback(hi2c);
	}
	if (hi2c->State == HAL_I2C_STATE_LISTEN) {
		i2c_idle(hi2c);
		HAL_I2C_ListenCpltCallback(hi2c);
	} else if (state == HAL_I2C_STATE_BUSY_RX || did == I2C_DID_SLAVE_RX) {
		i2c_idle(hi2c);
		HAL_I2C_SlaveRxCpltCallback(hi2c);
	}
}

/* What was still expected is missing: as if it had been refused. */
static void stopped(I2C_HandleTypeDef *hi2c)
{
	HAL_I2C_StateTypeDef state = hi2c->State;

	__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
	__HAL_I2C_CLEAR_STOPFLAG(hi2c);
	CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
	i2c_stop_dma(hi2c);
	while (hi2c->XferCount && hi2c->Instance->SR1 & I2C_SR1_RXNE)
		i2c_get(hi2c);
	if (hi2c->XferCount)
		hi2c->ErrorCode |= HAL_I2C_ERROR_AF;
	if (hi2c->ErrorCode != HAL_I2C_ERROR_NONE)
		i2c_failed(hi2c);
	else
		transfer_done(hi2c, state);
}

/* SR2 goes first: read after SR1 it would clear ADDR. */
void i2c_slave_event(I2C_HandleTypeDef *hi2c)
{
	uint32_t sr2 = hi2c->Instance->SR2;
	uint32_t sr1 = hi2c->Instance->SR1;
	uint32_t buffered = hi2c->Instance->CR2 & I2C_CR2_ITBUFEN;

	if (sr1 & I2C_SR1_ADDR)
		addressed(hi2c, sr2);
	else if (sr1 & I2C_SR1_STOPF)
		stopped(hi2c);
	else if (i2c_has_dma(hi2c) || (!buffered && !(sr1 & I2C_SR1_BTF)))
		return;
	else if (hi2c->State == HAL_I2C_STATE_BUSY_TX ||
		 hi2c->State == HAL_I2C_STATE_BUSY_TX_LISTEN)
		wants_byte(hi2c);
	else if (sr1 & I2C_SR1_RXNE)
		has_byte(hi2c);
}

int i2c_slave_nacked(I2C_HandleTypeDef *hi2c)
{
	int last = hi2c->XferOptions == I2C_FIRST_AND_LAST_FRAME ||
		   hi2c->XferOptions == I2C_LAST_FRAME;
	int sent_all = hi2c->State == HAL_I2C_STATE_LISTEN &&
		       hi2c->PreviousState == I2C_DID_SLAVE_TX;

	if (hi2c->XferCount)
		return 0;
	if (hi2c->State == HAL_I2C_STATE_BUSY_TX) {
		__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
		CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
		i2c_flush(hi2c);
		i2c_idle(hi2c);
		HAL_I2C_SlaveTxCpltCallback(hi2c);
		return 1;
	}
	if (!sent_all)
		return hi2c->State == HAL_I2C_STATE_BUSY_TX_LISTEN;
	if (last) {
		__HAL_I2C_DISABLE_IT(hi2c, I2C_IT_ALL);
		CLEAR_BIT(hi2c->Instance->CR1, I2C_CR1_ACK);
		i2c_idle(hi2c);
		HAL_I2C_ListenCpltCallback(hi2c);
	}
	return 1;
}
